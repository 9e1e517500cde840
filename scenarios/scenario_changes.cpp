#include <algorithm>

#include "scenarios/bounds_reading.hpp"
#include "scenarios/named.hpp"
#include "scenarios/node_reading.hpp"
#include "scenarios/scenario_builder.hpp"

/// What a scenario says about assumptions and their uncertainties, laid over the city's.
namespace skifte::scenarios {

void ScenarioBuilder::apply_changes(Scenario& scenario) {
  const std::vector<std::string> known = names_of(vocabulary_.assumptions);
  std::map<std::string, Uncertainty> uncertainties;
  for (const Assumption& assumption : scenario.book.all()) {
    if (!assumption.distribution) continue;
    const sim::AssumptionDeclaration& declaration = assumption.declaration;
    const bool is_number = declaration.shape == sim::AssumptionShape::number;
    uncertainties[declaration.name] = {declaration.name, *assumption.distribution, is_number ? declaration.unit : "1",
                                       declaration.shape, assumption.uncertain_from};
  }
  for (const auto& [name, change] : changes_) {
    const sim::AssumptionDeclaration* declaration = find_named(vocabulary_.assumptions, name);
    if (declaration == nullptr) {
      for (const auto& entry : {change.value, change.distribution}) {
        if (entry)
          faults_.add(entry->position,
                      "no assumption '" + name + "' (no part of the model declares it)" + suggestion(name, known));
      }
      continue;
    }
    if (change.value) override_value(*declaration, *change.value, scenario);
    if (change.range == AssumptionChange::Range::certain) uncertainties.erase(name);
    if (change.range != AssumptionChange::Range::given) continue;
    const bool is_number = declaration->shape == sim::AssumptionShape::number;
    const std::string unit = is_number ? declaration->unit : "1";
    const auto distribution = read_distribution(change.distribution->value, name, unit, faults_);
    if (!distribution || !scenario.values.contains(name)) continue;
    const Assumption* assumption = scenario.book.find(name);
    const auto from = assumption == nullptr ? std::nullopt : assumption->uncertain_from;
    const bool is_allowed = require_drawn_within(*declaration, scenario.values.all().find(name)->second, from,
                                                 *distribution, change.distribution->value.position, faults_);
    if (is_allowed) uncertainties[name] = {name, *distribution, unit, declaration->shape, from};
  }
  for (auto& [name, uncertainty] : uncertainties) {
    const bool is_fixed = uncertainty.distribution.kind() == DistributionKind::fixed;
    if (is_fixed) apply_draw(scenario.values, uncertainty, uncertainty.distribution.mode());
    if (!is_fixed) scenario.uncertainties.push_back(uncertainty);
  }
}

void ScenarioBuilder::override_value(const sim::AssumptionDeclaration& declaration, const YamlEntry& entry,
                                     Scenario& scenario) {
  scenario.changed_assumptions.push_back(declaration.name);
  if (declaration.shape == sim::AssumptionShape::number || entry.value.is_scalar()) {
    const auto value = read_quantity(entry.value, entry.key, declaration.unit, faults_);
    if (!value ||
        !require_within(declaration.bounds, *value, declaration.unit, entry.value.position, entry.key, faults_))
      return;
    if (declaration.shape == sim::AssumptionShape::number) {
      scenario.values.set(declaration.name, *value);
    } else {
      scenario.values.set(declaration.name, sim::Series::constant(*value));
    }
    note_if_implausible(declaration, entry, scenario);
    return;
  }
  if (!require_map(entry.value, entry.key, faults_)) return;
  require_known_keys(entry.value, entry.key, {"series", "interpolation"}, faults_);
  const YamlEntry* points = entry.value.find("series");
  const YamlEntry* word = entry.value.find("interpolation");
  if (points == nullptr || word == nullptr) {
    faults_.add(entry.value.position,
                entry.key + ": 'series' and 'interpolation' are needed (or one value for all time)");
    return;
  }
  const auto interpolation = read_interpolation(word->value, faults_);
  // The points are read all the same, for their faults.
  const auto series = read_series(points->value, entry.key, declaration.unit,
                                  interpolation.value_or(sim::Series::Interpolation::step), faults_);
  if (!series || !interpolation ||
      !require_within(declaration.bounds, *series, declaration.unit, points->value.position, entry.key, faults_))
    return;
  scenario.values.set(declaration.name, *series);
  note_if_implausible(declaration, entry, scenario);
}

/// A value is plausible inside the assumption's range; a series inside the span of its points, stretched by the
/// factor's range. What has no range says nothing about what is plausible.
void ScenarioBuilder::note_if_implausible(const sim::AssumptionDeclaration& declaration, const YamlEntry& entry,
                                          Scenario& scenario) const {
  const Assumption* assumption = scenario.book.find(declaration.name);
  if (assumption == nullptr || !assumption->range) return;
  auto [low, high] = *assumption->range;
  std::vector<double> values;
  if (const auto* central = std::get_if<sim::Series>(&assumption->value)) {
    const auto [least, most] = std::minmax_element(central->points().begin(), central->points().end(),
                                                   [](const auto& a, const auto& b) { return a.value < b.value; });
    low = std::min(low * least->value, high * least->value);
    high = std::max(assumption->range->first * most->value, high * most->value);
    for (const auto& point : scenario.values.series(declaration.name).points()) values.push_back(point.value);
  } else {
    values.push_back(scenario.values.number(declaration.name));
  }
  const auto wrong = std::find_if(values.begin(), values.end(),
                                  [least = low, most = high](double v) { return v < least || v > most; });
  if (wrong == values.end()) return;
  const std::string unit = declaration.unit == "1" ? "" : " " + declaration.unit;
  scenario.notes.push_back({entry.value.position, declaration.name + " is " + short_number(*wrong) + unit +
                                                      ", outside what is plausible, " + short_number(low) + " to " +
                                                      short_number(high) + unit + " (" + assumption->source + ")"});
}

}  // namespace skifte::scenarios
