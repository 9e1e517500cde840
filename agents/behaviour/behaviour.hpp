#pragma once
#include <array>
#include <memory>
#include <optional>

#include "agents/behaviour/car_distance.hpp"
#include "agents/behaviour/habits.hpp"
#include "agents/behaviour/mode_choice.hpp"
#include "agents/setting.hpp"
#include "sim/assumptions.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// How much is travelled.
///   trips = persons * rate * days * [1 - w (1 - R)]
///   km of a private car over its base = [1 - w (1 - R)] K_q / K_q,start * level_q,p * (n0 / n)^d
/// w share of trips that are commutes, R commuting relative to 2019, K_q km by car per trip of quintile q as mode
/// choice has it were a kilometre as dear as in 2015 (travel_demand.hpp), level_q,p what the cost of a kilometre with
/// powertrain p does (car_distance.hpp): what dearer kilometres do to the choice of mode is within the elasticities
/// already, so it counts once. n cars per person, d dilution.
struct TravelAssumptions {
  explicit TravelAssumptions(sim::AssumptionReader& read);
  double trips_per_person;         // [1/d]
  double commute_share;            // w [1]
  sim::Series remote_work;         // R [1]
  sim::Series transit_aversion;    // [1]
  double shifted;                  // of public transport trips that a pandemic stops, share made by other modes [1]
  double habit_time;               // in which mode shares follow the situation [year]
  double cars_per_person;          // n0 [1]
  double dilution;                 // d [1]
  double car_access_start;         // share of households with a car until agents/cars tells [1]
  double reference_cycle_network;  // of the survey year over that of 2022 [1]
  double reference_car_cost;       // of a kilometre in the survey year over 2015 [1]
};

/// What habits do to the flows that others read.
struct HabitEffects {
  explicit HabitEffects(sim::AssumptionReader& read);
  double plastic_per_sorter;  // share of its plastic that a sorting household sorts out [1]
  double food_per_sorter;     // share of its food waste [1]
  sim::Series flights;        // per person relative to 2019, as observed and expected [1]
  double flights_growth;      // after the series' last point [1/year]
  double flight_restraint;    // flights left out by households who restrain themselves [1]
  double obligation_ease;     // ease of sorting with collection at home, relative [1]
};

struct BehaviourInputs {
  BehaviourInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  TravelAssumptions travel;
  CarDistanceAssumptions car_distance;
  ModeChoice modes;
  HabitAssumptions plastic;
  HabitAssumptions food;
  HabitAssumptions plant_based;
  HabitAssumptions fewer_flights;
  HabitEffects effects;
  double private_share;  // households' part of car-kilometres [1]
  double local_share;    // of car-kilometres, driven inside the municipality [1]
  std::optional<sim::LeverSetting> campaign;
  std::optional<sim::LeverSetting> obligation;
  std::optional<sim::LeverSetting> congestion_charge;
};

/// How people travel, and habits of the city's households: see README.md.
std::unique_ptr<sim::Kind> make_behaviour(const BehaviourInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
