#include "agents/grid_connections.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte::agents;

GridOffer offer(double granted_first, double granted_second, double building_time) {
  GridOffer company;
  company.granted = {granted_first, granted_second, 0};
  company.share = {0.25, 0.75, 0};
  company.lead_time = {400, 200, 0};
  company.building_time = building_time;
  return company;
}

constexpr GridArea first = GridArea::centre, second = GridArea::harbour;

}  // namespace

TEST_CASE("grid connections: what is granted at once stands after the building time, from the day it was asked for") {
  GridConnections connections;
  connections.look(offer(0, 0, 100), 0);
  const auto request = connections.ask(first, 5000, 10);
  CHECK(connections.ready(request) == GridConnections::never);
  CHECK(connections.expected(request, offer(0, 0, 100), 10) == 410);
  connections.look(offer(5000, 0, 100), 31);
  CHECK(connections.ready(request) == 110);
  CHECK_FALSE(connections.connected(request, 109));
  CHECK(connections.connected(request, 110));
}

TEST_CASE("grid connections: who waits is connected in turn, from the grant, in each area by itself") {
  GridConnections connections;
  const auto large = connections.ask(first, 5000, 0);
  const auto small = connections.ask(first, 10, 0);
  const auto elsewhere = connections.ask(second, 700, 0);
  connections.look(offer(4000, 700, 100), 31);
  CHECK(connections.ready(large) == GridConnections::never);
  CHECK(connections.ready(small) == GridConnections::never);
  CHECK(connections.ready(elsewhere) == 100);
  connections.look(offer(4000, 700, 100), 59);
  connections.look(offer(5000, 700, 100), 90);
  CHECK(connections.ready(large) == 190);
  CHECK(connections.ready(small) == GridConnections::never);
  const auto state = connections.state(150);
  CHECK(state.asked == ByGridArea{5010, 700, 0});
  CHECK(state.connected == ByGridArea{0, 700, 0});
  CHECK(connections.state(190).connected == ByGridArea{5000, 700, 0});
}

TEST_CASE("grid connections: askers lie where the shares say") {
  CHECK(grid_area(offer(0, 0, 0), 0.24) == first);
  CHECK(grid_area(offer(0, 0, 0), 0.26) == second);
  CHECK(grid_area(offer(0, 0, 0), 0.999999) == second);
  CHECK(grid_area({}, 0.9) == first);  // no shares at all
  CHECK(mean_lead_time(offer(0, 0, 0)) == 250);
}
