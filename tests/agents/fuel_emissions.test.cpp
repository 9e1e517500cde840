#include "agents/fuel_emissions.hpp"

#include <catch2/catch.hpp>

#include "tests/agents/values.hpp"

using namespace skifte;
using namespace skifte::agents;

TEST_CASE("a fuel's energy counts where it is burnt, its emissions and biogenic CO2 in the local share") {
  testing::World world(2015, 2016);
  const sim::Window window = world.calendar.window(0);
  const FuelPlace roads{Subsector::heavy_trucks, EndUse::trucks, 0.25};
  // 1 MWh of a blend with 20 % biofuel: 1e6 x 0.25 x 0.212 = 53 000 g fossil, 1e6 x 0.25 x 0.2 x 0.26 = 13 000 g
  // biogenic.
  post_fuel(world.accounts, window, roads, {Carrier::diesel, 0.212, 0.2 * 0.26}, 1e6);
  CHECK(world.accounts.energy.at(0, {index(Carrier::diesel), index(EndUse::trucks)}) == 1000000);
  CHECK(world.accounts.emissions.at(0, {index(Subsector::heavy_trucks), index(Carrier::diesel)}) == 53000);
  CHECK(world.accounts.biogenic.at(0, {index(Subsector::heavy_trucks)}) == 13000);
}
