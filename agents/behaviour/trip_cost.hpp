#pragma once
#include <array>

#include "agents/behaviour/travel_cells.hpp"
#include "agents/categories.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

inline constexpr std::size_t trip_modes = mode_labels.size();
inline constexpr std::size_t trip_classes = 6;
using ByMode = std::array<double, trip_modes>;
using ByClass = std::array<double, trip_classes>;

constexpr std::size_t at(Mode mode) {
  return static_cast<std::size_t>(index(mode));
}

/// What travellers meet this month.
struct TravelSituation {
  double bus_supply = 1;                            ///< vehicle-kilometres over the survey year's [1]
  double fare = 1;                                  ///< real, over the survey year's [1]
  std::array<double, express_corridors> express{};  ///< generalised time saved by bus along each corridor [min]
  double cycle_network = 1;                         ///< length over the reference [1]
  std::array<double, zones> cycle_peers{1, 1, 1};   ///< the zone's cycling over the reference [1]
  double car_cost = 1;                              ///< marginal cost of a car-kilometre over 2015's [1]
  double parking_price = 1;                         ///< over the reference [1]
};

/// The situation with what is the same for all trips worked out.
struct FeltSituation {
  TravelSituation met;
  double bus_wait = 0;  ///< [min]
};

/// Generalised cost of a trip of length d, in minutes of time in the vehicle:
///   walk, cycle  60 d / s
///   bus, train   o (a + w supply^-eta + r_zone) + 60 d / s + f (f_0 + f_1 d) / v - express
///   car          a + 60 d / s(d) + (c d / k + p h_zone) / v
/// s speed [km/h], a access [min], w wait [min], eta elasticity of waiting to supply [1], r what the zone adds to a
/// ride [min], o weight of time outside the vehicle [1], fares f [SEK], c marginal cost [SEK/km], k persons in a car
/// [1], p parking [SEK] that the share h of trips pays, v value of time [SEK/min] of the quintile, growing with its
/// income. Valid for d > 0. Sources: weights and values of time, ASEK 8 (Trafikverket); income, Börjesson & Eliasson
/// 2014, doi:10.1016/j.tra.2013.10.022. Deviations: no congestion, no peak, trains' supply is constant; parking is the
/// mean over trips that pay and that do not.
struct TripCost {
  explicit TripCost(sim::AssumptionReader& read);
  ByClass length;                                          // [km]
  std::array<std::array<double, 3>, trip_classes> share;   // of a zone's trips, by class then zone [1], any sum
  double walk_speed, cycle_speed, bus_speed, train_speed;  // [km/h]
  ByClass car_speed;                                       // [km/h]
  double bus_access, train_access, car_access;             // [min]
  double bus_wait, train_wait;                             // [min]
  double wait_to_supply;                                   // eta [1]
  std::array<double, 3> transit_extra;                     // r by Zone [min]
  double outside_weight;                                   // o [1]
  double fare_base, fare_per_km;                           // f_0 [SEK], f_1 [SEK/km]
  double fare_paid_share;                                  // of f over all trips, what travellers pay themselves [1]
  double occupancy;                                        // k [1]
  double cost_reference;                                   // c in 2015 [SEK/km]
  double parking;                                          // p [SEK]
  double parking_city_share;                               // of the fees, paid for the city's own land [1]
  std::array<double, 3> parking_share;                     // h by Zone [1]
  double value_of_time;                                    // mean [SEK/min]
  double income_exponent;                                  // [1]

  /// Parking fees of a zone's inhabitants per trip of theirs in a car, at that price over the reference; the persons of
  /// a car pay one [SEK].
  double parking_per_trip(std::size_t zone, double price) const {
    return parking * price * parking_share[zone] / occupancy;
  }
  /// Value of time of a quintile whose income is `relative` to the mean [SEK/min].
  double value_of_time_at(double relative) const;
  FeltSituation felt(const TravelSituation& situation) const;
  /// [min], by mode, of a trip of class `length_class` from `zone` and corridor.
  ByMode minutes(std::size_t length_class, std::size_t zone, std::size_t corridor, double value_of_time_of_quintile,
                 const FeltSituation& situation) const;
};

}  // namespace skifte::agents
