#include "agents/utility/utility.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "agents/housing/signals.hpp"
#include "agents/industry/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/utility/signals.hpp"
#include "agents/waste/signals.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

sim::AssumptionValues network() {
  sim::AssumptionValues values = testing::plain_values<UtilityInputs>(0.0);
  values.set("utility.network_loss", 0.1);
  values.set("utility.gas.capacity", 1e9);
  values.set("utility.gas.efficiency", 0.9);
  values.set("utility.pellet.efficiency", 0.9);
  values.set("utility.oil.efficiency", 0.9);
  values.set("utility.heat_pump.cop", 3.0);
  values.set("utility.waste_heat_cost", -1.0);
  values.set("emission_factor.natural_gas", 200.0);
  values.set("tax.vat_factor", 1.25);
  values.set("grid.ample_margin", 0.1);
  values.set("grid.capacity", 100e6);
  values.set("grid.lead_time", 100.0);
  values.set("grid.lead_time_full", 900.0);
  values.set("grid.granted", sim::Series::constant(0.0));
  values.set("grid.peak_factor.dwellings", 2.0);
  for (const char* group : {"capacity", "dwellings", "business", "industry"})
    values.set(std::string("grid.area.centre.") + group, 1.0);
  values.set("utility.gas_network.margin", 4000.0);
  values.set("utility.gas_network.cost", 2000.0);
  values.set("utility.gas_network.dwellings", 1000.0);
  values.set("utility.gas_network.notice", 2.0);
  return values;
}

TEST_CASE("utility: what waste heat does not cover burns gas, by hand") {
  testing::World world(2015, 2015);
  world.board.of<IndustrySignals>().waste_heat = 40e9;
  const auto kind = make_utility(testing::read_inputs<UtilityInputs>(network()), world.setting());
  world.flows.district_heat[4] = 90'000'000'000;
  kind->account(world.calendar.window(0));
  // 90 GWh delivered need 100; 60 from gas at 0.9: 66.67 GWh x 200 g/kWh = 13.33 kt.
  const auto row = static_cast<int>(Subsector::peak_heat_plants);
  CHECK(static_cast<double>(world.accounts.emissions.cut(0, 0, row)) == Approx(200.0 / 1000 * 60e9 / 0.9));
  CHECK(world.board.of<UtilitySignals>().district_heat_fossil_factor == Approx(200.0 / 1000 * 60e9 / 0.9 / 90e9));
}

TEST_CASE("utility: oil is paid for once, without CO2 tax and ETS2 but with allowances, by hand") {
  testing::World world(2015, 2015);
  sim::AssumptionValues values = network();
  values.set("utility.gas.capacity", 0.0);
  values.set("utility.oil.capacity", 1e9);
  values.set("emission_factor.heating_oil", 270.0);
  PriceSignals& prices = world.board.of<PriceSignals>();
  prices.heating_oil = 5;
  prices.heating_oil_trading = 0.5;
  prices.ets_price = 1000;
  const auto kind = make_utility(testing::read_inputs<UtilityInputs>(values), world.setting());
  world.flows.district_heat[4] = 81'000'000'000;
  kind->account(world.calendar.window(0));
  // 81 GWh delivered need 90 and burn 100: 50 MSEK of oil and 27 kt at 1000 SEK/t.
  const auto paid = [&](MoneyKind kind_of_money) {
    return static_cast<double>(world.accounts.money.cut(0, 0, index(kind_of_money))) / 100;  // [SEK] of ore
  };
  CHECK(paid(MoneyKind::running_cost) == Approx(50e6));
  CHECK(paid(MoneyKind::tax_paid) == Approx(27e6));
}

