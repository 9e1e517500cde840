#include "agents/behaviour/mode_choice.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "agents/behaviour/behaviour.hpp"
#include "agents/behaviour/signals.hpp"
#include "agents/cars/signals.hpp"
#include "agents/demography/demography.hpp"
#include "agents/state/signals.hpp"
#include "sim/math.hpp"
#include "tests/agents/small_city.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

sim::AssumptionValues values() {
  return agents::testing::values_for<BehaviourInputs>({{"travel.mode_share.walk", 0.112},
                                                       {"travel.mode_share.cycle", 0.113},
                                                       {"travel.mode_share.bus", 0.129},
                                                       {"travel.mode_share.train", 0.103},
                                                       {"travel.choice.transit_weight", 0.5},
                                                       {"travel.choice.cycle_weight", 0.4},
                                                       {"travel.choice.cost_weight", -0.2},
                                                       {"travel.choice.parking_weight", -0.1},
                                                       {"travel.choice.no_car", 2},
                                                       {"travel.choice.village_walk", -0.7},
                                                       {"travel.car_access_start", 0.7},
                                                       {"travel.trips_per_person", 2.3},
                                                       {"travel.commute_share", 0.3},
                                                       {"travel.habit_time", 1},
                                                       {"travel.vkt.adjustment_time", 3},
                                                       {"travel.vkt.fuel_price_elasticity.short_run", -0.2},
                                                       {"travel.vkt.fuel_price_elasticity.long_run", -0.5},
                                                       {"travel.cars_per_person_reference", 0.44},
                                                       {"travel.population_survey_over_2022", 1}},
                                                      {{"travel.transit_aversion", sim::Series::constant(0)}});
}

ModeChoice choice() {
  const sim::AssumptionValues all = values();
  sim::AssumptionReader read(all);
  return ModeChoice(read);
}

constexpr auto car = static_cast<std::size_t>(4);
constexpr auto bus = static_cast<std::size_t>(2);

}  // namespace

TEST_CASE("calibrated mode shares are the surveyed ones") {
  const ModeChoice modes = choice();
  ByGroup weights{};
  ByGroup with_car{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = 100.0 + 10.0 * static_cast<double>(i);
    with_car[i] = 0.4 + 0.03 * static_cast<double>(i);
  }
  const ByMode constants = modes.calibrate(weights, with_car);
  ByMode city{};
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const ByMode share = modes.shares(constants, i / quintiles, with_car[i], {});
    CHECK(std::accumulate(share.begin(), share.end(), 0.0) == Approx(1));
    for (std::size_t m = 0; m < trip_modes; ++m) city[m] += weights[i] / all * share[m];
  }
  CHECK(city[0] == Approx(0.112).epsilon(1e-9));
  CHECK(city[bus] == Approx(0.129).epsilon(1e-9));
  CHECK(city[car] == Approx(0.543).epsilon(1e-9));
}

TEST_CASE("mode shares are the logit's") {
  // All constants 0, inner city, everybody with a car: transit quality 2 gives the bus exp(0.5 log 2) = sqrt 2 against
  // 1 for the other four: sqrt 2 / (4 + sqrt 2) = 0.26120.
  TravelSituation situation;
  situation.transit_quality = 2;
  CHECK(choice().shares({}, 0, 1.0, situation)[bus] == Approx(0.26120).epsilon(1e-4));
}

TEST_CASE("each change moves shares in its direction") {
  const ModeChoice modes = choice();
  const ByMode base = modes.shares({}, 1, 0.7, {});
  TravelSituation dear;
  dear.car_cost = 1.5;
  TravelSituation parking;
  parking.parking_price = 2;
  TravelSituation crowds;
  crowds.transit_aversion = 0.5;
  CHECK(modes.shares({}, 1, 0.7, dear)[car] < base[car]);
  CHECK(modes.shares({}, 1, 0.7, parking)[car] < base[car]);
  CHECK(modes.shares({}, 1, 0.7, crowds)[bus] < base[bus]);
  CHECK(modes.shares({}, 1, 0.9, {})[car] > base[car]);
}

