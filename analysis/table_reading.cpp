#include "analysis/table_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenarios/bounds_reading.hpp"
#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t most_variants = 512;

template <class List>
std::size_t position_of(const List& list, const std::string& name) {
  return static_cast<std::size_t>(std::find(list.begin(), list.end(), name) - list.begin());
}

}  // namespace

TableReading::TableReading(const PlanSpec& spec, const scenarios::CsvTable& table, const ScenarioLoader& load,
                           const scenarios::Vocabulary& vocabulary)
    : spec_(spec), table_(table), load_(load), vocabulary_(vocabulary) {
  sort_columns();
  faults_.throw_if_any();
  if (table_.size() == 0) throw sim::UserFault({{{table_.file(), 1, 1}, "the design has no row (a row is a member)"}});
  if (spec_.replicates > 1 && table_.has_column("replicate")) {
    throw sim::UserFault(
        {{table_.position(0, "replicate"),
          "the design says each row's replicate, and --replicates asks for more (one of them decides)"}});
  }
  load_scenarios();
  for (std::size_t row = 0; row < table_.size(); ++row) read_row(row);
  faults_.throw_if_any();
}

void TableReading::sort_columns() {
  std::vector<std::string> known = {"point", "replicate", "scenario"};
  const std::size_t own = known.size();
  for (const sim::AssumptionDeclaration& assumption : vocabulary_.assumptions) known.push_back(assumption.name);
  const std::size_t levers_begin = known.size();
  for (const sim::LeverDeclaration& lever : vocabulary_.levers) {
    known.push_back(lever.name);
    for (const sim::LeverParameter& parameter : lever.parameters) known.push_back(lever.name + "." + parameter.name);
  }
  for (const std::string& column : table_.header()) {
    const std::size_t at = position_of(known, column);
    const bool lever_parameter =
        std::any_of(vocabulary_.levers.begin(), vocabulary_.levers.end(),
                    [&](const sim::LeverDeclaration& lever) { return column.starts_with(lever.name + "."); });
    if (at == known.size() && !lever_parameter) {
      faults_.add({table_.file(), 1, 0}, fmt::format("the column '{}' is neither an assumption nor a lever{}", column,
                                                     scenarios::suggestion(column, known)));
    } else if (at >= levers_begin) {
      factors_.push_back({column, {}});
    } else if (at >= own) {
      assumptions_.push_back(column);
    }
  }
  std::sort(assumptions_.begin(), assumptions_.end());
}

void TableReading::load_scenarios() {
  for (const std::string& name : spec_.scenarios) {
    as_they_stand_.push_back(load_(name, {}));
    scenario_names_.push_back(as_they_stand_.back().name);
  }
}

std::vector<std::string> TableReading::scenario_files() const {
  std::vector<std::string> paths;
  for (const scenarios::Scenario& scenario : as_they_stand_) {
    paths.push_back(scenario.files.empty() ? "" : scenario.files.front().path);
  }
  return paths;
}

std::vector<std::size_t> TableReading::scenarios_of(std::size_t row) {
  std::vector<std::size_t> all;
  if (!table_.has_column("scenario")) {
    for (std::size_t i = 0; i < scenario_names_.size(); ++i) all.push_back(i);
    return all;
  }
  const std::string& name = table_.text(row, "scenario");
  const std::size_t found = position_of(scenario_names_, name);
  if (found < scenario_names_.size()) return {found};
  const std::string near = scenarios::suggestion(name, scenario_names_);
  faults_.add(table_.position(row, "scenario"), fmt::format("the scenario '{}' is not among those given ({}){}", name,
                                                            fmt::join(scenario_names_, ", "), near));
  return all;
}

std::uint32_t TableReading::count_in(std::size_t row, const std::string& column, std::uint32_t without) {
  if (!table_.has_column(column)) return without;
  const auto number = table_.whole_number(row, column, faults_);
  if (number && *number < 0) faults_.add(table_.position(row, column), column + " is below 0 (it counts from 0)");
  return number && *number >= 0 ? static_cast<std::uint32_t>(*number) : without;
}

