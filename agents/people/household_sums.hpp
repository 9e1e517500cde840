#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "agents/categories.hpp"
#include "agents/demography/signals.hpp"
#include "agents/household_groups.hpp"

namespace skifte::agents {

/// Households alike in all four ways of dividing them, so that each household is added up once.
inline constexpr std::size_t household_cells =
    quintiles * tenure_labels.size() * dwelling_labels.size() * household_type_labels.size();

inline std::size_t cell_of_household(const Household& household) {
  return ((household.quintile * tenure_labels.size() + household.tenure) * dwelling_labels.size() +
          household.dwelling) *
             household_type_labels.size() +
         household.type;
}

/// What a household may have.
enum class Holding : std::uint8_t { car, battery_car, heat_pump, district_heat };
/// A set of them: one bit each.
constexpr std::uint8_t has(Holding holding) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(holding));
}
inline constexpr std::size_t holding_sets = 16;

struct CountedHouseholds {
  std::int32_t households = 0, persons = 0;
};

/// Of households that are alike. What is counted is counted whole. What comes in pairs stands in pairs, which a
/// processor adds at once.
struct alignas(2 * sizeof(double)) HouseholdSums {
  double income = 0, heating = 0, car_energy = 0, tax_service = 0, fares = 0, parking = 0,
         congestion_charge = 0;  ///< [SEK]
  std::int32_t battery_cars = 0;
  std::array<CountedHouseholds, holding_sets> having{};  ///< by what they have
  CountedHouseholds all() const;
  CountedHouseholds with(Holding holding) const;
};

/// Items that are counted at the year's end; the others are posted when they happen (Accounts::post_household).
std::span<const HouseholdItem> items_of_year();
/// One of them [SEK, or number].
double value(const HouseholdSums& sums, HouseholdItem item);

}  // namespace skifte::agents
