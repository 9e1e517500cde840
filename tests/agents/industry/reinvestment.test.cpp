#include "agents/industry/reinvestment.hpp"

#include <catch2/catch.hpp>

#include "agents/industry/plants.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

ReinvestmentAssumptions terms() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  ReinvestmentAssumptions assumptions(read);
  assumptions.life = 10;
  assumptions.efficiency_saving = 0.1;
  assumptions.efficiency_cost = 0.003;
  assumptions.electricity_per_fuel = 0.6;
  assumptions.electrification_cost = 0.004;
  assumptions.technology_progress = 0.02;
  return assumptions;
}

Plant plant() {
  Plant plant;
  plant.site = 1.0;
  plant.hurdle = 0.1;
  plant.electrifiable = 0.5;
  return plant;
}

TEST_CASE("reinvestment: annuity factors in closed form") {
  // 10 years at 10 %: (1 - 1.1^-10) / 0.1 = 6.144567.
  CHECK(annuity_factor(0.0, 0.1, 10) == Approx(6.144567).epsilon(1e-6));
  CHECK(annuity_factor(0.1, 0.1, 10) == Approx(10.0));
}

TEST_CASE("reinvestment: net present value by hand") {
  // Saves 1e9 Wh at 0.0005 SEK/Wh = 500 kSEK, uses 6e8 Wh at 0.0008 = 480 kSEK; 202 t at 1000 SEK/t = 202 kSEK;
  // (20 + 202) kSEK x 6.144567 - 0.7 x 2 MSEK = -35 906 SEK.
  const Investment investment{1e9, 2.02e-7, 6e8, 2e6};
  const Expectation expectation{0.0005, 0.0008, 1000.0, 0.0};
  CHECK(net_present_value(investment, expectation, 0.1, 10, 0.3) == Approx(-35906.1).epsilon(1e-4));
}

TEST_CASE("reinvestment: carbon price and grant never lower the value, the hurdle never raises it") {
  const Investment investment{1e9, 2.02e-7, 6e8, 2e6};
  double before = -1e12;
  for (const double carbon : {0.0, 500.0, 1000.0, 2000.0}) {
    const double npv = net_present_value(investment, {0.0005, 0.0008, carbon, 0.02}, 0.1, 10, 0.3);
    CHECK(npv > before);
    before = npv;
  }
  const Expectation expectation{0.0005, 0.0008, 1000.0, 0.02};
  CHECK(net_present_value(investment, expectation, 0.1, 10, 0.5) >
        net_present_value(investment, expectation, 0.1, 10, 0.3));
  CHECK(net_present_value(investment, expectation, 0.2, 10, 0.3) <
        net_present_value(investment, expectation, 0.1, 10, 0.3));
}

TEST_CASE("reinvestment: a plant electrifies above some carbon price and keeps to it") {
  bool before = false;
  for (double carbon = 0; carbon <= 6000; carbon += 250) {
    const PlantDecision decision =
        decide_at_window(terms(), plant(), 1e9, 2.02e-7, {0.0004, 0.0008, carbon, 0.0}, 0.3, 0.0);
    CHECK((decision.electrify || !before));
    CHECK(decision.npv >= 0);
    before = decision.electrify;
  }
  CHECK(before);
  const PlantDecision idle = decide_at_window(terms(), plant(), 1e9, 2.02e-7, {0.0001, 0.002, 0.0, 0.0}, 0.0, 0.0);
  CHECK_FALSE(idle.electrify);
  CHECK_FALSE(idle.efficiency);
  CHECK(idle.investment == 0.0);
}

TEST_CASE("reinvestment: what is electric already is not bought again") {
  Plant done = plant();
  done.electric = 0.5;
  const PlantDecision decision = decide_at_window(terms(), done, 1e9, 2.02e-7, {0.0004, 0.0008, 1e5, 0.0}, 0.3, 0.0);
  CHECK(decision.efficiency);
  CHECK_FALSE(decision.electrify);
}

}  // namespace
