#include "agents/industry/industry.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "agents/biogas/signals.hpp"
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

TEST_CASE("industry: of the further plants' emissions the assumed share is traded, on the average and never far off") {
  sim::AssumptionValues values = works();
  values.set("industry.other_plants", 30.0);
  values.set("industry.size_spread", 1.2);
  values.set("industry.trading_share", 0.25);
  const auto inputs = testing::read_inputs<IndustryInputs>(values);
  double mean = 0;
  for (std::uint32_t luck = 0; luck < 200; ++luck) {
    testing::World world(2015, 2016, 1, luck);
    double traded = 0, largest = 0;
    for (const Plant& plant : found_plants(inputs, world.setting())) {
      if (plant.group != PlantGroup::other) continue;
      largest = std::max(largest, plant.gas / 100e9);
      traded += plant.trades ? plant.gas / 100e9 : 0;
    }
    CHECK(std::abs(traded - 0.25) <= std::max(0.25, largest) / 2 + 1e-12);
    mean += traded / 200;
  }
  // Standard error 0.005; were none that would go beyond the share let in, it would be 0.15.
  CHECK(mean == Approx(0.25).margin(0.02));
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

/// Emissions of 2017 over those of 2015, the last year with known output; from 2016 on carbon costs what is told.
/// Nobody can electrify or buy biogas.
double fuel_after(double ets, double ets2, double trading_share) {
  testing::World world(2015, 2017);
  sim::AssumptionValues values = works();
  values.set("industry.gas.kemira", 0.0);
  values.set("industry.trading_share", trading_share);
  values.set("industry.fuel_elasticity", 0.2);
  values.set("industry.fuel_recovery", 0.5);
  values.set("industry.output.others", testing::steps({{2015, 1}}));
  values.set("price.ets2.pass_through", 0.5);
  PriceSignals& prices = world.board.of<PriceSignals>();
  prices.natural_gas_firm = 0.4;
  prices.biogas_premium = 100;
  const auto kind = make_industry(testing::read_inputs<IndustryInputs>(values), world.setting());
  for (int month = 0; month < world.calendar.months(); ++month) {
    const sim::Window window = world.calendar.window(month);
    prices.ets_price = window.year == 2015 ? 500 : ets;
    prices.ets2_price = window.year == 2015 ? 0 : ets2;
    kind->account(window);
  }
  return static_cast<double>(world.accounts.emissions.total(2)) /
         static_cast<double>(world.accounts.emissions.total(0));
}

TEST_CASE("industry: fuel answers to the allowance in the ETS and to ETS2 outside it, by hand and in sign") {
  // Gas at 0.4 SEK/kWh and 200 g/kWh; 1500 SEK/t of ETS: from 0.5 to 0.7. 1000 SEK/t of ETS2, half felt: 0.4 to 0.5.
  const double month = 1e-3;  // the answer follows the last month's price
  CHECK(fuel_after(1500, 0, 1) == Approx(std::pow(0.7 / 0.5, -0.2)).epsilon(month));
  CHECK(fuel_after(0, 1000, 0) == Approx(std::pow(0.5 / 0.4, -0.2)).epsilon(month));
  CHECK(fuel_after(500, 1000, 1) == Approx(1).epsilon(month));
  CHECK(fuel_after(1500, 0, 0) == Approx(1).epsilon(month));
  double before_ets = 2, before_ets2 = 2;
  for (const double price : {0.0, 400.0, 800.0, 2000.0}) {
    const double trading = fuel_after(price, 0, 1), outside = fuel_after(500, price, 0);
    CHECK(trading < before_ets);
    CHECK(outside < before_ets2);
    before_ets = trading;
    before_ets2 = outside;
  }
}

/// What a plant's fuel of 2015 costs in all, carbon included, when so much of its wish for biogas is granted [SEK].
double fuel_cost(double granted, double premium, double trading_share) {
  testing::World world(2015, 2015);
  sim::AssumptionValues values = works();
  values.set("industry.gas.kemira", 0.0);
  values.set("industry.trading_share", trading_share);
  values.set("industry.biogas_seller_share", 0.7);
  values.set("industry.biogas_steepness", 1.5);
  values.set("industry.biogas_tax_exempt", sim::Series::constant(1.0));
  values.set("industry.free_allocation_2025", 0.8);
  values.set("industry.free_allocation_end", 2035.0);
  PriceSignals& prices = world.board.of<PriceSignals>();
  prices.natural_gas_firm = 0.4;
  prices.biogas_premium = premium;
  prices.ets_price = 1000;
  world.board.of<PolicySignals>().carbon_tax = 1.0;
  world.board.of<BiogasSignals>().granted.fill(granted);
  const auto kind = make_industry(testing::read_inputs<IndustryInputs>(values), world.setting());
  for (int month = 0; month < world.calendar.months(); ++month) {
    const sim::Window window = world.calendar.window(month);
    kind->commit(window);
    kind->account(window);
  }
  CHECK(world.accounts.energy.at(0, {index(Carrier::biogas), index(EndUse::industry)}) == Approx(granted * 100e9));
  return static_cast<double>(world.accounts.money.total(0)) / 100;
}

TEST_CASE("industry: books agree with the gas contract's decision: who is indifferent pays the same either way") {
  for (const double trading_share : {0.0, 1.0}) {
    // A tonne costs 1000 SEK: 0.2 SEK/kWh of gas, of which sellers leave 0.06. Biogas at that premium costs no more, so
    // all is ordered.
    const double without = fuel_cost(0, 0.06, trading_share);
    CHECK(fuel_cost(1, 0.06, trading_share) == Approx(without).epsilon(1e-7));
    // 100 GWh x 0.02 SEK/kWh cheaper.
    CHECK(without - fuel_cost(1, 0.04, trading_share) == Approx(2e6).epsilon(1e-6));
  }
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
