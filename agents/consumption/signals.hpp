#pragma once

namespace skifte::agents {

/// The consumption footprint of the last whole year, published by agents/consumption in January.
struct ConsumptionSignals {
  double per_person = 0;  ///< all categories [t CO2e/person]
  double households_per_person =
      0;                         ///< households' own consumption, without public bodies and building [t CO2e/person]
  double sustainable_share = 0;  ///< households that repair, share and buy used [1], this month
};

}  // namespace skifte::agents