TEST_CASE("utility: heat by source adds up to the heat produced, by hand") {
  testing::World world(2015, 2015);
  sim::AssumptionValues values = network();
  values.set("utility.net_export", 0.15);
  values.set("utility.gas.capacity", 40e9 / (31 * 24));
  world.board.of<IndustrySignals>().waste_heat = 40e9;
  const auto kind = make_utility(testing::read_inputs<UtilityInputs>(values), world.setting());
  world.flows.district_heat[4] = 90'000'000'000;
  kind->account(world.calendar.window(0));
  // 90 GWh delivered / (1 - 0.1 - 0.15) = 120: 40 from industry, 40 of gas, the rest from boilers of joined networks.
  const auto made = [&](HeatSource source) { return world.accounts.heat_production.at(0, {index(source)}); };
  CHECK(made(HeatSource::industrial_waste_heat) == 40'000'000'000);
  CHECK(static_cast<double>(made(HeatSource::gas)) == Approx(40e9));
  CHECK(static_cast<double>(made(HeatSource::oil)) == Approx(40e9));
  std::int64_t sum = 0;
  for (int s = 0; s < static_cast<int>(heat_source_labels.size()); ++s)
    sum += world.accounts.heat_production.at(0, {s});
  CHECK(static_cast<double>(sum) == Approx(120e9).epsilon(1e-10));
}

TEST_CASE("utility: pellets' biogenic CO2 is their energy times the factor of wood") {
  testing::World world(2015, 2015);
  sim::AssumptionValues values = network();
  values.set("utility.pellet.capacity", 1e9);
  values.set("emission_factor.wood", 0.39);
  world.board.of<PriceSignals>().natural_gas_firm = 0.5;  // pellets cost nothing and come first
  const auto kind = make_utility(testing::read_inputs<UtilityInputs>(values), world.setting());
  world.flows.district_heat[4] = 90'000'000'000;
  kind->account(world.calendar.window(0));
  // 100 GWh of heat at 0.9 are 111.1 GWh of pellets x 390 g/kWh.
  const auto row = static_cast<int>(Subsector::peak_heat_plants);
  CHECK(static_cast<double>(world.accounts.biogenic.at(0, {row})) == Approx(0.39 * 100e9 / 0.9));
}

TEST_CASE("utility: the lead time grows from ample to full as the grid fills") {
  const auto lead_time = [](double megawatts) {
    testing::World world(2015, 2015);
    const auto kind = make_utility(testing::read_inputs<UtilityInputs>(network()), world.setting());
    // Mean power x peak factor 2.
    world.flows.electricity[4] = static_cast<std::int64_t>(megawatts * 1e6 / 2 * 31 * 24);
    kind->account(world.calendar.window(0));
    kind->publish(world.calendar.window(0));
    return world.board.of<UtilitySignals>().connection_lead_time;
  };
  CHECK(lead_time(80) == Approx(100.0));
  // 5 MW free of the 10 that count as ample.
  CHECK(lead_time(95) == Approx(550.0));
  CHECK(lead_time(120) == Approx(1000.0));
}

TEST_CASE("utility: the gas network closes, with notice, when those left no longer pay for it") {
  testing::World world(2015, 2019);
  const auto kind = make_utility(testing::read_inputs<UtilityInputs>(network()), world.setting());
  HousingSignals& housing = world.board.of<HousingSignals>();
  int closed = 0;
  for (int month = 0; month < world.calendar.months(); ++month) {
    const sim::Window window = world.calendar.window(month);
    housing.dwellings_on_gas = window.year < 2016 ? 600 : 499;  // 500 x 4000 = 1000 x 2000
    kind->account(window);
    kind->publish(window);
    if (window.last_of_year()) kind->close_year(window);
    if (closed == 0 && world.board.of<UtilitySignals>().gas_network_open < 0.5)
      closed = window.year * 100 + window.month;
  }
  // Decided at the end of 2016, two years' notice; the next window's state is published in the month before it.
  CHECK(closed == 201812);
}

TEST_CASE("utility: an area that is full makes its own askers wait, not the other area's") {
  sim::AssumptionValues values = network();
  for (const char* group : {"capacity", "dwellings", "business", "industry"}) {
    values.set(std::string("grid.area.centre.") + group, 0.5);
    values.set(std::string("grid.area.harbour.") + group, 0.5);
  }
  values.set("grid.area.centre.dwellings", 0.9);
  values.set("grid.area.harbour.dwellings", 0.1);
  testing::World world(2015, 2015);
  const auto kind = make_utility(testing::read_inputs<UtilityInputs>(values), world.setting());
  // 50 MW at the peak: 45 of the centre's 50, 5 of the harbour's 50; 10 % of the capacity counts as ample.
  world.flows.electricity[4] = static_cast<std::int64_t>(50e6 / 2 * 31 * 24);
  kind->account(world.calendar.window(0));
  kind->publish(world.calendar.window(0));
  const UtilitySignals& signals = world.board.of<UtilitySignals>();
  CHECK(signals.grid[0].lead_time[0] == Approx(100.0).epsilon(1e-6));
  world.flows.electricity[4] = static_cast<std::int64_t>(53e6 / 2 * 31 * 24);
  kind->account(world.calendar.window(0));
  kind->publish(world.calendar.window(0));
  // Centre: 50 - 47.7 = 2.3 free of 5: 100 + 900 x 0.54.
  CHECK(signals.grid[0].lead_time[0] == Approx(586.0).epsilon(1e-4));
  CHECK(signals.grid[0].lead_time[1] == Approx(100.0));
  CHECK(signals.connection_lead_time == Approx(343.0).epsilon(1e-4));
}

TEST_CASE("utility: what is asked for in a full area is granted once it is reinforced, elsewhere at once") {
  sim::AssumptionValues values = network();
  for (const char* group : {"capacity", "business", "industry"}) {
    values.set(std::string("grid.area.centre.") + group, 0.5);
    values.set(std::string("grid.area.harbour.") + group, 0.5);
  }
  values.set("grid.area.centre.dwellings", 1.0);
  values.set("grid.area.harbour.dwellings", 0.0);
  values.set("grid.granted", testing::steps({{2015, 0}, {2017, 20e6}}));
  testing::World world(2015, 2018);
  const auto kind = make_utility(testing::read_inputs<UtilityInputs>(values), world.setting());
  const std::size_t depots = static_cast<std::size_t>(GridCustomer::truck_depots);
  world.board.of<GridRequests>().of[depots].asked = {3e6, 3e6, 0};
  const GridOffer& offer = world.board.of<UtilitySignals>().grid[depots];
  for (int month = 0; month < 24; ++month) {
    const sim::Window window = world.calendar.window(month);
    // 55 MW at the peak, all of it in the centre, whose own share is 50.
    world.flows.electricity[4] = static_cast<std::int64_t>(55e6 / 2 * (window.end - window.begin) * 24);
    kind->account(window);
    kind->publish(window);
    REQUIRE(offer.granted == ByGridArea{0, 3e6, 0});
  }
  // 3 MW waited for two years, 731 days: that is what the company states beside the 100 days of building.
  CHECK(offer.lead_time[0] == Approx(100 + std::max(731.0, 900.0)));
  CHECK(offer.building_time == 100);
  const std::int64_t waited = world.accounts.grid_waiting.at(1, {index(GridCustomer::truck_depots)});
  CHECK(waited == 3000 * 366);
  const sim::Window window = world.calendar.window(24);
  world.flows.electricity[4] = static_cast<std::int64_t>(55e6 / 2 * (window.end - window.begin) * 24);
  kind->account(window);
  kind->publish(window);
  // 10 of the 20 MW more are the centre's.
  CHECK(offer.granted == ByGridArea{3e6, 3e6, 0});
}

TEST_CASE("utility: a lever's heat pumps give heat where the grid has room for them, and none where it is full") {
  sim::LeverSetting lever;
  lever.numbers["capacity"] = 30e6;  // 10 MW of current
  const auto pumped = [&](double load) {
    testing::World world(2015, 2016);
    world.board.of<PriceSignals>().natural_gas_firm = 0.5;
    world.board.of<PriceSignals>().electricity_firm = 0.1;  // per kWh of heat a fifteenth of gas
    const auto kind =
        make_utility(testing::read_inputs<UtilityInputs>(network(), {{"district_heat_pumps", lever}}), world.setting());
    for (int month = 0; month < 24; ++month) {
      const sim::Window window = world.calendar.window(month);
      const double hours = (window.end - window.begin) * 24;
      world.flows.district_heat[0] = static_cast<std::int64_t>(20e6 * hours);
      world.flows.electricity[4] = static_cast<std::int64_t>(load / 2 * hours);
      kind->account(window);
      kind->publish(window);
    }
    const int row = index(HeatSource::heat_pumps);
    CHECK(world.board.of<GridRequests>().of[static_cast<std::size_t>(GridCustomer::heat_pumps)].asked[0] ==
          Approx(10e6));
    return std::pair(world.accounts.heat_production.at(0, {row}), world.accounts.heat_production.at(1, {row}));
  };
  const auto ample = pumped(20e6), full = pumped(100e6);
  CHECK(ample.first > 0);  // connected 100 days after the first
  // 20 MW delivered of 20 / 0.9 produced, all year: below the pumps' 30 MW.
  CHECK(static_cast<double>(ample.second) == Approx(20e6 / 0.9 * 366 * 24).epsilon(1e-6));
  CHECK(full.first == 0);
  CHECK(full.second == 0);
}

}  // namespace
