#include "agents/markets/markets.hpp"

#include <catch2/catch.hpp>

#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/state/state.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;
using skifte::agents::testing::line;
using skifte::agents::testing::plain_values;
using skifte::agents::testing::read_inputs;
using skifte::agents::testing::steps;
using skifte::agents::testing::World;

sim::Time mid(int year) {
  return sim::from_civil({year, 7, 1});
}

/// All prices at 1, no growth, no ETS2, exchange rate 10, VAT 25 %: each test sets what it is about.
sim::AssumptionValues plain_markets() {
  sim::AssumptionValues values = plain_values<MarketsInputs>();
  for (const char* path : {"petrol", "diesel", "natural_gas", "heating_oil", "pellets", "district_heat"}) {
    values.set(std::string("price.") + path + ".growth", 0.0);
    values.set("price.floor", 0.1);
  }
  values.set("price.ets2.start", 2100.0);
  values.set("price.euro", 10.0);
  values.set("tax.vat_factor", 1.25);
  return values;
}

PolicySignals plain_policy(sim::Time date) {
  PolicySignals policy;
  policy.driver_date = date;
  policy.petrol_energy = 9000;
  policy.diesel_energy = 10000;
  policy.petrol_fossil_factor = 0.25;
  policy.diesel_fossil_factor = 0.2;
  return policy;
}

PriceSignals prices_at(sim::Time date, const sim::AssumptionValues& values, const PolicySignals& policy,
                       const sim::LeverValues& levers = {}) {
  World world;
  world.board.of<PolicySignals>() = policy;
  world.board.of<PolicySignals>().driver_date = date;
  make_markets(read_inputs<MarketsInputs>(values, levers), world.setting());
  return world.board.of<PriceSignals>();
}
PriceSignals prices_at(sim::Time date, const sim::AssumptionValues& values, const sim::LeverValues& levers = {}) {
  return prices_at(date, values, plain_policy(date), levers);
}

}  // namespace

TEST_CASE("a price follows its history, then grows, and never falls below a tenth") {
  sim::AssumptionValues values = plain_markets();
  values.set("price.heating_oil", line({{2015, 14}, {2025, 18}}));
  values.set("price.heating_oil.growth", 0.02);
  const MarketsInputs inputs = read_inputs<MarketsInputs>(values);
  CHECK(inputs.heating_oil.at(mid(2015)) == 14.0);
  CHECK(inputs.heating_oil.at(mid(2020)) == Approx(16).epsilon(1e-3));
  CHECK(inputs.heating_oil.at(mid(2025)) == 18.0);
  // 10 mean years on: 18 exp(0.2) = 21.98525.
  CHECK(inputs.heating_oil.at(mid(2025) + 10 * sim::days_per_year) == Approx(21.98525).epsilon(1e-6));
  values.set("price.heating_oil.growth", -0.5);
  CHECK(read_inputs<MarketsInputs>(values).heating_oil.at(mid(2050)) == Approx(1.8));
}

TEST_CASE("a pump price is base, tax and blend with VAT; only the base grows") {
  sim::AssumptionValues values = plain_markets();
  values.set("price.diesel", line({{2015, 15}, {2025, 20}}));
  values.set("price.diesel.growth", 0.02);
  values.set("tax.diesel", steps({{2015, 5}, {2030, 6}}));
  values.set("fuel.diesel.obligation", steps({{2015, 10}}));
  values.set("fuel.obligation.level_2030", 20.0);
  values.set("fuel.diesel.cost_per_percent", 0.15);
  const MarketsInputs inputs = read_inputs<MarketsInputs>(values);
  const auto decided = [&](sim::Time date) { return inputs.diesel.decided(inputs.fuel_law, 1.25, date); };
  CHECK(decided(mid(2015)) == Approx(15));
  CHECK(decided(mid(2025)) == Approx(20));
  // 20 / 1.25 - 5 tax - 10 points * 0.15 / 1.25 = 9.8
  CHECK(inputs.diesel.base(inputs.fuel_law, 1.25, mid(2025)) == Approx(9.8));
  // ten mean years on: 9.8 exp(0.2) = 11.96975, tax 6, 20 points cost 2.4: 1.25 * 20.36975
  CHECK(decided(mid(2025) + 10 * sim::days_per_year) == Approx(1.25 * 20.36975).epsilon(1e-6));
}

