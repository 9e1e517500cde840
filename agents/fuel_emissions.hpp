#pragma once
#include "agents/accounts.hpp"

namespace skifte::agents {

/// Biogenic CO2 of fuels by energy [g CO2/Wh], lower heating value.
struct BiogenicFactors {
  explicit BiogenicFactors(sim::AssumptionReader& read);
  double liquid;  // HVO, FAME, ethanol
  double gas;     // upgraded biogas
  double wood;    // pellets
};

/// Where a fuel is burnt.
struct FuelPlace {
  Subsector row;
  EndUse use;
  double local = 1;  ///< share of it inside the municipality [1]
};

/// What a fuel gives off by energy: fossil CO2 and other gases, and biogenic CO2 beside them.
struct FuelFactors {
  Carrier carrier;
  double fossil;    ///< [g CO2e/Wh]
  double biogenic;  ///< [g CO2/Wh]
};

/// Posts a fuel's energy [Wh], wherever it is burnt, and of the local share the emissions and the biogenic CO2, so that
/// neither is posted without the others. What is bio-energy in a blend of energy share b goes as biogenic = b x factor.
void post_fuel(Accounts& accounts, const sim::Window& window, const FuelPlace& place, const FuelFactors& fuel,
               double energy);

}  // namespace skifte::agents
