#include "agents/waste/landfill.hpp"

#include <catch2/catch.hpp>

#include "sim/math.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

LandfillAssumptions landfill() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  LandfillAssumptions assumptions(read);
  assumptions.half_life = 7.0;
  assumptions.deposits = 1e11;
  assumptions.first_year = 1951;
  assumptions.last_year = 2008;
  assumptions.carbon = 0.075;
  assumptions.methane_share = 0.5;
  assumptions.oxidation = 0.1;
  assumptions.recovery = 0.7;
  assumptions.well_decay = 0.1;
  assumptions.repair_threshold = 0.85;
  assumptions.methane_gwp = 28;
  return assumptions;
}

TEST_CASE("landfill: the stock is the sum of 58 decayed deposits") {
  const LandfillAssumptions assumptions = landfill();
  double sum = 0;
  for (int age = 0; age < 58; ++age) sum += 1e11 * 0.075 * sim::exp(-sim::log(2.0) / 7.0 * age);
  CHECK(decomposable_carbon(assumptions, 0) == Approx(sum).epsilon(1e-12));
}

TEST_CASE("landfill: methane halves in a half-life, and months add up to the year") {
  const LandfillAssumptions assumptions = landfill();
  CHECK(methane_made(assumptions, 13, 1) == Approx(0.5 * methane_made(assumptions, 6, 1)).epsilon(1e-12));
  double year = 0;
  for (int month = 0; month < 12; ++month) year += methane_made(assumptions, 6 + month / 12.0, 1 / 12.0);
  CHECK(year == Approx(methane_made(assumptions, 6, 1)).epsilon(1e-12));
  // All that decomposes becomes gas, half of it methane, 16/12 by weight.
  CHECK(methane_made(assumptions, 0, 1e4) == Approx(decomposable_carbon(assumptions, 0) * 0.5 * 16 / 12));
}

TEST_CASE("landfill: the owner repairs the wells when recovery has fallen below the threshold") {
  GasWells wells(landfill());
  // exp(-0.1) = 0.905, exp(-0.2) = 0.819 < 0.85: the second year.
  CHECK_FALSE(wells.turn_year());
  CHECK(wells.recovery() == Approx(0.7 * sim::exp(-0.1)));
  CHECK(wells.turn_year());
  CHECK(wells.recovery() == Approx(0.7));
}

}  // namespace