TEST_CASE("an outlook runs from history's last point over 2030 to 2050 and stays there") {
  sim::AssumptionValues values = plain_markets();
  values.set("price.ets", line({{2015, 8}, {2025, 70}}));
  values.set("price.ets.level_2030", 90.0);
  values.set("price.ets.level_2050", 190.0);
  const MarketsInputs inputs = read_inputs<MarketsInputs>(values);
  CHECK(inputs.ets.at(mid(2015)) == 8.0);
  CHECK(inputs.ets.at(mid(2025)) == 70.0);
  const sim::Time half_way = 0.5 * (mid(2025) + mid(2030));
  CHECK(inputs.ets.at(half_way) == Approx(80));
  CHECK(inputs.ets.at(mid(2030)) == Approx(90));
  CHECK(inputs.ets.at(0.5 * (mid(2030) + mid(2050))) == Approx(140));
  CHECK(inputs.ets.at(mid(2050)) == Approx(190));
  CHECK(inputs.ets.at(mid(2060)) == Approx(190));
}

TEST_CASE("a litre costs its path, plus what the blend and ETS2 add, with VAT") {
  sim::AssumptionValues values = plain_markets();
  values.set("price.petrol", sim::Series::constant(18));
  values.set("price.diesel", sim::Series::constant(19));
  values.set("price.ets2.start", 2028.0);
  for (const char* name : {"price.ets2.level_2030", "price.ets2.level_2050"}) values.set(name, 60.0);
  values.set("price.ets2", sim::Series::constant(60));
  values.set("price.ets2.pass_through", 0.5);
  PolicySignals policy = plain_policy(mid(2027));
  policy.blend_cost_diesel = 2;
  const PriceSignals before = prices_at(mid(2027), values, policy);
  CHECK(before.petrol == Approx(18));
  CHECK(before.diesel == Approx(19 + 1.25 * 2));
  CHECK(before.ets2_price == 0.0);
  const PriceSignals after = prices_at(mid(2035), values, policy);
  CHECK(after.ets2_price == Approx(600));  // 60 EUR/t x 10 SEK/EUR
  // Petrol: 0.25 g/Wh x 9000 Wh/l = 2250 g/l x 600 SEK/t x 0.5 = 0.675 SEK/l; diesel: 2000 g/l, 0.6 SEK/l.
  CHECK(after.petrol == Approx(18 + 1.25 * 0.675));
  CHECK(after.diesel == Approx(19 + 1.25 * 2.6));
}

TEST_CASE("gas and oil for heat pay ETS2 with VAT; a plant in the ETS pays neither that nor the CO2 tax in its oil") {
  sim::AssumptionValues values = plain_markets();
  values.set("price.ets2.start", 2028.0);
  for (const char* name : {"price.ets2.level_2030", "price.ets2.level_2050"}) values.set(name, 60.0);
  values.set("price.ets2", sim::Series::constant(60));
  values.set("price.ets2.pass_through", 0.5);
  values.set("price.heating_oil", sim::Series::constant(1.5));
  values.set("emission_factor.natural_gas", 200.0);
  values.set("emission_factor.heating_oil", 270.0);
  const auto at = [&](int year) {
    PolicySignals policy = plain_policy(mid(year));
    policy.carbon_tax = 1.4;
    return prices_at(mid(year), values, policy);
  };
  const PriceSignals before = at(2027), after = at(2035);
  // 600 SEK/t x 0.5: 0.06 SEK/kWh of gas and 0.081 of oil.
  CHECK(after.natural_gas_household - before.natural_gas_household == Approx(1.25 * 0.06));
  CHECK(after.natural_gas_firm == before.natural_gas_firm);
  CHECK(before.heating_oil == Approx(1.5));
  CHECK(after.heating_oil - before.heating_oil == Approx(1.25 * 0.081));
  // 1.5 / 1.25 - 0.27 kg/kWh x 1.4 SEK/kg.
  CHECK(before.heating_oil_trading == Approx(0.822));
  CHECK(after.heating_oil_trading == before.heating_oil_trading);
}

TEST_CASE("fuels that follow petrol keep their ratios") {
  sim::AssumptionValues values = plain_markets();
  values.set("price.petrol", sim::Series::constant(18));
  values.set("price.ethanol_ratio", 0.8);
  values.set("price.vehicle_gas_ratio", 1.1);
  values.set("price.hvo_premium", 4.0);
  const PriceSignals prices = prices_at(mid(2020), values);
  CHECK(prices.ethanol == Approx(14.4));
  CHECK(prices.vehicle_gas == Approx(2.2));  // 18 SEK/l over 9 kWh/l, times 1.1
  CHECK(prices.hvo == Approx(5));            // diesel at 1
}

TEST_CASE("a fuel tax raises E85 by the petrol in it alone") {
  sim::AssumptionValues values = plain_markets();
  values.set("price.petrol", sim::Series::constant(18));
  values.set("price.ethanol_ratio", 0.8), values.set("price.ethanol_petrol", 0.15);
  PolicySignals policy;
  policy.fuel_tax_increase = 4;
  const PriceSignals prices = prices_at(mid(2020), values, policy);
  CHECK(prices.petrol == Approx(18 + 1.25 * 4));
  CHECK(prices.ethanol == Approx(0.8 * 18 + 0.15 * 1.25 * 4));
}

