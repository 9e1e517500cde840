#include "agents/city/city.hpp"

#include <catch2/catch.hpp>

#include "agents/inventory/signals.hpp"
#include "tests/agents/city/lone_city.hpp"

using namespace skifte;
using agents::testing::city_values;
using agents::testing::lever;
using agents::testing::LoneCity;

TEST_CASE("the city books every lever's cost by payer") {
  sim::LeverSetting firms = lever({2027, 1, 1}, 1, 300);
  firms.payer = "firms";
  firms.running_cost = 10;
  sim::LeverValues levers;
  levers["home_charging"] = lever({2026, 6, 1}, 0, 20);
  levers["port_electrification"] = firms;
  LoneCity town(levers);
  town.live(60);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(20e6));
  // Twelve instalments in öre: a rounding of half an öre each.
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::firms) == Approx(300e6).margin(0.12));
  // Half a year's worth over the ramp of 365.2425 days, then 2027-2030 is 1461 days in all.
  const double years = 0.5 + (1461 - 365.2425) / 365.2425;
  CHECK(town.spent(agents::MoneyKind::running_cost, agents::Payer::firms) == Approx(10e6 * years).margin(1));
  CHECK(town.signals().net_debt == Approx(7.02e9));
  CHECK(town.accounts.indicators.at(4, {static_cast<int>(agents::Accounts::Indicator::city_net_debt)}) == 7020000);
}

TEST_CASE("a sum that the scenario does not name is the unit cost's, or what the kind says its works cost") {
  sim::AssumptionValues values = city_values();
  values.set("lever_cost.cycle_network.investment", 7.0);
  values.set("lever_cost.cycle_network.running_cost", 0.5);
  values.set("lever.investment_factor", 2.0);
  sim::LeverValues levers;
  levers["cycle_network"] = lever({2026, 1, 1}, 0, 0);
  levers["cycle_network"].numbers["added"] = 4;
  levers["heat_storage"] = lever({2026, 1, 1}, 0, 0);
  levers["heat_storage"].payer = "firms";
  LoneCity town(levers, values);
  town.levers["heat_storage"].course->works = 3e6;  // has a range of its own: no factor
  town.live(12);
  const double year = 365 / sim::days_per_year;
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(4 * 7e6 * 2));
  CHECK(town.spent(agents::MoneyKind::running_cost, agents::Payer::city) == Approx(4 * 0.5e6 * year));
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::firms) == Approx(3e6));

  levers["cycle_network"].states_investment = true;  // it names 0
  levers["cycle_network"].running_cost = 1;
  LoneCity named(levers, values);
  named.live(12);
  CHECK(named.spent(agents::MoneyKind::investment, agents::Payer::city) == 0);
  CHECK(named.spent(agents::MoneyKind::running_cost, agents::Payer::city) == Approx(1e6 * year));
}

TEST_CASE("levers raise shares and never lower them") {
  sim::LeverValues levers;
  levers["fossil_free_procurement"] = lever({2026, 1, 1}, 0, 0);
  levers["fossil_free_procurement"].numbers["share"] = 0.6;
  levers["climate_agreements"] = lever({2026, 1, 1}, 0, 0);
  levers["climate_agreements"].numbers["share"] = 0.01;
  levers["cycle_network"] = lever({2026, 1, 1}, 0, 0);
  levers["cycle_network"].numbers["added"] = 40;
  levers["parking_price"] = lever({2026, 1, 1}, 0, 0);
  levers["parking_price"].numbers["factor"] = 1.5;
  LoneCity town(levers);
  CHECK(town.signals().procurement_fossil_free == Approx(0.6));
  CHECK(town.signals().climate_agreement == Approx(0.03));
  CHECK(town.signals().cycle_network_index == Approx(1.1));
  CHECK(town.signals().parking_price_index == Approx(1.5));
  CHECK(town.signals().logistics_hub == 0);
}

TEST_CASE("contingency answers what is published, from the month after") {
  sim::LeverValues levers;
  levers["contingency"] = lever({2026, 1, 1}, 0, 0);
  levers["contingency"].numbers = {{"threshold", 300}, {"campaign", 0.4}, {"procurement", 0.5}, {"cost", 12}};
  LoneCity town(levers);
  town.live(1);
  CHECK(town.signals().contingency == 0);
  town.board.of<agents::InventorySignals>() = {2024, 301e3, {}};
  town.live(1);
  CHECK(town.signals().contingency == 1);
  CHECK(town.signals().campaign == Approx(0.4));
  CHECK(town.signals().procurement_fossil_free == Approx(0.5));
  town.live(1);  // March: 31 of 365 days
  CHECK(town.spent(agents::MoneyKind::running_cost, agents::Payer::city) == Approx(12e6 * 31 / 365));
  town.board.of<agents::InventorySignals>() = {2025, 299e3, {}};
  town.live(1);
  CHECK(town.signals().contingency == 0);
  CHECK(town.signals().campaign == 0);
}

TEST_CASE("a rule that fires starts its lever after the lead time, and its money falls due then") {
  sim::LeverValues levers;
  levers["parking_price"] = lever({2026, 1, 1}, 0, 12);
  levers["parking_price"].start.reset();
  levers["parking_price"].by_rule = true;
  levers["parking_price"].numbers["factor"] = 1.5;
  sim::LeverRule rule{"behind", "emissions_published.transport", {{2024, 150e3}}, 31, {"parking_price"}};
  LoneCity town(levers, city_values(), {rule});
  town.live(2);
  CHECK(town.signals().parking_price_index == 1);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == 0);
  agents::InventorySignals published{2024, 400e3, {}};
  published.sectors[static_cast<std::size_t>(agents::index(agents::Sector::transport))] = 150001;
  town.board.of<agents::InventorySignals>() = published;
  town.live(1);  // read at the end of March
  CHECK(town.board.of<agents::RuleHistory>().fired.at("behind") == sim::from_civil({2026, 4, 1}));
  CHECK(town.signals().parking_price_index == 1);
  town.live(1);  // from 2 May on
  CHECK(town.signals().parking_price_index == 1);
  town.live(1);
  CHECK(town.signals().parking_price_index == 1.5);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(12e6));
}

TEST_CASE("the state pays what it agreed to, its fund as long as the year's money lasts, the payer the rest") {
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 15);
  levers["a_first"].klimatklivet = 0.6;  // 9 of the fund's 1 % of 1000 MSEK
  levers["b_second"] = lever({2026, 2, 1}, 0, 20);
  levers["b_second"].klimatklivet = 0.5;  // 10 wanted, 1 left
  levers["b_second"].state_share = 0.25;  // 5
  LoneCity town(levers);
  town.live(12);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::state) == Approx(15e6));
  CHECK(town.spent(agents::MoneyKind::grant_received, agents::Payer::city) == Approx(15e6));
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(6e6 + 14e6));
  CHECK(town.signals().net_debt == Approx(7.02e9));
  CHECK(town.accounts.bottlenecks.at(0, {index(agents::Bottleneck::grants)}) == 1);
}
