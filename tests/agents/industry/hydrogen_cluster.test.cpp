#include "agents/industry/hydrogen_cluster.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::agents;

HydrogenAssumptions terms() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  HydrogenAssumptions assumptions(read);
  assumptions.go_probability = 0.4;
  assumptions.go_spread = 0.0008;
  assumptions.full_load_hours = 5000;
  assumptions.efficiency = 0.6;
  assumptions.investment = 20;
  assumptions.annuity = 0.15;
  assumptions.reformer_efficiency = 0.75;
  return assumptions;
}

TEST_CASE("hydrogen: cost and worth by hand") {
  // (20 SEK/W x 0.7 x 0.15 / 5000 h + 0.0006 SEK/Wh) / 0.6 = (0.00042 + 0.0006) / 0.6 = 0.0017 SEK/Wh.
  const HydrogenMarket market{0.0005, 0.0001, 0.0006, 0.3};
  CHECK(hydrogen_cost(terms(), market) == Approx(0.0017));
  // (0.0005 + 0.0001) / 0.75.
  CHECK(hydrogen_worth(terms(), market) == Approx(0.0008));
}

TEST_CASE("hydrogen: at equal cost the stated chance; dearer carbon and larger grants strictly raise it") {
  HydrogenMarket market{0.0005, 0, 0.0006, 0.3};
  market.carbon = 0.0017 * 0.75 - 0.0005;
  CHECK(go_ahead_probability(terms(), market) == Approx(0.4));
  double before = 0;
  for (const double carbon : {0.0, 0.0001, 0.0003, 0.0006}) {
    const double chance = go_ahead_probability(terms(), {0.0005, carbon, 0.0006, 0.3});
    CHECK(chance > before);
    before = chance;
  }
  CHECK(go_ahead_probability(terms(), {0.0005, 0.0001, 0.0006, 0.6}) >
        go_ahead_probability(terms(), {0.0005, 0.0001, 0.0006, 0.3}));
}

}  // namespace
