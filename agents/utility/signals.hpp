#pragma once
#include <array>

#include "agents/categories.hpp"

namespace skifte::agents {

/// District heat and the electricity grid, published by agents/utility.
struct UtilitySignals {
  double district_heat_fossil_factor = 0;  ///< fossil CO2 per delivered heat [g/Wh]
  double network_offer_rate = 0;           ///< share of houses outside the network that get an offer this year [1/year]
  double gas_network_open = 1;             ///< 1 while the local gas network serves dwellings
  double grid_headroom = 1;                ///< share of requested capacity that can be connected now [1]
  /// For a site asked for now, by GridArea [d]; `connection_lead_time` is their mean by business load.
  std::array<double, grid_area_labels.size()> area_lead_time{};
  std::array<double, grid_area_labels.size()> area_waiting{};  ///< power that waits, by GridArea [W]
  double connection_lead_time = 0;                             ///< for a depot or charging site asked for now [d]
  double waste_heat_wanted = 0;  ///< heat the network could take from Filbornaverket this month [Wh]
  double waste_heat_use = 1;     ///< share of Filbornaverket's heat that the network took last month [1]
};

}  // namespace skifte::agents
