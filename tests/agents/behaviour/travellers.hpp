#pragma once
#include "agents/behaviour/behaviour.hpp"
#include "agents/behaviour/signals.hpp"
#include "agents/cars/signals.hpp"
#include "agents/demography/demography.hpp"
#include "agents/markets/signals.hpp"
#include "agents/public_transport/signals.hpp"
#include "agents/state/signals.hpp"
#include "tests/agents/small_city.hpp"

namespace skifte::agents::testing {

/// The travel assumptions' shipped values; trips of one zone stand for all.
inline sim::AssumptionValues travel_values() {
  sim::AssumptionValues values = values_for<BehaviourInputs>({{"travel.mode_share.walk", 0.112},
                                                              {"travel.mode_share.cycle", 0.113},
                                                              {"travel.mode_share.bus", 0.129},
                                                              {"travel.mode_share.train", 0.103},
                                                              {"travel.speed.walk", 5},
                                                              {"travel.speed.cycle", 15},
                                                              {"travel.speed.bus", 16},
                                                              {"travel.speed.train", 75},
                                                              {"travel.access.bus", 8},
                                                              {"travel.access.train", 17},
                                                              {"travel.access.car", 4},
                                                              {"travel.wait.bus", 12},
                                                              {"travel.wait.train", 9},
                                                              {"travel.wait.supply_elasticity", 0.5},
                                                              {"travel.weight.outside", 2},
                                                              {"travel.value_of_time", 1},
                                                              {"travel.value_of_time.income_exponent", 0.5},
                                                              {"travel.fare.base", 10},
                                                              {"travel.fare.per_km", 0.3},
                                                              {"travel.fare.paid_share", 1},
                                                              {"travel.car.occupancy", 1.4},
                                                              {"travel.car.cost_reference", 0.95},
                                                              {"travel.parking.price", 15},
                                                              {"travel.parking.city_share", 0.7},
                                                              {"travel.choice.time_weight", 0.04},
                                                              {"travel.choice.damping_from", 5},
                                                              {"travel.choice.damping", 0.5},
                                                              {"travel.choice.dissimilarity", 0.5},
                                                              {"travel.choice.no_car", 2.2},
                                                              {"travel.choice.shared_car", 0.5},
                                                              {"travel.choice.cycle_network", 0.17},
                                                              {"travel.choice.cycle_peers", 0.15},
                                                              {"travel.transit_shifted", 0.4},
                                                              {"travel.reference.cycle_network", 1},
                                                              {"travel.reference.car_cost", 1},
                                                              {"travel.car_access_start", 0.7},
                                                              {"travel.trips_per_person", 2.3},
                                                              {"travel.commute_share", 0.3},
                                                              {"travel.habit_time", 1},
                                                              {"travel.vkt.adjustment_time", 3},
                                                              {"travel.vkt.fuel_price_elasticity.short_run", -0.2},
                                                              {"travel.vkt.fuel_price_elasticity.long_run", -0.5},
                                                              {"travel.vkt.elasticity_income_gradient", 0.2},
                                                              {"travel.vkt.elasticity_lowest_weaker", 0.3},
                                                              {"travel.vkt.rebound", -0.15},
                                                              {"travel.cars_per_person_reference", 0.44}},
                                                             {{"travel.transit_aversion", sim::Series::constant(0)}});
  const std::array<const char*, 6> classes = {"under_1_km", "1_3_km", "3_5_km", "5_10_km", "10_30_km", "over_30_km"};
  const std::array<double, 6> km = {0.6, 2, 4, 7.2, 18, 75}, speed = {22, 27, 33, 42, 60, 80};
  const std::array<double, 6> share = {0.13, 0.24, 0.15, 0.17, 0.2, 0.11};
  for (std::size_t k = 0; k < classes.size(); ++k) {
    const std::string name = classes[k];
    values.set("travel.trip_length." + name, km[k]);
    values.set("travel.speed.car." + name, speed[k]);
    for (const char* zone : {".inner_city", ".outer_city", ".villages"}) {
      values.set("travel.trip_share." + name + zone, share[k]);
    }
  }
  for (const char* zone : {"inner_city", "outer_city", "villages"}) {
    values.set(std::string("travel.parking.share.") + zone, 0.2);
  }
  return values;
}

inline ModeChoice mode_choice(const std::map<std::string, double>& changed = {}) {
  sim::AssumptionValues all = travel_values();
  for (const auto& [name, value] : changed) all.set(name, value);
  sim::AssumptionReader read(all);
  return ModeChoice(read);
}

/// 1000 persons in each zone and quintile: a third in each kind of household by cars, all beside no express line.
inline TravelPopulation some_people() {
  TravelPopulation people;
  for (std::size_t z = 0; z < zones; ++z) {
    for (std::size_t q = 0; q < quintiles; ++q) {
      for (std::size_t a = 0; a < car_accesses; ++a) people.persons[cell_of({z, q, 0, a})] = 1000.0 / 3;
    }
  }
  people.income = {225, 350, 460, 600, 875};
  people.of_quintile = {3000, 3000, 3000, 3000, 3000};
  people.all = 15000;
  return people;
}

/// Behaviour among a constant population; kilometres cost 1 SEK in 2015, all prices 10.
struct Travellers {
  explicit Travellers(int last_year, sim::LeverValues levers = {}, const std::map<std::string, double>& changed = {})
      : stage(all_values(changed), std::move(levers), 1, last_year) {
    people = make_demography(stage.inputs<DemographyInputs>(), stage.setting());
    behaviour = make_behaviour(stage.inputs<BehaviourInputs>(), stage.setting());
    price(10), cost(1);
    stage.board.of<CarSignals>().stock = {600, 0, 0, 0, 0, 0, 0};
  }
  static sim::AssumptionValues all_values(const std::map<std::string, double>& changed) {
    sim::AssumptionValues all = travel_values();
    for (const auto& [name, value] : changed) all.set(name, value);
    const sim::AssumptionValues demography =
        values_for<DemographyInputs>({{"demography.income_price_level", 1}, {"demography.young_house_rate", 1}},
                                     {{"demography.population", sim::Series::constant(1700)}});
    for (const auto& [name, value] : demography.all()) {
      std::visit([&](const auto& v) { all.set(name, v); }, value);
    }
    return all;
  }
  void price(double petrol) {
    auto& prices = stage.board.of<PriceSignals>();
    prices.petrol = petrol;
    prices.diesel = prices.ethanol = prices.vehicle_gas = prices.electricity_household = 10;
  }
  /// Cost of a kilometre with petrol; with a battery it is 0.3.
  void cost(double petrol) {
    auto& cars = stage.board.of<CarSignals>();
    cars.cost_per_km = petrol;
    cars.cost_per_km_by_powertrain = {petrol, 0, 0, 0, 0, 0, 0.3};
  }
  void step(int month) { stage.step(month, *people, *behaviour); }
  const BehaviourSignals& signals() { return stage.board.of<BehaviourSignals>(); }
  Stage stage;
  std::unique_ptr<sim::Kind> people;
  std::unique_ptr<sim::Kind> behaviour;
};

}  // namespace skifte::agents::testing
