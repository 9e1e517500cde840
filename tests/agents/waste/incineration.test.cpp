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
  assumptions.fee_carbon_share = 0;
  assumptions.power_value = 0;
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

TEST_CASE("incineration: the allowance price crowds out bought waste, capture and heat customers bring it back") {
  const auto filled = [](double price, double heat_use = 1.0, double captured = 0.0) {
    return bought_share(plant(), 0.2, {price, 0.0, heat_use, captured});
  };
  // Margin 400 + 300 - 0.5 P; at P = 1000 SEK/t it is the midpoint 200.
  CHECK(filled(1000) == Approx(0.5));
  CHECK(filled(800) > filled(1000));
  // At P = 1200: 1 / (1 + e) = 0.268941.
  CHECK(filled(1200) == Approx(0.2689414));
  // Half the carbon captured: margin 400 + 300 - 300 = 400: 1 / (1 + e^-2) = 0.880797.
  CHECK(filled(1200, 1.0, 0.5) == Approx(0.8807971));
  // Two thirds of the heat taken: 100 SEK/t less, as 200 SEK/t on the allowance.
  CHECK(filled(1000, 2.0 / 3.0) == Approx(filled(1200)));
}

TEST_CASE("incineration: contracts turn over at their pace") {
  IncinerationAssumptions contracts = plant();
  contracts.contract_life = 3;
  contracts.plastic_share_growth = 0;
  CHECK(contract_composition(contracts, 0.2, 0.3, 0) == 0.2);
  // 0.2 e^-1 + 0.3 (1 - e^-1) = 0.2632121.
  CHECK(contract_composition(contracts, 0.2, 0.3, 3) == Approx(0.2632121));
}

TEST_CASE("incineration: a tighter packaging law never leaves more plastic to burn") {
  IncinerationAssumptions law = plant();
  law.packaging_part = 0.6;
  law.packaging_compliance = 0.5;
  double mass = 100;
  double plastic = 20;
  avoid_packaging(law, 0.85, mass, plastic);
  // 20 x 0.6 x 0.5 x 0.15 = 0.9.
  CHECK(mass == Approx(99.1));
  CHECK(plastic == Approx(19.1));
  avoid_packaging(law, 1.0, mass, plastic);
  CHECK(plastic == Approx(19.1));
}

}  // namespace
