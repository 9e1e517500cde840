#pragma once
#include <array>

#include "agents/behaviour/habits.hpp"
#include "agents/categories.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

inline constexpr std::size_t trip_modes = mode_labels.size();
using ByMode = std::array<double, trip_modes>;

/// What a group of travellers meets, relative to the reference (1 each).
struct TravelSituation {
  double transit_quality = 1;   ///< buses in the zone [1]
  double train_supply = 1;      ///< [1]
  double cycle_network = 1;     ///< [1]
  double car_cost = 1;          ///< marginal cost of a car-kilometre, charges included [1]
  double parking_price = 1;     ///< [1]
  double transit_aversion = 0;  ///< utility lost with crowds in a pandemic [1]
};

/// Shares of trips by a multinomial logit in each zone, with and without a car in the household:
///   V_m = asc_m + zone_m,z + beta_m' log(situation),   V_car -= no_car where the household has none
///   P_m = exp(V_m) / sum exp(V)
/// beta: transit (bus, train), cycle, car cost, parking [1 per log unit]. The asc are solved so that the city's shares
/// at the reference situation are the surveyed ones. Source of the form: Train 2009, ch. 3; weights are assumptions.
struct ModeChoice {
  explicit ModeChoice(sim::AssumptionReader& read);
  ByMode surveyed;        // shares of trips in the survey, car the rest [1]
  double transit_weight;  // [1]
  double cycle_weight;    // [1]
  double cost_weight;     // [1], negative
  double parking_weight;  // [1], negative
  double no_car;          // utility lost by car trips without an own car [1]
  double village_walk;    // utility of walking, cycling and bus in villages against the inner city [1], negative

  /// Alternative-specific constants that give the surveyed shares for groups of `weights`, `with_car` of whom have a
  /// car.
  ByMode calibrate(const ByGroup& weights, const ByGroup& with_car) const;
  /// Shares of a group's trips.
  ByMode shares(const ByMode& constants, std::size_t zone, double with_car, const TravelSituation& situation) const;
};

}  // namespace skifte::agents
