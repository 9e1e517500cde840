#pragma once
#include <array>

namespace skifte::agents {

/// Habits, published by agents/behaviour.
struct BehaviourSignals {
  std::array<double, 5> mode_share{};  ///< trips by Mode [1]
  double car_km_index = 1;             ///< car-kilometres per car relative to the reference [1], households
  double remote_work_index = 1;        ///< commuting trips relative to 2019 (pandemic and after) [1]
  double sorting_rate = 0;             ///< share of households' plastic sorted out [1]
  double food_waste_sorting = 0;       ///< share of food waste sorted [1]
  double plant_based_share = 0;        ///< of households' diets [1]
  double flights_index = 1;            ///< flights per person relative to 2019 [1]
  double bus_trips_index = 1;          ///< bus trips relative to 2018 [1]
};

}  // namespace skifte::agents
