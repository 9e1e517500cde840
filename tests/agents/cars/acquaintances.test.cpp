#include "agents/cars/acquaintances.hpp"

#include <catch2/catch.hpp>

#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

AcquaintanceAssumptions ties(double near, double income_distance, double other_phase, double other_zone) {
  sim::AssumptionValues values;
  values.set("car.peers.near", near), values.set("car.peers.income_distance", income_distance);
  values.set("car.peers.other_phase", other_phase), values.set("car.peers.other_zone", other_zone);
  sim::AssumptionReader read(values);
  return AcquaintanceAssumptions(read);
}

/// Two zones and two quintiles, mixed.
Households town(std::size_t homes) {
  Households households(homes, {.income = 300, .active = 1});
  for (std::size_t i = 0; i < homes; ++i) {
    households[i].zone = i % 2 & 3U;
    households[i].quintile = i / 2 % 2 == 0 ? 0 : 4;
  }
  return households;
}

/// Mean share of battery cars that those of `quintile` and `zone` meet when the slots `with` have one.
template <class With>
double met(const AcquaintanceAssumptions& assumed, const Households& households, int quintile, int zone, With with) {
  const sim::RandomSource random(3, 0);
  Acquaintances acquaintances(assumed, households, random);
  for (std::size_t i = 0; i < households.size(); ++i) acquaintances.set_battery(i, with(i));
  double sum = 0, number = 0;
  for (std::size_t i = 0; i < households.size(); ++i) {
    if (households[i].quintile != quintile || households[i].zone != zone) continue;
    sum += acquaintances.battery_share(i), number += 1;
  }
  return sum / number;
}

}  // namespace

TEST_CASE("everybody's battery car is everybody's acquaintances'") {
  const Households households = town(1000);
  CHECK(met(ties(0.5, 0.3, 0.5, 0.3), households, 0, 0, [](std::size_t) { return true; }) == Approx(1));
  CHECK(met(ties(0.5, 0.3, 0.5, 0.3), households, 0, 0, [](std::size_t) { return false; }) == 0);
}

TEST_CASE("without homophily and distance all meet the city's share") {
  const Households households = town(4096);
  const auto every_tenth = [](std::size_t i) { return i / 4 % 10 == 0; };
  // 1024 households with 8 far candidates each: standard error 0.3 / sqrt(8192) = 0.0033; four of them
  CHECK(met(ties(0, 0, 0, 0), households, 4, 1, every_tenth) == Approx(0.1).margin(0.0133));
}

TEST_CASE("ties are stronger to the likes of oneself and to one's own zone") {
  const Households households = town(4096);
  const auto rich = [&](std::size_t i) { return households[i].quintile == 4; };
  const auto first_zone = [&](std::size_t i) { return households[i].zone == 0; };
  CHECK(met(ties(0.5, 0.3, 0, 0), households, 4, 0, rich) > met(ties(0.5, 0.3, 0, 0), households, 0, 0, rich) + 0.1);
  // The neighbourhood is of one zone. One household in 2^8 has all eight candidates in the other zone and sees the
  // city.
  CHECK(met(ties(1, 0, 0, 0.3), households, 0, 0, first_zone) > 0.99);
  CHECK(met(ties(1, 0, 0, 0.3), households, 0, 1, first_zone) < 0.01);
}

TEST_CASE("an empty home more changes nobody's acquaintances, and a car that goes is seen no more") {
  const sim::RandomSource random(3, 0);
  const AcquaintanceAssumptions assumed = ties(0.5, 0.3, 0.5, 0.3);
  Households households = town(1000);
  Acquaintances before(assumed, households, random);
  Households larger = households;
  larger.push_back({});
  Acquaintances after(assumed, larger, random);
  for (std::size_t i = 0; i < 1000; i += 3) before.set_battery(i, true), after.set_battery(i, true);
  double seen = 0;
  for (std::size_t i = 0; i < 1000; ++i) {
    CHECK(before.battery_share(i) == after.battery_share(i));
    seen += before.battery_share(i);
  }
  CHECK(seen > 0);
  for (std::size_t i = 0; i < 1000; i += 3) before.renew(i);
  for (std::size_t i = 0; i < 1000; ++i) CHECK(before.battery_share(i) == 0);
}
