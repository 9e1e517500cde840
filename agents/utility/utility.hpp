#pragma once
#include <memory>
#include <optional>

#include "agents/setting.hpp"
#include "agents/utility/grid.hpp"
#include "agents/utility/heat_assumptions.hpp"
#include "agents/utility/networks.hpp"

namespace skifte::agents {

struct UtilityInputs {
  UtilityInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  HeatAssumptions heat;
  NetworkAssumptions network;
  GridAssumptions grid;
  std::optional<sim::LeverSetting> heat_pumps;           // capacity [W]
  std::optional<sim::LeverSetting> flue_gas_recovery;    // capacity [W]
  std::optional<sim::LeverSetting> heat_storage;         // capacity [Wh]
  std::optional<sim::LeverSetting> grid_reinforcement;   // capacity [W]
  std::optional<sim::LeverSetting> gas_network_closure;  // closure [date], premises [1]
};

std::unique_ptr<sim::Kind> make_utility(const UtilityInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
