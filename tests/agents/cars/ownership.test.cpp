#include "agents/cars/ownership.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <functional>
#include <vector>

#include "agents/city_data.hpp"
#include "sim/math.hpp"
#include "sim/quantile_table.hpp"
#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

/// Households of two kinds: singles in the inner city, couples in the villages, in turn.
Households town(std::size_t n) {
  Households h(n, {.active = 1, .zone = 0, .quintile = 2});
  for (std::size_t i = 0; i < n; ++i) {
    h[i].type = static_cast<std::uint8_t>(i % 2 == 0 ? HouseholdType::single_under_65 : HouseholdType::couple);
  }
  return h;
}

int all_wanted(const CarOwnership& ownership, const Households& households) {
  int cars = 0;
  for (std::size_t slot = 0; slot < households.size(); ++slot) cars += ownership.wanted(households, slot);
  return cars;
}

}  // namespace

TEST_CASE("households want exactly the registered cars at the start") {
  const auto values = test::car_values();
  sim::AssumptionReader read(values);
  const OwnershipAssumptions assumptions(read);
  const Households households = town(5000);
  const sim::RandomSource random(3, 0);
  CarOwnership ownership(assumptions, households, random, 3777);
  CHECK(all_wanted(ownership, households) == 3777);
  SECTION("and one per cent more at an index of 1.01, within the linearisation") {
    ownership.set_index(1.01);
    // The density of wishes near the threshold is estimated from +-0.1 log odds: 2 % of 38 cars, and rounding.
    CHECK(all_wanted(ownership, households) == Approx(3777 * 1.01).margin(12));
  }
  SECTION("couples want more than singles") {
    int singles = 0, couples = 0;
    for (std::size_t slot = 0; slot < households.size(); slot += 2) {
      singles += ownership.wanted(households, slot);
      couples += ownership.wanted(households, slot + 1);
    }
    CHECK(couples > singles);
  }
}

TEST_CASE("an empty dwelling wants no car, and shifts nobody else's wish") {
  const auto values = test::car_values();
  sim::AssumptionReader read(values);
  const OwnershipAssumptions assumptions(read);
  const sim::RandomSource random(3, 0);
  Households households = town(1000);
  const CarOwnership before(assumptions, households, random, 700);
  households.push_back({.quintile = 2});
  const CarOwnership after(assumptions, households, random, 700);
  CHECK(after.wanted(households, 1000) == 0);
  for (std::size_t slot = 0; slot < 1000; ++slot)
    CHECK(after.wanted(households, slot) == before.wanted(households, slot));
}

TEST_CASE("each household wants what the equation says of the taste itself, though only its place is kept") {
  const auto values = test::car_values();
  sim::AssumptionReader read(values);
  const OwnershipAssumptions assumptions(read);
  const Households households = town(20000);
  const sim::RandomSource random(3, 0);
  constexpr std::size_t cars = 15000;
  const CarOwnership ownership(assumptions, households, random, cars);
  // z by household, and the threshold halfway between the last wish that comes true and the next.
  const auto logit = [](double u) { return sim::log(u / (1 - u)); };
  const sim::QuantileTable logistic(logit);
  const std::array<double, 3> steps = {0, assumptions.second_car, assumptions.second_car + assumptions.third_car};
  std::vector<double> z, wishes;
  for (std::size_t slot = 0; slot < households.size(); ++slot) {
    const double u = random.uniform(sim::decision("car.ownership_taste"), household_id(slot), 0);
    const auto taste = static_cast<float>(logistic.quantile(u, logit));
    z.push_back(assumptions.type[households[slot].type] + assumptions.zone[0] + static_cast<double>(taste));
    for (const double step : steps) wishes.push_back(z.back() - step);
  }
  std::sort(wishes.begin(), wishes.end(), std::greater<>());
  const double threshold = wishes[cars - 1] / 2 + wishes[cars] / 2;
  for (std::size_t slot = 0; slot < households.size(); ++slot) {
    const auto wanted =
        std::count_if(steps.begin(), steps.end(), [&](double step) { return z[slot] - threshold > step; });
    REQUIRE(ownership.wanted(households, slot) == wanted);
    for (int has = 0; has <= 3; ++has) REQUIRE(ownership.wants_more(households, slot, has) == (wanted > has));
  }
}

TEST_CASE("a slowly rising index makes households want more cars one by one, never fewer") {
  const auto values = test::car_values();
  sim::AssumptionReader read(values);
  const Households households = town(2000);
  const sim::RandomSource random(3, 0);
  CarOwnership ownership(OwnershipAssumptions(read), households, random, 1500);
  int before = all_wanted(ownership, households);
  for (int step = 1; step <= 200; ++step) {
    ownership.set_index(1 + 1e-4 * step);  // 0.15 cars each
    const int now = all_wanted(ownership, households);
    CHECK(now >= before);
    CHECK(now <= before + 5);
    before = now;
  }
}
