#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "agents/categories.hpp"
#include "agents/demography/signals.hpp"

namespace skifte::agents {

/// A household's cars beside its adults.
enum class CarAccess { none, shared, own };
inline constexpr std::size_t car_accesses = 3;
inline constexpr std::size_t zones = 3;
inline constexpr std::size_t express_corridors = 4;  ///< 0: near no express line, else the line that is nearest
inline constexpr std::size_t places = zones * quintiles * express_corridors;
inline constexpr std::size_t travel_cells = places * car_accesses;

/// Households whose choice of mode has the same situation: zone, income quintile, nearest express line, cars per
/// adult. The choice rule reads nothing else of a household, so that grouping them loses nothing (tested).
struct TravelCell {
  std::size_t zone, quintile, corridor, access;
};
constexpr std::size_t place_of(std::size_t zone, std::size_t quintile, std::size_t corridor) {
  return (zone * quintiles + quintile) * express_corridors + corridor;
}
constexpr std::size_t cell_of(const TravelCell& cell) {
  return place_of(cell.zone, cell.quintile, cell.corridor) * car_accesses + cell.access;
}

constexpr CarAccess car_access(int cars, int adults) {
  // Added up, since a processor could not foresee the branches.
  const bool any = cars > 0, enough = cars >= adults;
  return static_cast<CarAccess>(static_cast<int>(any) + static_cast<int>(any & enough));
}

/// Where PersonalFares has a household: cells of all corridors together.
inline constexpr std::size_t fare_cells = zones * quintiles * car_accesses;
constexpr std::size_t fare_cell(std::size_t zone, std::size_t quintile, std::size_t access) {
  return (zone * quintiles + quintile) * car_accesses + access;
}

/// Persons by cell, and what else of the households the travel rules need.
struct TravelPopulation {
  std::array<double, travel_cells> persons{};
  std::array<double, quintiles> income{};       ///< mean disposable income of households [kSEK/year]
  double income_reference = 0;                  ///< mean of the quintiles' when values of time held, 0: now's
  std::array<double, quintiles> of_quintile{};  ///< [persons]
  double all = 0;                               ///< [persons]
  /// Of the quintiles [kSEK/year].
  double mean_income() const {
    double sum = 0;
    for (const double one : income) sum += one;
    return sum / quintiles;
  }
};

/// Counts the households. Of a zone's inhabitants the share `corridor[zone][line]` has that express line as its
/// nearest, whatever their income and cars. `cars` by slot; without it `with_car` of the households count as
/// having one between them.
TravelPopulation count_travellers(const Households& households, const std::vector<std::uint8_t>* cars,
                                  const std::array<std::array<double, 3>, 3>& corridor, double with_car);

}  // namespace skifte::agents
