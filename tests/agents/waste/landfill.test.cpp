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
  assumptions.classes = {{{0.5, 0.1, 0.2}, {0, 0, 0.1}, {0, 0, 0.1}, {0.25, 0.04, 0.05}}};
  assumptions.decay_factor = 1.0;
  assumptions.deposits = 1e11;
  assumptions.first_year = 1951;
  assumptions.peak_year = 1990;
  assumptions.last_year = 2008;
  assumptions.growth = 0.02;
  assumptions.decline = 0.05;
  assumptions.methane_share = 0.5;
  assumptions.oxidation = 0.1;
  assumptions.recovery = 0.7;
  assumptions.well_decay = 0.1;
  assumptions.repair_threshold = 0.85;
  assumptions.methane_gwp = 28;
  return assumptions;
}

TEST_CASE("landfill: the stock is the sum of the decayed deposits of each class") {
  double sum = 0;
  for (int year = 1951; year <= 2008; ++year) {
    const double deposit = 1e11 * sim::exp(year < 1990 ? 0.02 * (year - 1990) : -0.05 * (year - 1990));
    sum += deposit * (0.05 * sim::exp(-0.2 * (2008 - year)) + 0.01 * sim::exp(-0.05 * (2008 - year)));
  }
  CHECK(Landfill(landfill()).decomposable_carbon(0) == Approx(sum).epsilon(1e-12));
}

TEST_CASE("landfill: with one class and equal deposits, the geometric series") {
  LandfillAssumptions one = landfill();
  one.classes = {{{1.0, 0.075, 0.1}, {0, 0, 0.1}, {0, 0, 0.1}, {0, 0, 0.1}}};
  one.growth = one.decline = 0;
  const double series = (1 - sim::exp(-0.1 * 58)) / (1 - sim::exp(-0.1));
  CHECK(Landfill(one).decomposable_carbon(7) == Approx(7.5e9 * series * sim::exp(-0.7)).epsilon(1e-12));
}

TEST_CASE("landfill: months add up to the year, and all that decomposes becomes gas") {
  const Landfill site(landfill());
  double year = 0;
  for (int month = 0; month < 12; ++month) year += site.methane_made(6 + month / 12.0, 1 / 12.0);
  CHECK(year == Approx(site.methane_made(6, 1)).epsilon(1e-12));
  // Half of the gas is methane, 16/12 by weight.
  CHECK(site.methane_made(0, 1e4) == Approx(site.decomposable_carbon(0) * 0.5 * 16 / 12));
}

TEST_CASE("landfill: as years go by the slow classes' share grows, so that the fall slows down") {
  const Landfill site(landfill());
  CHECK(site.methane_made(11, 1) / site.methane_made(10, 1) > site.methane_made(1, 1) / site.methane_made(0, 1));
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
