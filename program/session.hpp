#pragma once
#include "agents/city_data.hpp"
#include "program/commands.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::program {

/// The checked scenario of a command. UserFault with every fault in it.
scenarios::Scenario read_scenario(const ScenarioArguments& arguments);
/// The city the scenario is about: its tables, its synthetic households.
agents::CityData read_scenario_city(const scenarios::Scenario& scenario);

}  // namespace skifte::program
