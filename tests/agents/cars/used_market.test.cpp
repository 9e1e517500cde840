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
