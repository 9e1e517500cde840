#include "agents/machinery/hvo_market.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "agents/machinery/work.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

TEST_CASE("HVO: the price clears the market") {
  const std::vector<HvoBid> bids = {{1.05, 10}, {1.2, 10}, {1.4, 10}};
  CHECK(clearing_ratio(bids, 5, 35, 0, 2) == 1.0);                         // enough for all
  CHECK(clearing_ratio(bids, 5, 25, 0, 2) == Approx(1.05).epsilon(1e-6));  // the first gives up
  CHECK(clearing_ratio(bids, 5, 10, 0, 2) == Approx(1.4).epsilon(1e-6));   // only demands stay
  CHECK(clearing_ratio(bids, 5, 4, 0, 2) == 2.0);                          // not even they: the cap
  // Demands alone, supply 4 m^1 = 5: m = 1.25.
  CHECK(clearing_ratio({}, 5, 4, 1, 2) == Approx(1.25).epsilon(1e-6));
}

TEST_CASE("HVO: a smaller supply or a larger demand never lowers the price") {
  const std::vector<HvoBid> bids = {{1.05, 3}, {1.1, 4}, {1.3, 5}, {1.6, 2}};
  double before = 3;
  for (double supply = 0.5; supply < 20; supply += 0.5) {
    const double ratio = clearing_ratio(bids, 2, supply, 0.7, 2.5);
    CHECK(ratio <= before);
    CHECK(clearing_ratio(bids, 3, supply, 0.7, 2.5) >= ratio);
    before = ratio;
  }
  CHECK(before == 1.0);
}

TEST_CASE("HVO: demands are served first and nothing is granted twice") {
  const HvoGranted granted = grant_hvo(6, 8, 10);
  CHECK(granted.demanded == 1.0);
  CHECK(granted.chosen == Approx(0.5));
  CHECK(grant_hvo(6, 8, 3).demanded == Approx(0.5));
  CHECK(grant_hvo(6, 8, 3).chosen == 0.0);
}

TEST_CASE("machine work: known years without shocks, later ones spread as the autoregression says") {
  sim::AssumptionValues values = testing::plain_values<MachineAssumptions>(0.0);
  for (const auto label : machine_owner_labels) {
    values.set("machinery.activity." + std::string(label), testing::line({{2015, 1.0}, {2022, 1.1}}));
  }
  values.set("machinery.activity_sd", 0.08);
  values.set("machinery.activity_persistence", 0.5);
  const auto assumptions = testing::read_inputs<MachineAssumptions>(values);
  // Two years on: 0.08 sqrt(1 + 0.25) = 0.0894; 400 replicates, +-11.5 % at 99.9 %.
  double sum = 0, squares = 0;
  constexpr int n = 400;
  for (std::uint32_t replicate = 0; replicate < n; ++replicate) {
    testing::World world(2015, 2030, 5, replicate);
    const MachineWork work(assumptions, world.setting());
    CHECK(work.index(MachineOwner::farms, sim::from_civil({2022, 7, 1})) == Approx(1.1));
    const double x = std::log(work.index(MachineOwner::farms, sim::from_civil({2024, 7, 1})) / 1.1);
    sum += x;
    squares += x * x;
    CHECK(work.allotted_shock(sim::from_civil({2024, 7, 1})) == 1.0);
  }
  CHECK(std::sqrt((squares - sum * sum / n) / (n - 1)) == Approx(0.0894).epsilon(0.115));
}

}  // namespace
