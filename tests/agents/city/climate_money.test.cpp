#include <catch2/catch.hpp>

#include "tests/agents/city/lone_city.hpp"

// Which of the levers' money counts against the city's debt, what waits for room under the ceiling, and what does not.

using namespace skifte;
using agents::testing::city_values;
using agents::testing::lever;
using agents::testing::LoneCity;

TEST_CASE("municipal companies' investment counts in part, others' not at all") {
  sim::LeverValues levers;
  levers["filborna_ccs"] = lever({2026, 1, 1}, 0, 100);
  levers["filborna_ccs"].payer = "municipal_companies";
  levers["grid"] = lever({2026, 1, 1}, 0, 9999);
  levers["grid"].payer = "state";
  LoneCity town(levers);
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
  LoneCity town(levers);
  town.live(3);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::municipal_companies) == 0);
  CHECK(town.levers["landfill_cover"].course->waiting);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::firms) == Approx(500e6));
}

TEST_CASE("what contracts bind to is paid whatever the debt") {
  sim::LeverValues levers;
  levers["filborna_ccs"] = lever({2026, 2, 1}, 0, 500);
  LoneCity town(levers);
  town.levers["filborna_ccs"].course->bound = true;
  town.live(3);
  CHECK(town.signals().net_debt == Approx(7.5e9));
  CHECK_FALSE(town.levers["filborna_ccs"].course->waiting);
}

TEST_CASE("a lever that asks for money to begin with waits until it is there") {
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  levers["filborna_ccs"] = lever({2026, 1, 1}, 0, 0);
  LoneCity town(levers);
  town.levers["filborna_ccs"].course->asked = 40e6;  // of 30 left
  town.live(2);
  CHECK_FALSE(town.levers["filborna_ccs"].funded());
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(100e6));
}

TEST_CASE("without room under the ceiling the city's lever waits, whole schedule and all, and says so") {
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  levers["campaigns"] = lever({2026, 2, 1}, 0, 50);  // 150 of a room of 130 MSEK
  LoneCity town(levers);
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
  LoneCity town(levers);
  town.live(12);
  CHECK(town.spent(agents::MoneyKind::investment, agents::Payer::city) == Approx(150e6));
  CHECK(town.signals().campaign == 1);
  CHECK(town.levers["campaigns"].course->delay == 89);  // to the end of April
}

TEST_CASE("grants in a lever's name weigh on the debt, and stop where there is no room") {
  sim::LeverValues levers;
  levers["gas_homes_conversion"] = lever({2026, 1, 1}, 0, 0);
  LoneCity town(levers);
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
  LoneCity town(levers);
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
  LoneCity town(levers, values);
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
