#include "scenarios/scenario.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/locations.hpp"
#include "scenarios/scenario_builder.hpp"
#include "scenarios/scenario_layers.hpp"
#include "sim/units.hpp"

namespace skifte::scenarios {
namespace {

/// The model's own units must be ones of ours: a wrong one is the program's fault, not the scenario's.
void require_sound(const Vocabulary& vocabulary) {
  const auto require = [](const std::string& name, const std::string& unit) {
    try {
      sim::check_unit(unit);
    } catch (const sim::UserFault& fault) {
      throw sim::ProgramFault("declaration of " + name + ": " + fault.what());
    }
  };
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions) require(assumption.name, assumption.unit);
  for (const Outcome& outcome : vocabulary.outcomes) require(outcome.name, outcome.unit);
  for (const sim::LeverDeclaration& lever : vocabulary.levers) {
    for (const sim::LeverParameter& parameter : lever.parameters) {
      if (parameter.unit != "date") require(lever.name + "." + parameter.name, parameter.unit);
    }
  }
}

}  // namespace

void apply_draw(sim::AssumptionValues& values, const Uncertainty& uncertainty, double drawn) {
  if (uncertainty.shape == sim::AssumptionShape::number) {
    values.set(uncertainty.name, drawn);
    return;
  }
  const sim::Series& central = values.series(uncertainty.name);
  std::vector<sim::Series::Point> points = central.points();
  for (sim::Series::Point& point : points) {
    if (!uncertainty.from || point.date >= *uncertainty.from) point.value *= drawn;
  }
  values.set(uncertainty.name, sim::Series(central.interpolation(), std::move(points)));
}

sim::LeverValues Scenario::lever_values() const {
  sim::LeverValues result;
  for (const LeverEntry& lever : levers) result.emplace(lever.name, lever.setting);
  return result;
}

std::vector<sim::LeverRule> Scenario::lever_rules() const {
  std::vector<sim::LeverRule> result;
  for (const RuleEntry& entry : rules) result.push_back(entry.rule);
  return result;
}

Scenario load_scenario(const std::string& name_or_path, const std::vector<std::string>& sets,
                       const Vocabulary& vocabulary, const std::filesystem::path& home) {
  require_sound(vocabulary);
  FaultList faults;
  std::vector<SourceFile> sources;
  auto [layers, complete] = read_layers(name_or_path, home, faults, sources);
  const bool has_file = !layers.empty();
  const std::string name = has_file ? layers.back().origin : name_or_path;
  for (const std::string& argument : sets) {
    if (auto layer = layer_from_argument(argument, vocabulary, faults)) layers.push_back(std::move(*layer));
  }
  if (!has_file) faults.throw_if_any();
  // What a broken chain lacks may stand in the part not read.
  ScenarioBuilder builder(vocabulary, home,
                          complete ? ScenarioBuilder::Missing::fault : ScenarioBuilder::Missing::ignored, faults);
  for (const ScenarioLayer& layer : layers) builder.add(layer);
  Scenario scenario = builder.finish(name, std::move(sources));
  scenario.sets = sets;
  faults.throw_if_any();
  return scenario;
}

Scenario load_scenario(const std::string& name_or_path, const std::vector<std::string>& sets,
                       const Vocabulary& vocabulary) {
  return load_scenario(name_or_path, sets, vocabulary, find_home());
}

}  // namespace skifte::scenarios