const sim::AssumptionDeclaration& TableReading::declaration(const std::string& name) const {
  const auto found = std::find_if(vocabulary_.assumptions.begin(), vocabulary_.assumptions.end(),
                                  [&](const sim::AssumptionDeclaration& each) { return each.name == name; });
  sim::ensure(found != vocabulary_.assumptions.end(), "a column of no assumption");
  return *found;
}

std::vector<double> TableReading::values_of(std::size_t row) {
  const scenarios::Scenario& scenario = as_they_stand_.front();
  std::vector<double> values;
  for (const std::string& name : assumptions_) {
    const auto value = table_.number(row, name, faults_);
    values.push_back(value.value_or(0));
    if (!value || !scenario.values.contains(name)) continue;
    const scenarios::Assumption* assumption = scenario.book.find(name);
    scenarios::require_drawn_within(declaration(name), scenario.values.all().find(name)->second,
                                    assumption == nullptr ? std::nullopt : assumption->uncertain_from,
                                    scenarios::Distribution::fixed(*value), table_.position(row, name), faults_);
  }
  return values;
}

std::size_t TableReading::variant_of(std::size_t row, std::size_t scenario) {
  std::vector<std::size_t> key = {scenario};
  std::vector<std::string> sets;
  for (Factor& factor : factors_) {
    const std::string& cell = table_.text(row, factor.name);
    const std::size_t level = position_of(factor.levels, cell);
    if (level == factor.levels.size()) factor.levels.push_back(cell);
    key.push_back(level);
    add_set(as_they_stand_[scenario], factor.name, cell, sets);
  }
  const auto [found, is_new] = known_variants_.emplace(key, variants_.size());
  if (!is_new) return found->second;
  if (variants_.size() == most_variants) {
    throw sim::UserFault(fmt::format("{} has more than {} combinations of levers (each is a scenario of its own)",
                                     table_.file(), most_variants));
  }
  // What --set says of a cell is said at the row.
  Variant variant{scenario, {key.begin() + 1, key.end()}, as_they_stand_[scenario]};
  const sim::Position place{table_.file(), table_.position(row, table_.header().front()).line, 0};
  if (!sets.empty()) {
    auto loaded = faults_.attempt(place, "", [&] { return load_(spec_.scenarios[scenario], sets); });
    if (loaded) variant.content = std::move(*loaded);
  }
  variants_.push_back(std::move(variant));
  return found->second;
}

void TableReading::read_row(std::size_t row) {
  const auto number = static_cast<std::uint32_t>(row);
  const std::uint32_t point = count_in(row, "point", number);
  const std::vector<double> values = values_of(row);
  for (const std::string& column : table_.header())
    hash_ = sim::mix_bits(hash_ ^ sim::hash_name(table_.text(row, column)));
  const std::vector<std::size_t> scenarios = scenarios_of(row);
  for (std::uint32_t repeat = 0; repeat < spec_.replicates; ++repeat) {
    const std::uint32_t replicate = count_in(row, "replicate", number * spec_.replicates + repeat);
    for (const std::size_t scenario : scenarios) {
      rows_.push_back({point, replicate, variant_of(row, scenario), values, {}});
    }
  }
}

std::vector<scenarios::Uncertainty> TableReading::uncertainties(const scenarios::Scenario& merged) const {
  std::vector<scenarios::Uncertainty> drawn;
  for (const std::string& name : assumptions_) {
    const auto known = std::find_if(merged.uncertainties.begin(), merged.uncertainties.end(),
                                    [&](const scenarios::Uncertainty& each) { return each.name == name; });
    if (known != merged.uncertainties.end()) {
      drawn.push_back(*known);
      continue;
    }
    const sim::AssumptionDeclaration& declared = declaration(name);
    const bool is_number = declared.shape == sim::AssumptionShape::number;
    const scenarios::Assumption* assumption = merged.book.find(name);
    const double central = is_number && merged.values.contains(name) ? merged.values.number(name) : 1;
    drawn.push_back({name, scenarios::Distribution::fixed(central), is_number ? declared.unit : "1", declared.shape,
                     assumption == nullptr ? std::nullopt : assumption->uncertain_from});
  }
  return drawn;
}

}  // namespace skifte::analysis
