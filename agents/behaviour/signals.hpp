#pragma once
#include <array>
#include <vector>

namespace skifte::agents {

/// Habits, published by agents/behaviour.
struct BehaviourSignals {
  /// Kilometres per private car relative to the reference, by the owner's quintile and the car's powertrain [1]: trips,
  /// mode and the cost of the car's own kilometre. At first all 1.
  std::array<std::array<double, 7>, 5> car_km = [] {
    std::array<std::array<double, 7>, 5> ones{};
    for (auto& quintile : ones) quintile.fill(1);
    return ones;
  }();
  std::array<double, 5> mode_share{};   ///< trips by Mode [1]
  std::array<double, 3> car_charge{};   ///< congestion charge and parking fees of inhabitants, by Zone [SEK/km]
  double car_km_index = 1;              ///< car_km averaged over the city's cars [1]
  double remote_work_index = 1;         ///< commuting trips relative to 2019 (pandemic and after) [1]
  double sorting_rate = 0;              ///< share of households' plastic sorted out [1]
  double food_waste_sorting = 0;        ///< share of food waste sorted [1]
  double plant_based_share = 0;         ///< of households' diets [1]
  double flights_index = 1;             ///< flights per person relative to 2019 [1]
  double bus_person_km = 0;             ///< residents' this month, as if for a year [person-km/year]
  double congestion_charge = 0;         ///< inhabitants' and firms', on the mean of their km anywhere [SEK/km]
  double congestion_charge_inside = 0;  ///< on km in the municipality [SEK/km]
  /// What these make of a kilometre's cost of 2015, anywhere and in the municipality [1].
  double charged_cost = 1, charged_cost_inside = 1;
  double parking_city = 0;        ///< fees for parking on the city's land this month [SEK]
  double parking_city_extra = 0;  ///< of these, what comes of another price than 2022's [SEK]
};

/// What fares of bus and train cost a person in the year, by zone, quintile and cars of the household
/// (agents/behaviour/travel_cells.hpp fare_cell) [SEK/person]; agents/behaviour writes it in close_year, before the
/// kinds that come after it.
struct PersonalFares {
  std::vector<double> year;
  std::vector<double> parking;  ///< the same of parking fees
};

}  // namespace skifte::agents
