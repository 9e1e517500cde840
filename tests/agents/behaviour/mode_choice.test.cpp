#include "agents/behaviour/mode_choice.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "agents/behaviour/behaviour.hpp"
#include "agents/behaviour/signals.hpp"
#include "agents/cars/signals.hpp"
#include "agents/demography/demography.hpp"
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

TEST_CASE("dearer kilometres mean fewer of them, by the elasticities") {
  const auto km_index = [](double factor) {
    sim::AssumptionValues all = values();
    const sim::AssumptionValues demography = agents::testing::values_for<DemographyInputs>(
        {{"demography.income_price_level", 1}, {"demography.young_house_rate", 1}},
        {{"demography.population", sim::Series::constant(1700)}});
    for (const auto& [name, value] : demography.all()) {
      std::visit([&](const auto& v) { all.set(name, v); }, value);
    }
    agents::testing::Stage stage(all, {}, 1, 2045);
    auto people = make_demography(stage.inputs<DemographyInputs>(), stage.setting());
    auto behaviour = make_behaviour(stage.inputs<BehaviourInputs>(), stage.setting());
    auto& cars = stage.board.of<CarSignals>();
    for (int i = 0; i < stage.calendar.months(); ++i) {
      cars.cost_per_km = i < 12 ? 1.5 : 1.5 * factor;
      stage.step(i, *people, *behaviour);
    }
    return stage.board.of<BehaviourSignals>().car_km_index;
  };
  // After thirty years the long-run elasticity -0.5: 1.2^-0.5 = 0.9129; the mode shares' part is a local approximation.
  const double base = km_index(1.0);
  CHECK(base == Approx(1).epsilon(0.02));
  CHECK(km_index(1.2) / base == Approx(0.9129).epsilon(0.01));
}
