#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <span>
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
  /// By household slot, as cars' commit left them last; agents/cars' own, null without it [vehicles].
  const std::vector<std::uint8_t>* cars_of_household = nullptr;
  std::int64_t occasions = 0;  ///< last month's, at which a household or a firm could decide to buy a car
  std::int64_t purchases = 0;  ///< of them, at which one was ordered or taken over [vehicles]
};

/// What its own cars were to each household, for whoever adds it up by groups of people. Made when it is asked for,
/// some slots at a time, since a table of all households would be memory that is read once a year. To be asked in
/// close_year, after agents/cars (agents/registry.cpp). Of the cars that the household has at the year's end, as if it
/// had had them all year; company cars and what cars are bought for are not in it.
struct HouseholdCars {
  struct Year {
    float energy = 0;          ///< fuel and current, at home and in public [SEK/year]
    float tax_service = 0;     ///< vehicle tax, service and repairs [SEK/year]
    float charge = 0;          ///< congestion charge [SEK/year]
    std::uint8_t cars = 0;     ///< [vehicles]
    std::uint8_t battery = 0;  ///< of these, battery cars [vehicles]
  };
  /// Writes the years of the households in the slots from `first` on; empty without agents/cars.
  std::function<void(std::size_t first, std::span<Year> years)> write;
};

}  // namespace skifte::agents
