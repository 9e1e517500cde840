#pragma once
#include <array>
#include <memory>
#include <optional>

#include "agents/behaviour/habits.hpp"
#include "agents/behaviour/mode_choice.hpp"
#include "agents/setting.hpp"
#include "sim/assumptions.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// How much is travelled.
///   trips = persons * rate * days * [1 - w (1 - R)]
///   km per car = (trips per person / at R = 1) * (P'_car / P_car,survey) * exp(e_s x + (e_l - e_s) L) * (n0 / n)^d
/// w share of trips that are commutes, R commuting relative to 2019, x = log(c / c0), c marginal cost of a
/// car-kilometre (energy and charges), c0 its mean over 2015, at whose fuel prices agents/cars' base distances hold, L:
/// x smoothed over the adjustment time, n cars per person, d dilution. P'_car is the habitual share of car trips as it
/// would be at the cost c0: what dearer kilometres do to the number of trips is within the elasticities already, so it
/// counts once. Valid for c > 0; e_s, e_l <= 0. Source: elasticities, see cars.yaml and national.yaml.
struct TravelAssumptions {
  explicit TravelAssumptions(sim::AssumptionReader& read);
  double trips_per_person;       // [1/d]
  double commute_share;          // w [1]
  sim::Series remote_work;       // R [1]
  sim::Series transit_aversion;  // [1]
  double elasticity_short;       // e_s [1]
  double elasticity_long;        // e_l [1]
  double adjustment_time;        // [year]
  double habit_time;             // in which mode shares follow the situation [year]
  double cars_per_person;        // n0 [1]
  double dilution;               // d [1]
  double car_access_start;       // share of households with a car until agents/cars tells [1]
  double population_survey;      // persons in the survey year over 2022 [1]
};

/// What habits do to the flows that others read.
struct HabitEffects {
  explicit HabitEffects(sim::AssumptionReader& read);
  double plastic_per_sorter;  // share of its plastic that a sorting household sorts out [1]
  double food_per_sorter;     // share of its food waste [1]
  sim::Series flights;        // per person relative to 2019, as observed and expected [1]
  double flights_growth;      // after the series' last point [1/year]
  double flight_restraint;    // flights left out by households who restrain themselves [1]
  double zone_contacts;       // h [1]
  double obligation_ease;     // ease of sorting with collection at home, relative [1]
};

struct BehaviourInputs {
  BehaviourInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  TravelAssumptions travel;
  ModeChoice modes;
  HabitAssumptions plastic;
  HabitAssumptions food;
  HabitAssumptions plant_based;
  HabitAssumptions fewer_flights;
  HabitEffects effects;
  double private_share;  // households' part of car-kilometres [1]
  std::optional<sim::LeverSetting> campaign;
  std::optional<sim::LeverSetting> obligation;
  std::optional<sim::LeverSetting> congestion_charge;
};

/// Habits of households by zone and income quintile: see README.md.
std::unique_ptr<sim::Kind> make_behaviour(const BehaviourInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
