#pragma once
#include <array>

#include "agents/city_data.hpp"
#include "agents/demography/signals.hpp"

namespace skifte::agents {

/// Four ways of dividing the city's households, each a partition: income quintile, tenure, form of dwelling, type.
inline constexpr int groupings = 4;
inline constexpr Labels<19> household_group_labels = {
    "quintile_1_lowest",    "quintile_2",           "quintile_3",
    "quintile_4",           "quintile_5_highest",   "tenure_owner_occupied",
    "tenure_cooperative",   "tenure_rental",        "tenure_other",
    "dwelling_house",       "dwelling_flat",        "dwelling_other",
    "type_single_under_65", "type_single_65_plus",  "type_single_parent",
    "type_couple",          "type_couple_children", "type_other",
    "type_other_children"};
inline constexpr int household_groups = static_cast<int>(household_group_labels.size());
/// First group of each grouping, then the end.
inline constexpr std::array<int, groupings + 1> grouping_begin = {0, 5, 9, 12, household_groups};
static_assert(grouping_begin[1] == quintiles && tenure_labels.size() == 4 && dwelling_labels.size() == 3 &&
              household_type_labels.size() == 7);

/// The groups that a household belongs to, one of each grouping.
constexpr std::array<int, groupings> groups_of(const Household& household) {
  return {household.quintile, grouping_begin[1] + household.tenure, grouping_begin[2] + household.dwelling,
          grouping_begin[3] + household.type};
}

/// What is counted of each group in a year (agents/people/README.md).
enum class HouseholdItem {
  households,                 ///< [households] at the year's end
  persons,                    ///< [persons]
  income,                     ///< disposable [öre]
  car_energy,                 ///< bills [öre]: fuel and current of the household's own cars
  car_tax_service,            ///< [öre]
  fares,                      ///< [öre]
  heating,                    ///< heat and hot water, tenants' in the rent included [öre]
  parking,                    ///< parking fees [öre]
  congestion_charge,          ///< [öre]
  grants,                     ///< received by households [öre]
  battery_cars,               ///< [vehicles]
  with_car,                   ///< [households]
  with_battery_car,           ///< [households]
  with_heat_pump,             ///< [households]
  with_district_heat,         ///< [households]
  people_with_car,            ///< [persons] living in such households
  people_with_battery_car,    ///< [persons]
  people_with_heat_pump,      ///< [persons]
  people_with_district_heat,  ///< [persons]
  new_heating,                ///< households whose building ordered a heating system in the year
  heating_wait,               ///< days from those orders to the crew's arrival [household-days]
  grants_missed               ///< households that a heating grant would have gone to, had its budget lasted
};
inline constexpr int household_items = 22;

/// Bills as the results label them, from HouseholdItem::car_energy on.
inline constexpr Labels<6> household_bill_labels = {"car_energy", "car_tax_service", "fares",
                                                    "heating",    "parking",         "congestion_charge"};
/// What households have, from HouseholdItem::with_car and people_with_car on.
inline constexpr Labels<4> household_adoption_labels = {"car", "battery_car", "heat_pump", "district_heat"};

}  // namespace skifte::agents
