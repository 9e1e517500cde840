#include "agents/utility/pump_connection.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::agents;

namespace {

constexpr double cop = 3;
constexpr GridArea here = GridArea::harbour;

/// A grid company that has granted so much in the pumps' area, states 100 days and builds in 90.
GridOffer grid(double granted) {
  GridOffer offer;
  offer.granted = {0, granted, 0};
  offer.lead_time = {0, 100, 0};
  offer.share = {0, 1, 0};
  offer.building_time = 90;
  return offer;
}

/// 30 MW from day 200 on.
double built(sim::Time date) {
  return date >= 200 ? 30e6 : 0;
}

}  // namespace

TEST_CASE("pumps ask ahead by the lead time stated, once, and run when connected") {
  PumpConnection pumps;
  pumps.advance(grid(1e9), here, cop, 60, built);  // 60 + 100 + 31 < 200
  CHECK(pumps.grid_state(60).asked == ByGridArea{});
  pumps.advance(grid(1e9), here, cop, 90, built);
  pumps.advance(grid(1e9), here, cop, 120, built);
  CHECK(pumps.grid_state(120).asked == ByGridArea{0, 10e6, 0});
  CHECK(pumps.heat(built(179), cop, 179) == 0);  // connected on day 90 + 90
  CHECK(pumps.heat(built(190), cop, 190) == 0);  // not built
  CHECK(pumps.heat(built(200), cop, 200) == 30e6);
}

TEST_CASE("pumps without room in the grid stand still, and ask for more when more are built") {
  PumpConnection pumps;
  pumps.advance(grid(0), here, cop, 200, built);
  pumps.advance(grid(0), here, cop, 400, built);
  CHECK(pumps.heat(built(1000), cop, 1000) == 0);
  const auto doubled = [](sim::Time) { return 60e6; };
  pumps.advance(grid(10e6), here, cop, 1000, doubled);  // the first request is granted now
  CHECK(pumps.grid_state(1000).asked == ByGridArea{0, 20e6, 0});
  CHECK(pumps.heat(60e6, cop, 1089) == 0);
  CHECK(pumps.heat(60e6, cop, 1090) == 30e6);
}
