#pragma once
#include <array>

#include "agents/behaviour/mode_choice.hpp"
#include "agents/behaviour/travel_cells.hpp"

namespace skifte::agents {

/// The city's trips this month, per trip that would be made without a pandemic.
struct CityTrips {
  ByMode trips{};                                     ///< by mode, adding up to 1 less what a pandemic stops [1]
  ByMode km{};                                        ///< km by mode per trip by whatever mode [km]
  std::array<ByMode, quintiles> trips_by_quintile{};  ///< the quintile's [1]
  std::array<ByMode, quintiles> km_by_quintile{};     ///< [km]
  std::array<double, quintiles> car_km_reference{};   ///< the quintile's car km at the car's cost of 2015 [km]
  std::array<double, zones> cycling{};                ///< share of cycle trips by Zone [1]
  /// By fare_cell, per trip of a person in it: trips by bus and train [1] and their km [km], trips in a car [1].
  std::array<double, fare_cells> transit_trips{}, transit_km{}, car_trips{};
};

/// Habitual travel of each cell. Habits follow what the situation makes people choose:
///   s += (1 - exp(-dt / T)) (P(situation) - s),
/// T habit time [year]. A third of the cells think again each month, so dt is a quarter. In a pandemic trips by public
/// transport fall at once, without habit, to exp(-aversion); the share `shifted` of those is made by the other modes,
/// in proportion, the rest not at all.
class TravelDemand {
 public:
  /// The surveyed shares hold in `reference`; habits begin as the choices in `start`.
  TravelDemand(const ModeChoice& choice, double habit_time, double shifted, const TravelPopulation& people,
               const TravelSituation& reference, const TravelSituation& start);
  /// The cells whose turn it is in month `month` (any count of months) think again.
  void advance(const TravelPopulation& people, const TravelSituation& situation, int month);
  /// Sums over the cells.
  CityTrips sum(const TravelPopulation& people, double aversion) const;

 private:
  template <class Keep>
  void choose(const TravelPopulation& people, const FeltSituation& situation, std::size_t group, Keep keep);

  const ModeChoice& choice_;
  double habit_time_;  ///< [year]
  double shifted_;     ///< [1]
  TripWeights weights_;
  ByMode constants_;
  std::array<TripShares, travel_cells> habit_{};
};

}  // namespace skifte::agents
