#include "agents/city/city.hpp"

#include <catch2/catch.hpp>

#include "agents/city/lever_costs.hpp"
#include "agents/city/signals.hpp"
#include "agents/inventory/signals.hpp"

namespace {

using namespace skifte;

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
  values.set("city.investment_plan_end", 2031.0);
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
  explicit Town(sim::LeverValues pulled, const sim::AssumptionValues& values = city_values())
      : levers(std::move(pulled)), accounts(calendar, no_scale()) {
    board.of<agents::LeverCosts>() = agents::lever_costs(levers, {});
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

  sim::LeverValues levers;
  sim::Calendar calendar{2026, 2030};
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

TEST_CASE("without room under the ceiling the city's lever waits, whole schedule and all, and says so") {
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  levers["campaigns"] = lever({2026, 2, 1}, 0, 50);  // 150 of a room of 130 MSEK
  Town town(levers);
  town.live(3);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(100e6));
  CHECK(town.signals().campaign == 0);
  CHECK(town.signals().delay.size() == 1);
  CHECK(town.signals().delay.find("campaigns")->second == 59);  // February and March
  CHECK(town.accounts.bottlenecks.at(0, {index(agents::Bottleneck::city_money)}) == 59);
  CHECK(town.signals().funded_strength("campaigns", levers["campaigns"], sim::from_civil({2026, 4, 1})) == 0);
  CHECK(town.signals().funded_strength("campaigns", levers["campaigns"], sim::from_civil({2026, 4, 2})) == 1);
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
  CHECK(town.signals().delay.find("campaigns")->second == 89);  // to the end of April
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
  town.board.of<agents::InventorySignals>() = {2024, 301e3};
  town.live(1);
  CHECK(town.signals().contingency == 1);
  CHECK(town.signals().campaign == Approx(0.4));
  CHECK(town.signals().procurement_fossil_free == Approx(0.5));
  town.live(1);  // March: 31 of 365 days
  CHECK(town.spent(agents::MoneyKind::running_cost, agents::Payer::city) == Approx(12e6 * 31 / 365));
  town.board.of<agents::InventorySignals>() = {2025, 299e3};
  town.live(1);
  CHECK(town.signals().contingency == 0);
  CHECK(town.signals().campaign == 0);
}
