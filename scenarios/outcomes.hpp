#pragma once
#include <functional>
#include <string>
#include <vector>

#include "agents/model.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::scenarios {

/// Something a run gives for every year, that targets, analyses and messages name: `emissions`, `emissions.transport`,
/// `cars.battery`, ...
struct OutcomeSeries {
  std::string name;
  std::string unit;
  std::string meaning;
  std::function<double(const agents::ModelRun& run, int year_index)> value;
};

/// All outcomes, in a fixed order.
const std::vector<OutcomeSeries>& outcomes();

/// nullptr when there is none of this name.
const OutcomeSeries* find_outcome(const std::string& name);

/// Everything the model declares: assumptions, levers, outcomes, payers.
const Vocabulary& model_vocabulary();

/// Whether a target holds in its year in this run; false when the year lies outside the run.
bool target_met(const Target& target, const agents::ModelRun& run);
/// The first simulated year in which the target's bound holds, 0 when none does.
int first_year_met(const Target& target, const agents::ModelRun& run);

}  // namespace skifte::scenarios