TEST_CASE("electricity is spot, grid and tax; households pay VAT on all of it") {
  sim::AssumptionValues values = plain_markets();
  for (const char* name : {"price.electricity_spot.level_2030", "price.electricity_spot.level_2050"})
    values.set(name, 60.0);
  values.set("price.electricity_spot", sim::Series::constant(60));
  values.set("price.grid_fee_household", 0.3);
  values.set("price.electricity_tax_household", 0.4);
  values.set("price.grid_fee_firm", 0.1);
  values.set("price.public_charging_markup", 2.0);
  values.set("price.depot_charging_markup", 0.25);
  const PriceSignals prices = prices_at(mid(2026), values);
  CHECK(prices.electricity_spot == Approx(0.6));
  CHECK(prices.electricity_household == Approx(1.25 * 1.3));
  CHECK(prices.electricity_firm == Approx(0.7));
  CHECK(prices.public_charging == Approx(1.25 * 0.7 + 2));
  CHECK(prices.depot_charging == Approx(0.95));

  sim::LeverValues levers;
  levers["electricity_price"].numbers["factor"] = 1.5;
  const PriceSignals dear = prices_at(mid(2026), values, levers);
  CHECK(dear.electricity_spot == Approx(0.9));
  CHECK(dear.electricity_household == Approx(1.25 * 1.6));
  CHECK(dear.petrol == prices.petrol);
}

TEST_CASE("a month's prices are those of its end; a frozen world's stay") {
  sim::AssumptionValues values = plain_markets();
  values.set("price.petrol", line({{2015, 10}, {2025, 20}}));
  World world;
  PolicySignals& policy = world.board.of<PolicySignals>();
  policy = plain_policy(world.calendar.begin());
  const auto markets = make_markets(read_inputs<MarketsInputs>(values), world.setting());
  const sim::Window window = world.calendar.window(30);
  markets->publish(window);
  const double living = world.board.of<PriceSignals>().petrol;
  CHECK(living == Approx(values.series("price.petrol").at(window.end)));
  policy.frozen = true;
  policy.driver_date = window.end;
  markets->publish(world.calendar.window(90));
  CHECK(world.board.of<PriceSignals>().petrol == living);
}

TEST_CASE("a new month's flows begin at nothing") {
  World world;
  world.board.of<PolicySignals>() = plain_policy(world.calendar.begin());
  const auto markets = make_markets(read_inputs<MarketsInputs>(plain_markets()), world.setting());
  world.flows.food_waste = 5;
  world.flows.electricity[0] = 7;
  markets->account(world.calendar.window(0));
  CHECK(world.flows.food_waste == 0);
  CHECK(world.flows.electricity[0] == 0);
}

namespace {

/// What a litre costs at the beginning of 2030 under levers of the state.
PriceSignals pump_under(const sim::LeverValues& levers) {
  sim::AssumptionValues values = plain_markets();
  const sim::AssumptionValues of_state = plain_values<StateInputs>();
  for (const auto& [name, value] : of_state.all()) {
    if (values.contains(name)) continue;
    std::visit([&, key = name](const auto& plain) { values.set(key, plain); }, value);
  }
  World world(2030, 2040);
  make_state(read_inputs<StateInputs>(values, levers), world.setting());
  make_markets(read_inputs<MarketsInputs>(values, levers), world.setting());
  return world.board.of<PriceSignals>();
}

}  // namespace

TEST_CASE("a fuel tax above what is decided reaches the pump, with VAT") {
  sim::LeverValues levers;
  levers["fuel_tax"].numbers["increase"] = 2;
  const PriceSignals usual = pump_under({});
  const PriceSignals taxed = pump_under(levers);
  CHECK(taxed.petrol - usual.petrol == Approx(2.5));
  CHECK(taxed.diesel - usual.diesel == Approx(2.5));
  CHECK(taxed.electricity_household == usual.electricity_household);
}

TEST_CASE("a higher obligation makes the litre dearer, by its cost per point") {
  sim::LeverValues levers;
  levers["obligation_level"].numbers["diesel"] = 31;
  levers["obligation_level"].numbers["petrol"] = 31;
  // From the decided 1 % to 31 %: 30 points at 1 SEK/l each, which includes VAT.
  CHECK(pump_under(levers).diesel - pump_under({}).diesel == Approx(30));
  CHECK(pump_under(levers).petrol - pump_under({}).petrol == Approx(30));
}
