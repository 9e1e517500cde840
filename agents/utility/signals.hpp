#pragma once
#include <array>

#include "agents/grid_connections.hpp"

namespace skifte::agents {

/// What of the gas network that serves premises closes, and when.
struct GasClosure {
  double share = 0;     ///< of premises on gas [1]
  sim::Time known = 0;  ///< [d]
  sim::Time end = 0;    ///< [d]
};

/// District heat and the electricity grid, published by agents/utility.
struct UtilitySignals {
  double district_heat_fossil_factor = 0;  ///< fossil CO2 per delivered heat [g/Wh]
  double network_offer_rate = 0;           ///< share of houses outside the network that get an offer this year [1/year]
  double gas_network_open = 1;             ///< 1 while the local gas network serves dwellings
  GasClosure premises_gas;
  /// By GridCustomer.
  std::array<GridOffer, grid_customer_labels.size()> grid{};
  double connection_lead_time = 0;  ///< stated for a site asked for now, mean over areas by business load [d]
  double waste_heat_wanted = 0;     ///< heat the network could take from Filbornaverket this month [Wh]
  double waste_heat_use = 1;        ///< share of Filbornaverket's heat that the network took last month [1]
};

}  // namespace skifte::agents
