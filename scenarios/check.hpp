#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/fault.hpp"

namespace skifte::scenarios {

/// The faults for a terminal, a line each, files below `working_folder` relative to it, then a summary:
///   scenarios/shipped/x.yaml:7:12: ... \n 3 faults in 2 files
/// Ends with a newline.
std::string format_faults(const std::vector<sim::Fault>& faults, const std::filesystem::path& working_folder);

/// What a sound scenario amounts to, for `skifte check`: city, period, levers with their parameters, changed
/// assumptions, numbers of uncertainties and targets. Ends with a newline.
std::string describe_scenario(const Scenario& scenario);

/// The JSON Schema (draft 2020-12) of the scenario language with this vocabulary's names, for editors. Ends with a
/// newline.
std::string scenario_schema(const Vocabulary& vocabulary);

}  // namespace skifte::scenarios
