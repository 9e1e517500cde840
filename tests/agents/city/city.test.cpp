#include "agents/city/city.hpp"

#include <catch2/catch.hpp>

#include "agents/city/adaptive_rules.hpp"
#include "agents/city/lever_costs.hpp"
#include "agents/city/lever_unit_costs.hpp"
#include "agents/city/signals.hpp"
#include "agents/inventory/signals.hpp"

namespace {

using namespace skifte;

/// Their names as the code declares them.
std::vector<std::string> unit_costs() {
  std::vector<sim::AssumptionDeclaration> declared;
  sim::AssumptionReader reader = sim::AssumptionReader::collecting(declared);
  agents::LeverUnitCosts costs(reader);
  std::vector<std::string> names;
  for (const auto& declaration : declared) names.push_back(declaration.name);
  return names;
}

sim::AssumptionValues city_values() {
  sim::AssumptionValues values;
  const auto step = sim::Series::Interpolation::step;
  values.set("city.net_debt", sim::Series(step, {{sim::from_civil({2024, 12, 31}), 7000}}));
  for (const char* name : {"city.ordinary_borrowing", "city.debt_ceiling_growth", "city.planned_climate_investment",
                           "city.operating_room", "city.interest_rate", "city.greenium", "city.green_bonds_issued",
                           "city.amortisation", "city.cycle_network_growth"}) {
    values.set(name, 0.0);
  }
  values.set("city.debt_ceiling", 7130.0);
  values.set("city.company_debt_share", 0.5);
  values.set("city.levers_in_plan", 1.0);
  for (const auto& declared : unit_costs()) values.set(declared, 0.0);
  values.set("klimatklivet.appropriation", sim::Series::constant(1000));
  values.set("klimatklivet.city_part", 0.01);
  values.set("lever.investment_factor", 1.0);
  values.set("lever.running_cost_factor", 1.0);
  values.set("city.investment_plan_begin", 2025.0);
  values.set("city.investment_plan_end", 2031.0);
  values.set("city.contract_need", 0.0);
  values.set("city.contract_need_outside", 0.0);
  values.set("city.cycle_network", sim::Series::constant(400));
  values.set("city.procurement_fossil_free", sim::Series::constant(0.1));
  values.set("city.climate_agreement", sim::Series::constant(0.03));
  return values;
}

agents::ScaleAssumptions no_scale() {
  sim::AssumptionValues values;
  for (const auto& label : agents::subsector_labels) values.set("inventory.scale." + std::string(label), 1.0);
  sim::AssumptionReader read(values);
  return agents::ScaleAssumptions(read);
}

/// The city alone, 2026-2030, under `levers`.
struct Town {
  explicit Town(sim::LeverValues pulled, const sim::AssumptionValues& values = city_values(),
                std::vector<sim::LeverRule> rules = {})
      : levers(sim::in_run(pulled, calendar.begin())), accounts(calendar, no_scale()) {
    board.of<agents::LeverCosts>() = agents::lever_costs(levers, {});
    board.of<agents::AdaptivePlan>().rules = std::move(rules);
    sim::AssumptionReader read(values);
    sim::LeverReader reader(levers);
    const agents::Setting setting{calendar, random, data, accounts, board, flows};
    kind = agents::make_city(agents::CityInputs(read, reader), setting);
  }
  void live(int months) {
    for (int end = month + months; month < end; ++month) {
      const sim::Window window = calendar.window(month);
      kind->commit(window);
      kind->account(window);
      kind->publish(window);
      if (window.last_of_year()) kind->close_year(window);
    }
  }
  const agents::CitySignals& signals() { return board.of<agents::CitySignals>(); }
  double spent(agents::MoneyKind what, agents::Payer payer) const {
    std::int64_t sum = 0;
    for (int year = 0; year < calendar.years(); ++year) {
      for (int m = 0; m < 14; ++m) sum += accounts.money.at(year, {index(what), index(payer), m});
    }
    return static_cast<double>(sum) / 100;
  }

  sim::Calendar calendar{2026, 2030};
  sim::LeverValues levers;
  sim::RandomSource random{1, 0};
  agents::CityData data;
  agents::Accounts accounts;
  sim::Blackboard board;
  agents::Flows flows;
  std::unique_ptr<sim::Kind> kind;
  int month = 0;
};

sim::LeverSetting lever(sim::CivilDate start, double ramp, double investment) {
  sim::LeverSetting setting;
  setting.start = sim::from_civil(start);
  setting.ramp = ramp;
  setting.investment = investment;
  return setting;
}

}  // namespace

