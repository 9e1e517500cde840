#include "agents/industry/industry.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "agents/industry/plants.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "tests/agents/values.hpp"
#include "tests/sim/forked.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

sim::AssumptionValues works() {
  sim::AssumptionValues values = testing::plain_values<IndustryInputs>(0.0);
  for (const std::string name : {"kemira", "elcowire", "others"}) {
    values.set("industry.output." + name, sim::Series::constant(1.0));
    values.set("industry.output_now." + name, 1.0);
  }
  values.set("industry.gas.kemira", 200e9);
  values.set("industry.feedstock.kemira", 0.5);
  values.set("industry.gas.others", 100e9);
  values.set("industry.other_plants", 20.0);
  values.set("industry.size_spread", 1.0);
  values.set("industry.window_interval", 10.0);
  values.set("industry.investment_life", 15.0);
  values.set("industry.hurdle_rate", 0.1);
  values.set("industry.full_load_hours", 6000.0);
  values.set("emission_factor.natural_gas", 200.0);
  values.set("tax.vat_factor", 1.25);
  values.set("hydrogen.go_probability", 1.0);
  values.set("hydrogen.build_time", 1.0);
  values.set("hydrogen.slip_median", 1e-6);
  values.set("hydrogen.slip_spread", 0.1);
  values.set("hydrogen.prestudy_ready", 2015.0);
  values.set("hydrogen.full_load_hours", 5000.0);
  values.set("hydrogen.efficiency", 0.6);
  return values;
}

TEST_CASE("industry: plants' sizes add up to the group's, and an inert plant changes nobody's luck") {
  testing::World world;
  sim::AssumptionValues values = works();
  const auto plants = found_plants(testing::read_inputs<IndustryInputs>(values), world.setting());
  double gas = 0;
  for (const Plant& plant : plants) gas += plant.gas;
  CHECK(gas == Approx(300e9));
  values.set("industry.other_plants", 21.0);
  const auto more = found_plants(testing::read_inputs<IndustryInputs>(values), world.setting());
  REQUIRE(more.size() == plants.size() + 1);
  for (std::size_t p = 0; p < plants.size(); ++p) CHECK(more[p].site == plants[p].site);
}

TEST_CASE("industry: hydrogen takes the place of raw material in the amount made") {
  const tests::ForkedResult result = tests::run_forked([] {
    testing::World world(2015, 2018);
    sim::LeverSetting lever;
    lever.numbers["capacity"] = 10e6;
    lever.dates["decision"] = sim::from_civil({2015, 7, 1});
    std::vector<std::unique_ptr<sim::Kind>> kinds;
    kinds.push_back(
        make_industry(testing::read_inputs<IndustryInputs>(works(), {{"hydrogen_cluster", lever}}), world.setting()));
    sim::Processes processes(world.calendar.begin());
    sim::run_months(world.calendar, processes, kinds, 1);
    const auto emitted = [&](int year) {
      return static_cast<double>(world.accounts.emissions.cut(year, 0, static_cast<int>(Subsector::kemira)));
    };
    // Before: 200 GWh x 200 g/kWh = 40 kt; then 10 MW x 5000 h x 0.6 = 30 GWh less.
    const bool before = std::abs(emitted(0) - 40e9) < 1e8;
    const bool after = std::abs(emitted(3) - 34e9) < 1e8;
    return std::string(before ? "before " : "wrong ") + (after ? "after" : "wrong");
  });
  CHECK(result.text == "before after");
}

TEST_CASE("industry: a frozen world is stationary") {
  testing::World world(2015, 2030);
  PolicySignals& policy = world.board.of<PolicySignals>();
  policy.frozen = true;
  policy.driver_date = sim::from_civil({2015, 1, 1});
  world.board.of<PriceSignals>().natural_gas_firm = 5.0;
  const auto kind = make_industry(testing::read_inputs<IndustryInputs>(works()), world.setting());
  for (int month = 0; month < world.calendar.months(); ++month) {
    const sim::Window window = world.calendar.window(month);
    kind->propose(window, 1);
    kind->commit(window);
    kind->account(window);
    kind->publish(window);
  }
  CHECK(static_cast<double>(world.accounts.emissions.total(15)) == Approx(60e9).epsilon(1e-6));
}

}  // namespace
