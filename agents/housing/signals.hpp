#pragma once
#include <array>

namespace skifte::agents {

/// Heating of dwellings, published by agents/housing.
struct HousingSignals {
  std::array<double, 7> dwellings{};  ///< by Heating [dwellings]
  double heat_demand = 0;             ///< useful heat of all dwellings this month [Wh]
  double installer_wait = 0;          ///< days until a crew is free [d]
  double dwellings_on_gas = 0;        ///< [dwellings]
};

}  // namespace skifte::agents
