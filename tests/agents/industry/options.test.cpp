#include "agents/industry/options.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::agents;

OptionAssumptions terms() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  OptionAssumptions assumptions(read);
  assumptions.life = 10;
  assumptions.efficiency_saving = 0.1;
  assumptions.efficiency_cost = 0.003;
  assumptions.boiler_cost = 0.0002;
  assumptions.heat_pump = {0.0025, 0.3, 0.02};
  assumptions.electric_boiler = {0.0007, 0.9, 0.0};
  return assumptions;
}

HeatSite site() {
  HeatSite heat;
  heat.gas = 1e9;
  heat.low = 0.4;
  heat.middle = 0.3;
  heat.hurdle = 0.1;
  heat.gas_carbon = 2e-7;
  heat.offered_pump = true;
  return heat;
}

Expectation prices(double gas, double electricity, double carbon) {
  Expectation expectation{gas, gas, electricity, {}};
  expectation.carbon_worth.fill(carbon);
  return expectation;
}

TEST_CASE("options: annuity factors in closed form") {
  // 10 years at 10 %: (1 - 1.1^-10) / 0.1 = 6.144567.
  CHECK(annuity_factor(0.0, 0.1, 10) == Approx(6.144567).epsilon(1e-6));
  CHECK(annuity_factor(0.1, 0.1, 10) == Approx(10.0));
}

TEST_CASE("options: net present value by hand") {
  // Saves 1e9 Wh of gas at 0.0005 SEK/Wh = 500 kSEK, uses 6e8 Wh at 0.0008 = 480 kSEK; 202 t at 1000 SEK/t = 202 kSEK;
  // (20 + 202) kSEK x 6.144567 - 0.7 x 2 MSEK + 0.1 MSEK = 64 094 SEK.
  const Investment investment{1e9, 0, 202, 6e8, 2e6, 1e5};
  CHECK(net_present_value(investment, prices(0.0005, 0.0008, 1000), 0.1, 10, 0.3) == Approx(64093.9).epsilon(1e-4));
}

TEST_CASE("options: a rising carbon worth is discounted year by year") {
  // 1 t a year worth 100 (1.1)^t at a hurdle of 10 %: 10 years x 100 SEK.
  Expectation expectation;
  double worth = 100;
  for (double& year : expectation.carbon_worth) year = worth *= 1.1;
  CHECK(net_present_value({0, 0, 1, 0, 0, 0}, expectation, 0.1, 10, 0) == Approx(1000.0));
}

TEST_CASE("options: dearer carbon strictly raises every option's value and never lowers what is saved") {
  double before = -1e12;
  double saved = 0;
  for (double carbon = 0; carbon <= 8000; carbon += 250) {
    const double npv = net_present_value({1e9, 0, 200, 6e8, 2e6, 0}, prices(0.0005, 0.0008, carbon), 0.1, 10, 0.3);
    CHECK(npv > before);
    before = npv;
    const PlantDecision decision = decide_at_window(terms(), site(), prices(0.0003, 0.0009, carbon), 0.3, 2025);
    CHECK(decision.carbon_saved >= saved);
    saved = decision.carbon_saved;
  }
  // At the highest price all that can be is electric, and the rest is used with more care:
  // 0.1 + 0.9 x 0.7 = 0.73 of 200 t.
  CHECK(saved == Approx(0.73 * 200));
}

TEST_CASE("options: a larger grant never lowers the best value, a higher hurdle never raises it") {
  double before = -1;
  for (const double grant : {0.0, 0.2, 0.4, 0.6}) {
    const double npv = decide_at_window(terms(), site(), prices(0.0006, 0.0008, 800), grant, 2025).npv;
    CHECK(npv > before);
    before = npv;
  }
  HeatSite strict = site();
  strict.hurdle = 0.25;
  CHECK(decide_at_window(terms(), strict, prices(0.0006, 0.0008, 800), 0.3, 2025).npv <
        decide_at_window(terms(), site(), prices(0.0006, 0.0008, 800), 0.3, 2025).npv);
}

TEST_CASE("options: pumps serve low temperature, boilers the rest that electricity can, and only what is on offer") {
  const Expectation dear_gas = prices(0.0012, 0.0006, 1000);
  const PlantDecision both = decide_at_window(terms(), site(), dear_gas, 0.3, 2025);
  CHECK(both.pump == Approx(0.4));
  CHECK(both.boiler == Approx(0.3));
  HeatSite without = site();
  without.offered_pump = false;
  const PlantDecision boiler = decide_at_window(terms(), without, dear_gas, 0.3, 2025);
  CHECK(boiler.pump == 0.0);
  CHECK(boiler.boiler == Approx(0.7));
  HeatSite done = site();
  done.pump = 0.4;
  done.boiler = 0.3;
  const PlantDecision rest = decide_at_window(terms(), done, dear_gas, 0.3, 2025);
  CHECK(rest.pump + rest.boiler == 0.0);
  HeatSite furnace = site();
  furnace.low = furnace.middle = 0;
  CHECK(decide_at_window(terms(), furnace, dear_gas, 0.3, 2025).pump == 0.0);
}

TEST_CASE("options: nothing is done where nothing pays") {
  const PlantDecision idle = decide_at_window(terms(), site(), prices(0.00005, 0.002, 0), 0, 2025);
  CHECK(idle.npv == 0.0);
  CHECK(idle.investment == 0.0);
  CHECK_FALSE(idle.efficiency);
}

}  // namespace
