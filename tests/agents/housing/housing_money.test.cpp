#include "agents/housing/housing.hpp"

#include <catch2/catch.hpp>

#include "agents/state/signals.hpp"
#include "tests/agents/housing/town.hpp"

using namespace skifte;
using namespace skifte::agents;
using agents::testing::Town;
using agents::testing::town_values;

TEST_CASE("grants never exceed the year's budget") {
  Town town;
  auto& policy = town.stage.board.of<PolicySignals>();
  policy.heating_grant_share = 0.5;
  policy.heating_grant_ceiling = 30e3;
  policy.heating_grant_budget = 100e3;
  town.run();
  double most = 0;
  for (int year = 0; year < 6; ++year) {
    double paid = 0;
    for (int payer = 0; payer < 6; ++payer) {
      paid += static_cast<double>(
          town.stage.accounts.money.at(year, {index(MoneyKind::grant_received), payer, index(Measure::heating)}));
    }
    CHECK(paid <= 100e3 * 100);
    most = std::max(most, paid);
  }
  CHECK(most > 50e3 * 100);
}

TEST_CASE("a lever's grant for blocks is a share of their cost, borne by its payer") {
  sim::AssumptionValues all = town_values();
  all.set("heating.share.house.natural_gas", 0.0);
  all.set("heating.share.house.district_heat", 1.0);
  all.set("heating.share.flat.natural_gas", 1.0);
  all.set("heating.share.flat.district_heat", 0.0);
  sim::LeverValues levers;
  sim::LeverSetting conversion;
  conversion.start = sim::from_civil({2015, 1, 1});
  conversion.numbers["dwellings"] = 100000;
  conversion.numbers["grant_share"] = 0.35;
  levers["gas_homes_conversion"] = conversion;
  Town town(levers, 2015, all);
  town.run();
  for (const Payer landlord : {Payer::firms, Payer::municipal_companies}) {
    const double net = town.money(MoneyKind::investment, landlord, 0);
    const double grant = town.money(MoneyKind::grant_received, landlord, 0);
    CHECK(grant > 0);
    CHECK(grant / (net + grant) == Approx(0.35).epsilon(1e-6));
  }
  double received = 0;
  for (int payer = 0; payer < 6; ++payer) {
    received += town.money(MoneyKind::grant_received, static_cast<Payer>(payer), 0);
  }
  CHECK(town.money(MoneyKind::investment, Payer::city, 0) == Approx(received).epsilon(1e-9));
  // Of these, co-operatives' go to their members, to the öre.
  CHECK(town.money(MoneyKind::grant_received, Payer::households, 0) > 0);
  CHECK(town.household_item(HouseholdItem::grants, 0) == town.money(MoneyKind::grant_received, Payer::households, 0));
}

TEST_CASE("the state's grant is its investment, the owner's is net of it, and groups of households get what they get") {
  Town town;
  auto& policy = town.stage.board.of<PolicySignals>();
  policy.heating_grant_share = 0.5;
  policy.heating_grant_ceiling = 30e3;
  policy.heating_grant_budget = 1e6;
  town.run();
  double all = 0;
  for (int year = 0; year < 6; ++year) {
    const double grant = town.money(MoneyKind::grant_received, Payer::households, year);
    CHECK(town.money(MoneyKind::investment, Payer::state, year) == Approx(grant));
    CHECK(town.household_item(HouseholdItem::grants, year) == Approx(grant));
    all += grant;
  }
  CHECK(all > 0);
}

TEST_CASE("households' heating, tenants' part of the rent included, is what owners pay for energy") {
  Town town;
  town.run();
  const double paid = town.money(MoneyKind::running_cost, Payer::households, 3) +
                      town.money(MoneyKind::running_cost, Payer::firms, 3) +
                      town.money(MoneyKind::running_cost, Payer::municipal_companies, 3);
  // The year's bill is reckoned with the system at its end; some houses change within the year.
  CHECK(town.household_item(HouseholdItem::heating, 3) == Approx(paid).epsilon(0.02));
  CHECK(town.money(MoneyKind::running_cost, Payer::households, 3) < 0.8 * paid);
}

TEST_CASE("households' bills, grants and waiting add up to the accounts") {
  Town town;
  auto& policy = town.stage.board.of<PolicySignals>();
  policy.heating_grant_share = 0.5;
  policy.heating_grant_ceiling = 30e3;
  policy.heating_grant_budget = 1e6;
  const auto& heating = town.stage.board.of<HouseholdHeating>();
  const auto& households = town.stage.board.of<Households>();
  for (int i = 0; i < town.stage.calendar.months(); ++i) {
    town.stage.step(i, *town.residents, *town.housing, *town.people);
    const sim::Window window = town.stage.calendar.window(i);
    if (!window.last_of_year()) continue;
    const int year = town.stage.accounts.year_index(window);
    double bills = 0;
    for (std::size_t slot = 0; slot < households.size(); ++slot) {
      if (households[slot].active != 0) bills += double{heating.bill(heating.building[slot])};
    }
    CHECK(100 * bills == Approx(town.household_item(HouseholdItem::heating, year)).epsilon(1e-5));  // [SEK] and [öre]
    CHECK(town.household_item(HouseholdItem::grants, year) ==
          town.money(MoneyKind::grant_received, Payer::households, year));
    // Each building's wait is one agent's at the bottleneck and each of its households' here.
    CHECK(town.household_item(HouseholdItem::heating_wait, year) >=
          static_cast<double>(town.stage.accounts.bottlenecks.at(year, {index(Bottleneck::heating_installers)})));
    CHECK(town.household_item(HouseholdItem::new_heating, year) > 0);
    CHECK(town.household_item(HouseholdItem::new_heating, year) <=
          town.household_item(HouseholdItem::households, year));
  }
}
