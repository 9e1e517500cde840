#pragma once
#include <array>
#include <cstdint>
#include <vector>

namespace skifte::agents {

/// Cars registered in the city, published by agents/cars.
struct CarSignals {
  std::array<double, 7> stock{};  ///< by Powertrain [vehicles]
  double battery_share = 0;       ///< battery cars of all cars [1]
  double plugin_share = 0;        ///< battery and plug-in hybrids of all cars [1]
  double annual_km = 0;           ///< all residents' and firms' cars at this month's travel level [km/year]
  std::array<double, 3> battery_share_by_zone{};      ///< private cars, by Zone [1]
  double charging_energy_public = 0;                  ///< last month's demand at public chargers [Wh]
  double charging_energy_home = 0;                    ///< [Wh]
  double cost_per_km = 0;                             ///< mean marginal cost of a car-kilometre [SEK/km]
  std::array<double, 7> cost_per_km_by_powertrain{};  ///< private cars', by Powertrain, 0 without any [SEK/km]
  std::vector<std::uint8_t> cars_of_household;        ///< cars in each household slot [vehicles]
};

}  // namespace skifte::agents