namespace {

/// Behaviour among a constant population; kilometres cost 1.5 SEK in 2015.
struct Travellers {
  explicit Travellers(int last_year) : stage(all_values(), {}, 1, last_year) {
    people = make_demography(stage.inputs<DemographyInputs>(), stage.setting());
    behaviour = make_behaviour(stage.inputs<BehaviourInputs>(), stage.setting());
    stage.board.of<CarSignals>().cost_per_km = 1.5;
  }
  static sim::AssumptionValues all_values() {
    sim::AssumptionValues all = values();
    const sim::AssumptionValues demography = agents::testing::values_for<DemographyInputs>(
        {{"demography.income_price_level", 1}, {"demography.young_house_rate", 1}},
        {{"demography.population", sim::Series::constant(1700)}});
    for (const auto& [name, value] : demography.all()) {
      std::visit([&](const auto& v) { all.set(name, v); }, value);
    }
    return all;
  }
  void step(int month) { stage.step(month, *people, *behaviour); }
  const BehaviourSignals& signals() { return stage.board.of<BehaviourSignals>(); }
  agents::testing::Stage stage;
  std::unique_ptr<sim::Kind> people;
  std::unique_ptr<sim::Kind> behaviour;
};

/// Elasticity of kilometres per car to a cost that is `factor` times as high from 2016 on, after `years`.
double elasticity(double factor, int years) {
  Travellers base(2046);
  Travellers dear(2046);
  for (int i = 0; i < 12 * (1 + years); ++i) {
    dear.stage.board.of<CarSignals>().cost_per_km = i < 12 ? 1.5 : 1.5 * factor;
    base.step(i);
    dear.step(i);
  }
  return sim::log(dear.signals().car_km_index / base.signals().car_km_index) / sim::log(factor);
}

}  // namespace

TEST_CASE("kilometres per car answer a lasting price by the assumed elasticity, mode choice included") {
  // Short run -0.2, long run -0.5, adjustment 3 years: after 30 years -0.5; after 3 years -0.2 - 0.3 (1 - 1 / e) =
  // -0.3896.
  for (const double factor : {0.7, 1.2, 2.0}) {
    CHECK(elasticity(factor, 30) == Approx(-0.5).epsilon(0.001));
    CHECK(elasticity(factor, 3) == Approx(-0.3896).epsilon(0.001));
  }
}

TEST_CASE("at the costs of 2015 and the survey's mode shares the index is one") {
  Travellers town(2016);
  for (int i = 0; i < 24; ++i) town.step(i);
  CHECK(town.signals().car_km_index == Approx(1).epsilon(1e-6));
  CHECK(town.signals().mode_share[car] == Approx(0.543).epsilon(1e-6));
}

TEST_CASE("in a frozen world travel and habits keep their value") {
  Travellers town(2020);
  auto& cars = town.stage.board.of<CarSignals>();
  BehaviourSignals before;
  for (int i = 0; i < 72; ++i) {
    cars.cost_per_km = 1.5 + 0.01 * i;
    if (i == 36) {
      auto& policy = town.stage.board.of<PolicySignals>();
      policy.frozen = true;
      policy.driver_date = town.stage.calendar.window(i).begin - 1;
      before = town.signals();
    }
    town.step(i);
  }
  CHECK(before.car_km_index < 1);
  CHECK(town.signals().car_km_index == before.car_km_index);
  CHECK(town.signals().mode_share == before.mode_share);
  CHECK(town.signals().sorting_rate == before.sorting_rate);
  // 2019 and 2020 differ by a day, not by trips: both are a mean year (months are rounded to trips).
  const auto trips = [&](int year) { return static_cast<double>(town.stage.accounts.trips.at(year, {4})); };
  CHECK(trips(4) == Approx(trips(5)).epsilon(1e-5));
}
