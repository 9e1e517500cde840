#pragma once
#include <array>

#include "agents/cars/car_fleet.hpp"
#include "agents/cars/signals.hpp"

namespace skifte::agents {

/// What buyers see of each other's cars: shares of private cars [1].
struct PrivateShares {
  std::array<double, 3> plugin{};  ///< battery cars and plug-in hybrids, by Zone
  double battery = 0;              ///< battery cars, in the whole city
};
PrivateShares private_shares(const CarFleet& fleet);

/// Writes the registered cars and their shares into the signals.
void show_stock(const CarFleet& fleet, CarSignals& signals);

}  // namespace skifte::agents
