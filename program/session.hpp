#pragma once
#include "agents/model.hpp"
#include "program/commands.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::program {

/// Whether what is allowed but implausible is told.
enum class Notes { said, silent };
/// The checked scenario of a command. UserFault with every fault in it.
scenarios::Scenario read_scenario(const ScenarioArguments& arguments, Notes notes = Notes::said);
/// The city the scenario is about: its tables, its synthetic households.
agents::CityData read_scenario_city(const scenarios::Scenario& scenario);

/// UserFault when `output` is one of the files the scenario was read from: --force must not replace those.
void refuse_inputs(const scenarios::Scenario& scenario, const std::string& output);
/// A check for options that take a path: an empty one is a slip, as of an unset variable.
CLI::Validator not_empty();

/// `--crate DIR`, for commands that write a result.
void add_crate_option(CLI::App& command, std::string& folder);

/// The central run. What the model cannot compute with assumptions or levers that the user changed is the user's fault.
agents::ModelRun run_scenario(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                              std::uint32_t replicate, int threads, const agents::MicrodataRequest& microdata = {},
                              const sim::MonthsDone& months_done = {});

}  // namespace skifte::program
