#include "scenarios/named.hpp"
#include "scenarios/node_reading.hpp"
#include "scenarios/scenario_builder.hpp"

/// What a scenario wants to hold of outcomes.
namespace skifte::scenarios {

void ScenarioBuilder::finish_targets(Scenario& scenario) {
  for (const auto& [name, entry] : targets_) {
    if (const auto target = read_target(entry, scenario)) scenario.targets.push_back(*target);
  }
}

std::optional<Target> ScenarioBuilder::read_target(const YamlEntry& entry, const Scenario& scenario) {
  if (!require_map(entry.value, "the target '" + entry.key + "'", faults_)) return std::nullopt;
  const std::size_t before = faults_.all().size();
  require_known_keys(entry.value, "the target '" + entry.key + "'", {"variable", "year", "at_most", "at_least"},
                     faults_);
  Target target;
  target.name = entry.key;
  target.position = entry.position;
  const auto needed = [&](const char* key) -> const YamlNode* {
    if (const YamlEntry* found = entry.value.find(key)) return &found->value;
    faults_.add(entry.position,
                "the target '" + entry.key + "' lacks '" + key + "' (it names an outcome, a year and a bound)");
    return nullptr;
  };
  if (const YamlNode* node = needed("year")) {
    target.year = read_year(*node, entry.key + ": year", scenario.first_year, scenario.last_year, faults_).value_or(0);
  }
  const YamlNode* variable = needed("variable");
  target.variable = variable == nullptr ? "" : read_text(*variable, entry.key + ": variable", faults_).value_or("");
  const Outcome* outcome = find_named(vocabulary_.outcomes, target.variable);
  if (outcome != nullptr) {
    target.unit = outcome->unit;
    const auto bound = [&](const char* key) -> std::optional<double> {
      const YamlEntry* found = entry.value.find(key);
      return found == nullptr ? std::nullopt
                              : read_quantity(found->value, entry.key + ": " + key, outcome->unit, faults_);
    };
    target.at_most = bound("at_most");
    target.at_least = bound("at_least");
  } else if (!target.variable.empty()) {
    const std::vector<std::string> known = names_of(vocabulary_.outcomes);
    const std::string near = suggestion(target.variable, known);
    faults_.add(variable->position, "no outcome '" + target.variable + "'" +
                                        (near.empty() ? " (it takes " + alternatives(known) + ")" : near));
  }
  if (entry.value.find("at_most") == nullptr && entry.value.find("at_least") == nullptr) {
    faults_.add(entry.position, "the target '" + entry.key + "' has no bound (it takes 'at_most' or 'at_least')");
  }
  if (target.at_most && target.at_least && *target.at_most < *target.at_least) {
    faults_.add(entry.position, "the target '" + entry.key + "' can never be met (at_most is below at_least)");
  }
  if (faults_.all().size() > before) return std::nullopt;
  return target;
}

}  // namespace skifte::scenarios
