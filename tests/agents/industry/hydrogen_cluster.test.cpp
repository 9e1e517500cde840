#include "agents/industry/hydrogen_cluster.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>

#include "tests/agents/values.hpp"
#include "tests/sim/forked.hpp"

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

/// The months in which something is paid in this name, "!" where it runs.
std::string paid_months(bool sum_named) {
  const tests::ForkedResult result = tests::run_forked([&] {
    testing::World world(2015, 2019);
    HydrogenAssumptions assumptions = terms();
    assumptions.prestudy_ready = 2016.5;
    assumptions.go_probability = assumptions.first_phase = 1;
    assumptions.build_time = 1;
    assumptions.slip_median = 0.001;
    sim::LeverSetting lever;
    lever.dates["decision"] = sim::from_civil({2015, 2, 1});
    lever.numbers["capacity"] = 1e6;
    lever.states_investment = sum_named;  // 0 MSEK
    lever = sim::in_run({{"hydrogen_cluster", lever}}, world.calendar.begin()).at("hydrogen_cluster");
    HydrogenCluster cluster(assumptions, lever, world.setting());
    sim::Processes processes(world.calendar.begin());
    cluster.start(processes,
                  [](sim::Time) {
                    return HydrogenMarket{0.005, 0, 0.0001, 0};
                  },
                  {[](double, sim::Time) { return GridConnections::Request{}; },
                   [](const GridConnections::Request&) { return 0.0; }});
    std::ostringstream text;
    for (int month = 0; month < world.calendar.months(); ++month) {
      const sim::Window window = world.calendar.window(month);
      for (const sim::ProcessEvent& event : processes.advance(std::nextafter(window.begin, window.end)))
        event.apply(event.date);
      const double paid = cluster.investment(window) / 20e6;
      if (paid > 0) text << month << (cluster.capacity() > 0 ? "! " : " ");
    }
    return text.str();
  });
  INFO(result.printed);
  CHECK(result.exit_status == 0);
  return result.text;
}

TEST_CASE("hydrogen: what is decided later than planned is paid while it is built, and all of it when it runs") {
  // Decided on 2 July 2016, which August sees, and built on 2 July 2017.
  CHECK(paid_months(false) == "19 20 21 22 23 24 25 26 27 28 29 30 ");
}

TEST_CASE("hydrogen: of a sum that the scenario names, be it 0, nothing is paid here") {
  CHECK(paid_months(true).empty());
}

}  // namespace
