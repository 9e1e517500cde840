#include <catch2/catch.hpp>

#include "agents/cars/used_market.hpp"

using namespace skifte::agents;

namespace {
constexpr ByVariant national = {0.6, 0.3, 0, 0, 0, 0, 0.1};  // all small
}

TEST_CASE("without own releases the national supply is offered") {
  const UsedMarket market;
  const auto offer = market.offer(national, 0.3);
  CHECK(offer[0] == Approx(0.6));
  CHECK(offer[6] == Approx(0.1));
}

TEST_CASE("own releases are mixed in by their weight and fade by half in half a year") {
  UsedMarket market;
  market.release(CarClass::small, Powertrain::battery);
  // 0.3 * 1 + 0.7 * 0.1 = 0.37
  CHECK(market.offer(national, 0.3)[6] == Approx(0.37));
  market.fade(0.5, 0.5);
  market.release(CarClass::small, Powertrain::petrol);
  // own: battery 0.5, petrol 1: battery's own share 1/3; 0.3/3 + 0.07 = 0.17
  CHECK(market.offer(national, 0.3)[6] == Approx(0.17));
}

TEST_CASE("shares offered add to one") {
  UsedMarket market;
  for (int i = 0; i < 5; ++i) market.release(CarClass::small, Powertrain::diesel);
  double sum = 0;
  for (double share : market.offer(national, 0.4)) sum += share;
  CHECK(sum == Approx(1.0));
}

TEST_CASE("used battery cars become dearer while more are bought than offered, and never cheaper than others") {
  UsedMarket market;
  market.follow_price(0.1, 1, 2);
  CHECK(market.battery_price() == 0);  // none bought
  for (int i = 0; i < 3; ++i) market.buy(true);
  for (int i = 0; i < 7; ++i) market.buy(false);
  // 0.3 bought of 0.15 offered: 2 x 0.5 x ln 2 = ln 2.
  market.follow_price(0.15, 0.5, 2);
  CHECK(market.battery_price() == Approx(0.693147));
  // As many as offered: no change. Fading leaves shares as they are.
  market.fade(0.5, 0.5);
  market.follow_price(0.3, 1, 2);
  CHECK(market.battery_price() == Approx(0.693147));
  // 0.3 of 0.6: back by ln 2 in half a year at 2 a year; then at the floor.
  market.follow_price(0.6, 0.25, 2);
  CHECK(market.battery_price() == Approx(0.346574));
  market.follow_price(0.6, 1, 2);
  CHECK(market.battery_price() == 0);
}
