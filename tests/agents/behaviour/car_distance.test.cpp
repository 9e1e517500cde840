#include "agents/behaviour/car_distance.hpp"

#include <catch2/catch.hpp>

#include "sim/math.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

/// Short run -0.2, long run -0.5, adjusting in 3 years, rebound -0.15.
CarDistanceAssumptions assumed(double gradient = 0, double lowest_weaker = 0) {
  sim::AssumptionValues values;
  values.set("travel.vkt.fuel_price_elasticity.short_run", -0.2);
  values.set("travel.vkt.fuel_price_elasticity.long_run", -0.5);
  values.set("travel.vkt.elasticity_income_gradient", gradient);
  values.set("travel.vkt.elasticity_lowest_weaker", lowest_weaker);
  values.set("travel.vkt.adjustment_time", 3);
  values.set("travel.vkt.rebound", -0.15);
  sim::AssumptionReader read(values);
  return CarDistanceAssumptions(read);
}

constexpr std::size_t petrol = 0, battery = 6;
constexpr ByPowertrain prices = {14, 13, 10, 2, 14, 4, 1.5};
constexpr ByPowertrain costs = {1, 0.8, 1.1, 1, 0.7, 0.6, 0.3};

/// After a first year in which a kilometre costs 1 SEK, `years` with petrol `factor` times as dear.
CarDistance after(double factor, double charge, double years, double gradient = 0, double lowest_weaker = 0) {
  CarDistance distance(assumed(gradient, lowest_weaker));
  for (int month = 0; month < 12; ++month) distance.advance(prices, costs, 1, 0, 1.0 / 12);
  ByPowertrain dear = prices, dearer = costs;
  dear[petrol] *= factor, dearer[petrol] *= factor;
  for (int month = 0; month < 12 * years; ++month) distance.advance(dear, dearer, factor, charge, 1.0 / 12);
  return distance;
}

}  // namespace

TEST_CASE("distance answers a lasting fuel price by the assumed elasticities") {
  // After 30 years -0.5; after 3 years -0.2 - 0.3 (1 - 1 / e) = -0.3896; at once -0.2 and a month's adaption.
  for (const double factor : {0.7, 1.2, 2.0}) {
    const auto elasticity = [&](double years) {
      return sim::log(after(factor, 0, years).level(2, petrol) / after(1, 0, years).level(2, petrol)) /
             sim::log(factor);
    };
    CHECK(elasticity(30) == Approx(-0.5).epsilon(0.001));
    CHECK(elasticity(3) == Approx(-0.3896).epsilon(0.001));
    CHECK(elasticity(1.0 / 12) == Approx(-0.2 - 0.3 * (1 - sim::exp(-1.0 / 36))).epsilon(0.001));
  }
}

TEST_CASE("a dearer fuel shortens no kilometre of a battery car") {
  CHECK(after(2, 0, 5).level(2, battery) == after(1, 0, 5).level(2, battery));
  CHECK(after(2, 0, 5).level(2, petrol) < after(1, 0, 5).level(2, petrol));
}

TEST_CASE("cheap electric kilometres rebound by the weaker elasticity, far below the fuel price's") {
  // 0.3 SEK/km against a mean of 1: 0.3^-0.15 = 1.1979. By the long-run elasticity it would be 0.3^-0.5 = 1.83.
  CHECK(after(1, 0, 10).level(2, battery) == Approx(1.1979).epsilon(1e-4));
  CHECK(after(1, 0, 10).level(2, petrol) == Approx(1));
}

TEST_CASE("a charge for driving weighs alike on every powertrain") {
  const double on_petrol = after(1, 0.5, 30).level(2, petrol) / after(1, 0, 30).level(2, petrol);
  const double on_battery = after(1, 0.5, 30).level(2, battery) / after(1, 0, 30).level(2, battery);
  CHECK(on_petrol == Approx(sim::pow(1.5, -0.5)).epsilon(0.001));  // 0.8165
  CHECK(on_battery == Approx(on_petrol).epsilon(1e-9));
}

TEST_CASE("elasticities fall with income, the poorest respond least, and their mean is the one assumed") {
  // Berry & Börjesson 2024: "decrease with income, excluding the lowest income quartile, having the lowest
  // elasticities".
  const auto elasticity = [](std::size_t quintile) {
    return sim::log(after(1.5, 0, 30, 0.2, 0.3).level(quintile, petrol) /
                    after(1, 0, 30, 0.2, 0.3).level(quintile, petrol)) /
           sim::log(1.5);
  };
  CHECK(elasticity(0) / elasticity(2) == Approx(0.7));
  CHECK(elasticity(1) / elasticity(2) == Approx(1.1));
  CHECK(elasticity(3) / elasticity(2) == Approx(0.9));
  CHECK(elasticity(4) / elasticity(2) == Approx(0.8));
  double sum = 0;
  for (std::size_t q = 0; q < 5; ++q) sum += elasticity(q);
  CHECK(sum / 5 == Approx(-0.5).epsilon(0.001));
}
