#include "agents/industry/biogas_contract.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace {

using namespace skifte;
using namespace skifte::agents;

BiogasContractAssumptions terms(double seller_share = 0.7) {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  BiogasContractAssumptions assumptions(read);
  assumptions.steepness = 1.5;
  assumptions.seller_share = seller_share;
  return assumptions;
}

TEST_CASE("biogas contract: the share ordered by hand") {
  // 0.35 - 0.3 x 0.2 = 0.29 over 0.02 is 14.5; 1 / (1 + 14.5^1.5) = 0.0178.
  CHECK(biogas_share(terms(), 0.35e-3, 0.2e-3, 0.02e-3) == Approx(1 / (1 + std::pow(14.5, 1.5))).epsilon(1e-9));
  CHECK(biogas_share(terms(), 0.08e-3, 0.2e-3, 0.02e-3) == Approx(0.5));  // what half of the customers bear
  CHECK(biogas_share(terms(), 0.06e-3, 0.2e-3, 0.02e-3) == 1.0);
  CHECK(biogas_share(terms(), 0.35e-3, 0.2e-3, 0.0) == 0.0);
}

TEST_CASE("biogas contract: less with the premium, more with carbon, less with sellers' part, and never by a jump") {
  double last = 1;
  for (double premium = 0; premium <= 0.7e-3; premium += 0.5e-6) {
    const double share = biogas_share(terms(), premium, 0.2e-3, 0.02e-3);
    CHECK(share <= last);
    CHECK(last - share < 0.03);
    last = share;
  }
  CHECK(last < 0.01);
  double before = 0;
  for (const double carbon : {0.0, 0.2e-3, 0.5e-3, 0.8e-3}) {
    const double share = biogas_share(terms(), 0.35e-3, carbon, 0.02e-3);
    CHECK(share > before);
    CHECK(biogas_share(terms(0.9), 0.35e-3, carbon, 0.02e-3) <= share);
    before = share;
  }
}

}  // namespace