TEST_CASE("the city books every lever's cost by payer") {
  sim::LeverSetting firms = lever({2027, 1, 1}, 1, 300);
  firms.payer = "firms";
  firms.running_cost = 10;
  sim::LeverValues levers;
  levers["home_charging"] = lever({2026, 6, 1}, 0, 20);
  levers["port_electrification"] = firms;
  Town town(levers);
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

TEST_CASE("municipal companies' investment counts in part, others' not at all") {
  sim::LeverValues levers;
  levers["filborna_ccs"] = lever({2026, 1, 1}, 0, 100);
  levers["filborna_ccs"].payer = "municipal_companies";
  levers["grid"] = lever({2026, 1, 1}, 0, 9999);
  levers["grid"].payer = "state";
  Town town(levers);
  town.live(1);
  CHECK(town.signals().net_debt == Approx(7.05e9));
  CHECK(town.accounts.money.at(0, {0, index(agents::Payer::municipal_companies),
                                   index(agents::Measure::carbon_capture)}) == 10'000'000'000);
}

TEST_CASE("the companies' lever waits as well, for the part that the mandate covers") {
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  levers["landfill_cover"] = lever({2026, 2, 1}, 0, 80);  // half of it counts: 140 of a room of 130 MSEK
  levers["landfill_cover"].payer = "municipal_companies";
  levers["logistics_hub"] = lever({2026, 2, 1}, 0, 500);
  levers["logistics_hub"].payer = "firms";
  Town town(levers);
  town.live(3);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::municipal_companies) == 0);
  CHECK(town.levers["landfill_cover"].course->waiting);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::firms) == Approx(500e6));
}

TEST_CASE("what contracts bind to is paid whatever the debt") {
  sim::LeverValues levers;
  levers["filborna_ccs"] = lever({2026, 2, 1}, 0, 500);
  Town town(levers);
  town.levers["filborna_ccs"].course->bound = true;
  town.live(3);
  CHECK(town.signals().net_debt == Approx(7.5e9));
  CHECK_FALSE(town.levers["filborna_ccs"].course->waiting);
}

TEST_CASE("a lever that asks for money to begin with waits until it is there") {
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  levers["filborna_ccs"] = lever({2026, 1, 1}, 0, 0);
  Town town(levers);
  town.levers["filborna_ccs"].course->asked = 40e6;  // of 30 left
  town.live(2);
  CHECK_FALSE(town.levers["filborna_ccs"].funded());
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(100e6));
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
  Town town(levers, values);
  town.levers["heat_storage"].course->works = 3e6;  // has a range of its own: no factor
  town.live(12);
  const double year = 365 / sim::days_per_year;
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(4 * 7e6 * 2));
  CHECK(town.spent(agents::MoneyKind::running_cost, agents::Payer::city) == Approx(4 * 0.5e6 * year));
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::firms) == Approx(3e6));

  levers["cycle_network"].states_investment = true;  // it names 0
  levers["cycle_network"].running_cost = 1;
  Town named(levers, values);
  named.live(12);
  CHECK(named.spent(agents::MoneyKind::investment, agents::Payer::city) == 0);
  CHECK(named.spent(agents::MoneyKind::running_cost, agents::Payer::city) == Approx(1e6 * year));
}

TEST_CASE("without room under the ceiling the city's lever waits, whole schedule and all, and says so") {
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  levers["campaigns"] = lever({2026, 2, 1}, 0, 50);  // 150 of a room of 130 MSEK
  Town town(levers);
  town.live(3);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(100e6));
  CHECK(town.signals().campaign == 0);
  CHECK(town.levers["a_first"].course->delay == 0);
  CHECK(town.levers["campaigns"].course->delay == 89);  // February and March; April is planned and waits as well
  CHECK(town.accounts.bottlenecks.at(0, {index(agents::Bottleneck::city_money)}) == 59);
  CHECK(town.levers["campaigns"].strength(sim::from_civil({2026, 5, 1})) == 0);  // 89 days after its start
  CHECK(town.levers["campaigns"].strength(sim::from_civil({2026, 5, 2})) == 1);
}

