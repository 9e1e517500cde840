#include "analysis/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "analysis/scenario_union.hpp"
#include "analysis/table_reading.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

// Each combination is a scenario read anew (0.1 s) and kept.
constexpr std::size_t most_variants = 512;

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> coordinate_names(const scenarios::Scenario& scenario) {
  std::vector<std::string> names;
  for (const auto& uncertainty : scenario.uncertainties) names.push_back(uncertainty.name);
  return names;
}

/// A variant is read for its values, levers and rules; what is the same for all is kept once, with the merged scenario.
void drop_shared(scenarios::Scenario& scenario) {
  scenario.files.clear();
  scenario.book = {};
}

scenarios::Scenario unite_all(const std::vector<Variant>& variants) {
  std::vector<const scenarios::Scenario*> all;
  for (const Variant& variant : variants) all.push_back(&variant.content);
  return unite(all);
}

std::string first_file(const scenarios::Scenario& scenario) {
  return scenario.files.empty() ? "" : scenario.files.front().path;
}

std::string counted(std::uint64_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace

Factor read_factor(const std::string& text) {
  const std::size_t equals = text.find('=');
  Factor factor{equals == std::string::npos ? "" : trimmed(text.substr(0, equals)), {}};
  for (std::size_t at = equals; at != std::string::npos && at < text.size();) {
    const std::size_t comma = text.find(',', at + 1);
    factor.levels.push_back(trimmed(text.substr(at + 1, comma == std::string::npos ? comma : comma - at - 1)));
    at = comma;
  }
  const std::set<std::string> distinct(factor.levels.begin(), factor.levels.end());
  if (factor.name.empty() || factor.levels.size() < 2 || distinct.contains("")) {
    throw sim::UserFault(
        fmt::format("--factor {} is not NAME=LEVEL,LEVEL (each level what --set NAME=LEVEL takes, at "
                    "least two) '{}=off,on'?",
                    text, equals == std::string::npos ? trimmed(text) : factor.name.empty() ? "filborna_ccs" : factor.name));
  }
  if (distinct.size() < factor.levels.size()) {
    throw sim::UserFault(fmt::format("--factor {}: a level stands twice", text));
  }
  return factor;
}

void add_set(const scenarios::Scenario& scenario, const std::string& name, const std::string& level,
             std::vector<std::string>& sets) {
  const bool pulls = std::any_of(scenario.levers.begin(), scenario.levers.end(),
                                 [&](const scenarios::LeverEntry& lever) { return lever.name == name; });
  if (!level.empty() && !(level == "on" && pulls)) sets.push_back(name + "=" + level);
}

double central_value(const scenarios::Scenario& scenario, const scenarios::Uncertainty& uncertainty) {
  return uncertainty.shape == sim::AssumptionShape::number ? scenario.values.number(uncertainty.name) : 1;
}

Plan::Plan(const PlanSpec& spec, const ScenarioLoader& load)
    : spec_(spec),
      design_(to_word(spec.design.kind)),
      factors_(spec.factors),
      join_(spec.join),
      extendable_(is_extendable(spec.design.kind)),
      replicates_(spec.replicates) {
  sim::ensure(!spec.scenarios.empty() && spec.replicates > 0, "a plan needs a scenario and a replicate");
  load_variants(load);
  points_ = make_points(spec.design, coordinate_names(merged_), merged_.correlations, spec.seed);
  points_count_ = points_->points();
  block_ = points_->block();
  count(std::uint64_t{points_count_} * members_per_point());
  inputs_ = fmt::format("design {}\nsize {}\nsecond_order {}\nreplicates {}\njoin {}\n", design_,
                        extendable_ ? "any" : std::to_string(spec.design.size),
                        spec.design.second_order == SecondOrder::yes ? "yes" : "no", replicates_,
                        join_ == Join::crossed ? "crossed" : "zipped");
  for (const std::string& name : scenario_names_) inputs_ += "scenario " + name + "\n";
  for (const Factor& factor : factors_)
    inputs_ += fmt::format("factor {}={}\n", factor.name, fmt::join(factor.levels, ","));
  for (const auto& uncertainty : merged_.uncertainties) inputs_ += "draws " + uncertainty.name + "\n";
  for (const auto& correlation : merged_.correlations) {
    inputs_ += fmt::format("correlation {} {} {}\n", correlation.name, fmt::join(correlation.between, " "),
                           scenarios::short_number(correlation.rank));
  }
}

Plan::Plan(const PlanSpec& spec, const scenarios::CsvTable& table, const ScenarioLoader& load,
           const scenarios::Vocabulary& vocabulary)
    : spec_(spec), design_("table"), replicates_(spec.replicates) {
  sim::ensure(!spec.scenarios.empty() && spec.replicates > 0, "a plan needs a scenario and a replicate");
  TableReading reading(spec, table, load, vocabulary);
  scenario_names_ = reading.scenario_names();
  factors_ = reading.factors();
  variants_ = reading.take_variants();
  scenario_files_ = reading.scenario_files();
  merged_ = unite_all(variants_);
  merged_.sets = reading.sets();
  merged_.uncertainties = reading.uncertainties(merged_);
  merged_.correlations.clear();
  for (Variant& variant : variants_) drop_shared(variant.content);
  rows_ = reading.take_rows();
  for (const PlannedMember& row : rows_) points_count_ = std::max(points_count_, row.point + 1);
  count(rows_.size());
  inputs_ = "design table\n";
  for (const std::string& name : scenario_names_) inputs_ += "scenario " + name + "\n";
  inputs_ += fmt::format("table {:016x}\nreplicates {}\n", reading.hash(), replicates_);
}

void Plan::load_variants(const ScenarioLoader& load) {
  std::size_t combinations = 1;
  std::vector<std::string> sets_of_all;
  for (const Factor& factor : factors_) {
    combinations *= factor.levels.size();
    if (combinations * spec_.scenarios.size() <= most_variants) continue;
    throw sim::UserFault(
        fmt::format("the factors have more than {} combinations (with all scenarios; each is a scenario "
                    "of its own) fewer factors or levels with --factor?",
                    most_variants));
  }
  for (std::size_t s = 0; s < spec_.scenarios.size(); ++s) {
    const scenarios::Scenario as_it_stands = load(spec_.scenarios[s], {});
    sets_of_all = as_it_stands.sets;
    scenario_files_.push_back(first_file(as_it_stands));
    for (std::size_t combination = 0; combination < combinations; ++combination) {
      Variant variant{s, {}, {}};
      std::vector<std::string> sets;
      std::size_t rest = combination;
      for (const Factor& factor : factors_) {
        variant.levels.push_back(rest % factor.levels.size());
        rest /= factor.levels.size();
        add_set(as_it_stands, factor.name, factor.levels[variant.levels.back()], sets);
      }
      variant.content = load(spec_.scenarios[s], sets);
      if (spec_.correlations == Correlations::left_out) variant.content.correlations.clear();
      keep_uncertainties(variant.content, spec_.vary);
      variants_.push_back(std::move(variant));
    }
    const std::string& name = variants_.back().content.name;
    if (std::find(scenario_names_.begin(), scenario_names_.end(), name) != scenario_names_.end()) {
      throw sim::UserFault(fmt::format("the scenario '{}' is given twice (a result tells scenarios by name)", name));
    }
    scenario_names_.push_back(name);
  }
  merged_ = unite_all(variants_);
  merged_.sets = sets_of_all;
  for (Variant& variant : variants_) drop_shared(variant.content);
}

void Plan::count(std::uint64_t members) {
  if (members > std::numeric_limits<std::uint32_t>::max()) {
    throw sim::UserFault(fmt::format("the design has {} members (at most {} can be counted)", members,
                                     std::numeric_limits<std::uint32_t>::max()));
  }
  members_ = static_cast<std::uint32_t>(members);
}

std::uint32_t Plan::members_per_point() const {
  if (!points_) return 1;
  const std::size_t together = join_ == Join::crossed ? variants_.size() : scenario_names_.size();
  return static_cast<std::uint32_t>(together) * replicates_;
}

PlannedMember Plan::member(std::uint32_t which) const {
  sim::ensure(which < members_, "plan: no such member");
  if (!points_) return rows_[which];
  const auto together = members_per_point() / replicates_;
  const std::uint32_t point = which / members_per_point();
  const std::uint32_t repeat = which / together % replicates_;
  const std::size_t combinations = variants_.size() / scenario_names_.size();
  std::size_t variant = which % together;
  if (join_ == Join::zipped) variant = variant * combinations + point / block_ % combinations;
  PlannedMember member{point, point / block_ * replicates_ + repeat, variant, {}, points_->point(point)};
  const scenarios::Scenario& scenario = variants_[variant].content;
  for (std::size_t i = 0; i < merged_.uncertainties.size(); ++i) {
    const std::string& name = merged_.uncertainties[i].name;
    const auto own = std::lower_bound(scenario.uncertainties.begin(), scenario.uncertainties.end(), name,
                                      [](const auto& each, const std::string& wanted) { return each.name < wanted; });
    const bool is_drawn = !member.unit.empty() && own != scenario.uncertainties.end() && own->name == name;
    member.values.push_back(is_drawn ? own->distribution.quantile(member.unit[i])
                                     : central_value(scenario, merged_.uncertainties[i]));
    if (!is_drawn && !member.unit.empty()) member.unit[i] = std::numeric_limits<double>::quiet_NaN();
  }
  return member;
}

std::string Plan::variant_name(std::size_t variant) const {
  std::string name = scenario_names_[variants_[variant].scenario];
  for (std::size_t f = 0; f < factors_.size(); ++f) {
    const std::string& level = factors_[f].levels[variants_[variant].levels[f]];
    if (!level.empty()) name += fmt::format(" {}={}", factors_[f].name, level);
  }
  return name;
}

std::string Plan::describe() const {
  std::string text = counted(points_count_, "point") + " of " + design_;
  if (scenario_names_.size() > 1) text += " x " + counted(scenario_names_.size(), "scenario");
  const std::size_t combinations = variants_.size() / scenario_names_.size();
  if (!factors_.empty() && points_) {
    text += fmt::format("{}{} of {}", join_ == Join::crossed ? " x " : ", zipped with ",
                        counted(combinations, "combination"), counted(factors_.size(), "factor"));
  }
  if (replicates_ > 1) text += " x " + counted(replicates_, "replicate");
  return text;
}

}  // namespace skifte::analysis
