#include "agents/waste/incineration.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::agents;

IncinerationAssumptions plant() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  IncinerationAssumptions assumptions(read);
  assumptions.residual_per_person = 210e3;
  assumptions.plastic_per_person = 40e3;
  assumptions.baseline_sorting = 0.25;
  assumptions.bought_plastic_share = 0.2;
  assumptions.co2_per_plastic = 2.5;
  assumptions.co2_per_waste = 1.0;
  assumptions.fee = 400;
  assumptions.heat_value = 300;
  assumptions.market_midpoint = 200;
  assumptions.market_spread = 100;
  assumptions.ets_share = 1;
  return assumptions;
}

TEST_CASE("incineration: households' waste by hand") {
  const WasteStreams base = household_waste(plant(), 1000, 0.25);
  CHECK(base.households == Approx(210e6));
  CHECK(base.household_plastic == Approx(30e6));
  // Another quarter sorted: 10 kg a person less plastic and less waste.
  const WasteStreams sorted = household_waste(plant(), 1000, 0.5);
  CHECK(sorted.households == Approx(200e6));
  CHECK(sorted.household_plastic == Approx(20e6));
}

TEST_CASE("incineration: carbon is conserved and sorting strictly lowers the fossil part") {
  double before = 1e18;
  for (const double sorting : {0.25, 0.4, 0.6, 0.9}) {
    const WasteStreams streams = household_waste(plant(), 1000, sorting);
    const FlueGas gas = flue_gas(plant(), streams, 1.0);
    CHECK(gas.fossil + gas.biogenic == Approx(streams.total()));
    CHECK(gas.fossil < before);
    CHECK(gas.biogenic >= 0);
    before = gas.fossil;
  }
}

TEST_CASE("incineration: the allowance price crowds out bought waste") {
  // Margin 700 - 0.5 P; at P = 1000 SEK/t it is the midpoint 200.
  CHECK(bought_share(plant(), 1000) == Approx(0.5));
  CHECK(bought_share(plant(), 800) > bought_share(plant(), 1000));
  // At P = 1200: 1 / (1 + e) = 0.268941.
  CHECK(bought_share(plant(), 1200) == Approx(0.2689414));
}

}  // namespace
