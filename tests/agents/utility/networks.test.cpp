#include "agents/utility/networks.hpp"

#include <catch2/catch.hpp>

#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

NetworkAssumptions company() {
  sim::AssumptionValues values = testing::plain_values<NetworkAssumptions>(0.0);
  values.set("utility.offer_rate", 0.02);
  values.set("utility.offer_margin", 0.25);
  values.set("utility.offer_rate_ceiling", 0.05);
  values.set("utility.gas_network.cost", 3000.0);
  values.set("utility.gas_network.margin", 4000.0);
  values.set("utility.gas_network.dwellings", 2000.0);
  return testing::read_inputs<NetworkAssumptions>(values);
}

TEST_CASE("utility: offers follow the margin up to what crews can do") {
  // 0.02 x 0.50/0.25 = 0.04; at 1.00 it would be 0.08, above the ceiling; a loss makes no offers.
  CHECK(offer_rate(company(), 0.25) == Approx(0.02));
  CHECK(offer_rate(company(), 0.50) == Approx(0.04));
  CHECK(offer_rate(company(), 1.00) == Approx(0.05));
  CHECK(offer_rate(company(), -0.10) == 0.0);
}

TEST_CASE("utility: the gas network pays down to the dwellings that carry its fixed cost") {
  // 3 000 x 2 000 / 4 000 = 1 500 dwellings.
  CHECK(gas_network_pays(company(), 1500));
  CHECK_FALSE(gas_network_pays(company(), 1499));
}

}  // namespace
