#include "agents/industry/industry.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "agents/industry/plants.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
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
  values.set("industry.scale_exponent", 1.0);
  values.set("hydrogen.go_probability", 1.0);
  values.set("hydrogen.go_spread", 1000.0);  // whatever hydrogen costs
  values.set("hydrogen.first_phase", 1.0);
  values.set("hydrogen.reformer_efficiency", 0.75);
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

/// A grid company that connects whoever asks at once.
void connect_everybody(testing::World& world) {
  GridOffer& offer = world.board.of<UtilitySignals>().grid[static_cast<std::size_t>(index(GridCustomer::industry))];
  offer.granted.fill(1e12);
  offer.share = {1, 0, 0};
}

TEST_CASE("industry: hydrogen takes the place of raw material in the amount made") {
  const tests::ForkedResult result = tests::run_forked([] {
    testing::World world(2015, 2018);
    connect_everybody(world);
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
    // Before: 200 GWh x 200 g/kWh = 40 kt; then 10 MW x 5000 h x 0.6 = 30 GWh of hydrogen for 40 GWh of gas.
    const bool before = std::abs(emitted(0) - 40e9) < 1e8;
    const bool after = std::abs(emitted(3) - 32e9) < 1e8;
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

/// A market in which electricity pays for some plants only once carbon is dear.
double run_at_ets(double ets, std::uint32_t replicate, int year) {
  testing::World world(2015, 2040, 3, replicate);
  connect_everybody(world);
  sim::AssumptionValues values = works();
  values.set("industry.trading_share", 1.0);
  values.set("industry.site_spread", 0.4);
  values.set("industry.hurdle_spread", 0.4);
  values.set("industry.low_heat.others", 0.4);
  values.set("industry.middle_heat.others", 0.3);
  values.set("industry.heat_pump_availability", sim::Series::constant(1.0));
  values.set("industry.cost.heat_pump", 0.003);
  values.set("industry.cost.electric_boiler", 0.001);
  values.set("industry.electricity_per_fuel.heat_pump", 0.35);
  values.set("industry.electricity_per_fuel.electric_boiler", 0.9);
  values.set("industry.expectation.adaptive_share", 0.5);
  values.set("industry.expectation.announced_share", 0.25);
  values.set("industry.expectation.adaptation", 0.5);
  PriceSignals& prices = world.board.of<PriceSignals>();
  prices.natural_gas_firm = 0.4;
  prices.electricity_firm = 0.8;
  prices.ets_price = ets;
  const auto kind = make_industry(testing::read_inputs<IndustryInputs>(values), world.setting());
  for (int month = 0; month < world.calendar.months(); ++month) {
    const sim::Window window = world.calendar.window(month);
    kind->propose(window, 1);
    kind->commit(window);
    kind->account(window);
    kind->publish(window);
  }
  return static_cast<double>(world.accounts.emissions.total(year - 2015));
}

TEST_CASE("industry: at a higher ETS price nobody switches later in paired whole runs") {
  double low_sum = 0, high_sum = 0;
  for (std::uint32_t replicate = 0; replicate < 8; ++replicate) {
    for (const int year : {2020, 2030, 2040}) {
      const double low = run_at_ets(400, replicate, year);
      const double high = run_at_ets(1600, replicate, year);
      CHECK(high <= low);
      low_sum += low;
      high_sum += high;
    }
  }
  CHECK(high_sum < 0.95 * low_sum);
}

TEST_CASE("industry: ordinary electricity is in the energy account and in the month's flows") {
  testing::World world(2015, 2015);
  sim::AssumptionValues values = works();
  values.set("industry.electricity_per_gas", 0.5);
  const auto kind = make_industry(testing::read_inputs<IndustryInputs>(values), world.setting());
  kind->account(world.calendar.window(0));
  // (200 + 100) GWh x 0.5 in a month of 31 of 365 days, give or take the calendar year's length.
  const auto posted =
      static_cast<double>(world.accounts.energy.at(0, {index(Carrier::electricity), index(EndUse::industry)}));
  CHECK(posted == Approx(150e9 * 31 / 365).epsilon(1e-2));
  CHECK(static_cast<double>(world.flows.electricity[static_cast<std::size_t>(index(EndUse::industry))]) ==
        Approx(posted));
}

TEST_CASE("industry: what is taken for process emissions is taken from gas, tonne for tonne") {
  testing::World world;
  sim::AssumptionValues values = works();
  values.set("industry.process_within_gas", 0.2);
  double gas = 0, process = 0;
  for (const Plant& plant : found_plants(testing::read_inputs<IndustryInputs>(values), world.setting())) {
    gas += plant.gas;
    process += plant.process;
  }
  // The others' 100 GWh: 20 GWh less, 20 GWh x 200 g/kWh = 4 kt more.
  CHECK(gas == Approx(280e9));
  CHECK(process == Approx(4e9));
}

}  // namespace