TEST_CASE("wider room ends the wait") {
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  levers["campaigns"] = lever({2026, 2, 1}, 0, 50);
  levers["green_bonds"] = lever({2026, 5, 1}, 0, 0);
  levers["green_bonds"].numbers = {{"amount", 0}, {"ceiling_raise", 100}};
  Town town(levers);
  town.live(12);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(150e6));
  CHECK(town.signals().campaign == 1);
  CHECK(town.levers["campaigns"].course->delay == 89);  // to the end of April
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
  Town town(levers);
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
  Town town(levers);
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

TEST_CASE("grants in a lever's name weigh on the debt, and stop where there is no room") {
  sim::LeverValues levers;
  levers["gas_homes_conversion"] = lever({2026, 1, 1}, 0, 0);
  Town town(levers);
  sim::LeverSetting& programme = town.levers["gas_homes_conversion"];
  programme.course->paid_investment = 80e6;  // of a room of 130 MSEK
  town.live(1);
  CHECK(town.signals().net_debt == Approx(7.08e9));
  CHECK_FALSE(programme.funded());  // another 80 would not fit
  town.live(1);                     // nothing was granted, but the next month would cost as much
  CHECK_FALSE(programme.funded());
  CHECK(town.accounts.city_finance.at(0, {index(agents::CityFinanceItem::support)}) == 0);  // the year is not over
  town.live(10);
  CHECK(town.accounts.city_finance.at(0, {index(agents::CityFinanceItem::support)}) == 8'000'000'000);
  CHECK(town.accounts.city_finance.at(0, {index(agents::CityFinanceItem::net_debt)}) == 708'000'000'000);
}

TEST_CASE("support that cannot be refused goes on past the ceiling") {
  sim::LeverValues levers;
  levers["public_charging"] = lever({2026, 1, 1}, 0, 0);
  Town town(levers);
  town.levers["public_charging"].course->paid_running = 200e6;
  town.live(2);
  CHECK(town.signals().net_debt == Approx(7.2e9));
  CHECK(town.levers["public_charging"].funded());
}

TEST_CASE("the year's row of climate money: due, funded, waiting, gap") {
  sim::AssumptionValues values = city_values();
  values.set("city.contract_need", 600.0);  // over 2025-2030
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  levers["campaigns"] = lever({2026, 2, 1}, 0, 50);
  Town town(levers, values);
  town.live(12);
  const auto item = [&](agents::CityFinanceItem which) {
    return static_cast<double>(town.accounts.city_finance.at(0, {index(which)})) / 1e8;  // [MSEK]
  };
  CHECK(item(agents::CityFinanceItem::due) == Approx(150));
  CHECK(item(agents::CityFinanceItem::funded) == Approx(100));
  CHECK(item(agents::CityFinanceItem::waiting) == Approx(50));
  CHECK(item(agents::CityFinanceItem::contract_need) == Approx(600 * 365.0 / 2191));  // 2025-2030 has 2191 days
  CHECK(item(agents::CityFinanceItem::gap) == Approx(600 * 365.0 / 2191 - 100));
  CHECK(item(agents::CityFinanceItem::carry_over) == 0);
  CHECK(item(agents::CityFinanceItem::gap_cumulative) == Approx(600 * 365.0 / 2191 - 100));
  CHECK(item(agents::CityFinanceItem::debt_ceiling) == Approx(7130));
}

TEST_CASE("a rule that fires starts its lever after the lead time, and its money falls due then") {
  sim::LeverValues levers;
  levers["parking_price"] = lever({2026, 1, 1}, 0, 12);
  levers["parking_price"].start.reset();
  levers["parking_price"].by_rule = true;
  levers["parking_price"].numbers["factor"] = 1.5;
  sim::LeverRule rule{"behind", "emissions_published.transport", {{2024, 150e3}}, 31, {"parking_price"}};
  Town town(levers, city_values(), {rule});
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
  Town town(levers);
  town.live(12);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::state) == Approx(15e6));
  CHECK(town.spent(agents::MoneyKind::grant_received, agents::Payer::city) == Approx(15e6));
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(6e6 + 14e6));
  CHECK(town.signals().net_debt == Approx(7.02e9));
  CHECK(town.accounts.bottlenecks.at(0, {index(agents::Bottleneck::grants)}) == 1);
}
