#include "agents/cars/ownership_cost.hpp"

#include <catch2/catch.hpp>

#include "agents/cars/ownership.hpp"
#include "sim/math.hpp"
#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

/// With elasticities of -0.4 to cost and 0.2 to income and a memory of two years.
struct Cost {
  sim::AssumptionValues values = [] {
    auto all = test::car_values();
    all.set("car.ownership.cost_elasticity", -0.4), all.set("car.ownership.income_elasticity", 0.2);
    all.set("car.ownership.cost_memory", 2);
    return all;
  }();
  sim::AssumptionReader read{values};
  OwnershipCostAssumptions assumptions{read};
  OwnershipCost cost{assumptions};
};

}  // namespace

TEST_CASE("a car's yearly cost is capital, tax and service, energy, and charges where the household lives") {
  // 20 000 + 12 000 + 10 000 km at 0.1, 0 and 0.2 SEK/km
  CHECK(ownership_cost(20000, 10000, 12000, {0.1, 0, 0.2}) == std::array<double, 3>{33000, 32000, 34000});
}

TEST_CASE("dearer cars are wanted less, by the elasticity in the long run and not at once") {
  Cost town;
  town.cost.advance({30000, 30000, 30000}, 1, 1.0 / 12, true);
  CHECK(town.cost.level() == std::array<double, 3>{1, 1, 1});
  town.cost.advance({36000, 30000, 24000}, 1, 2, false);
  // After one memory 1 - 1/e of log 1.2 is known: exp(-0.4 * 0.632121 * 0.182322) = 0.954945
  CHECK(town.cost.level()[0] == Approx(0.954945).epsilon(1e-5));
  CHECK(town.cost.level()[1] == Approx(1));
  CHECK(town.cost.level()[2] > 1);
  for (int year = 0; year < 40; ++year) town.cost.advance({36000, 30000, 24000}, 1, 1, false);
  CHECK(town.cost.level()[0] == Approx(sim::pow(1.2, -0.4)).epsilon(1e-6));
}

TEST_CASE("richer households want more cars, by the elasticity in the long run, at the same cost") {
  Cost town;
  const std::array<double, 3> cost = {30000, 30000, 30000};
  town.cost.advance(cost, 1, 1, true);
  town.cost.advance(cost, 1.1, 2, false);
  // After one memory 1 - 1/e of log 1.1 is known: exp(0.2 * 0.632121 * 0.0953102) = 1.012123
  CHECK(town.cost.level()[1] == Approx(1.012123).epsilon(1e-5));
  for (int year = 0; year < 40; ++year) town.cost.advance(cost, 0.9, 1, false);
  CHECK(town.cost.level()[1] == Approx(sim::pow(0.9, 0.2)).epsilon(1e-6));
}

TEST_CASE("as long as the registered number of cars is known, costs are within it") {
  Cost town;
  town.cost.advance({30000, 30000, 30000}, 1, 1, true);
  town.cost.advance({60000, 60000, 60000}, 1, 10, true);
  CHECK(town.cost.level() == std::array<double, 3>{1, 1, 1});
}

TEST_CASE("no household wants more cars when its zone pays a charge, and some want fewer") {
  const auto values = test::car_values();
  sim::AssumptionReader read(values);
  const sim::RandomSource random(3, 0);
  Households households(6000, {.active = 1, .quintile = 2});
  for (std::size_t i = 0; i < households.size(); ++i) households[i].zone = i % 3 & 3U;
  CarOwnership free(OwnershipAssumptions(read), households, random, 4000), charged = free;
  charged.set_index(1, {0.9, 1, 1});
  int fewer = 0;
  for (std::size_t slot = 0; slot < households.size(); ++slot) {
    const int before = free.wanted(households, slot), after = charged.wanted(households, slot);
    CHECK(after <= before);
    if (households[slot].zone != 0) CHECK(after == before);
    fewer += before - after;
  }
  // A tenth of the inner city's third of the cars, by a linearisation over all zones.
  CHECK(fewer == Approx(133).margin(45));
}
