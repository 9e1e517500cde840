#include <catch2/catch.hpp>

#include "agents/city/lever_booking.hpp"
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

namespace {

constexpr double need_2026 = 600 * 365.0 / 2191;  // of 600 MSEK over 2025-2030

/// 100 MSEK of works in 2026 at `factor` times the plan's price, partly the state's; room for 130 MSEK.
double gap_of_2026(double factor, double state_share, double klimatklivet, agents::CityFinanceItem which) {
  sim::AssumptionValues values = city_values();
  values.set("city.contract_need", 600.0);
  values.set("lever.investment_factor", factor);
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  levers["a_first"].state_share = state_share;
  levers["a_first"].klimatklivet = klimatklivet;
  LoneCity town(levers, values);
  town.live(12);
  return static_cast<double>(town.accounts.city_finance.at(0, {index(which)})) / 1e8;  // [MSEK]
}

}  // namespace

TEST_CASE("grants meet the contract's need as the city's own money does") {
  using Item = agents::CityFinanceItem;
  CHECK(gap_of_2026(1, 0, 0, Item::gap) == Approx(need_2026 - 100));
  for (const double share : {0.2, 0.5, 1.0}) {
    CHECK(gap_of_2026(1, share, 0, Item::gap) == Approx(need_2026 - 100));
    CHECK(gap_of_2026(1, share, 0, Item::funded) == Approx(100 * (1 - share)));
    CHECK(gap_of_2026(1, share, 0, Item::grants_received) == Approx(100 * share));
  }
  CHECK(gap_of_2026(1, 0, 0.05, Item::gap) == Approx(need_2026 - 100));
  CHECK(gap_of_2026(1, 0, 0.5, Item::gap) == Approx(need_2026 - 100));  // the fund has 10 of the 50
  CHECK(gap_of_2026(1, 0, 0.5, Item::grants_received) == Approx(10));
  // Works of 200 wait for room; a grant lets them be done.
  CHECK(gap_of_2026(2, 0.5, 0, Item::gap) < gap_of_2026(2, 0, 0, Item::gap));
}

TEST_CASE("an overrun is more need, not more funding: dearer levers never close the gap") {
  using Item = agents::CityFinanceItem;
  CHECK(gap_of_2026(1.25, 0, 0, Item::funded) == Approx(125));
  CHECK(gap_of_2026(1.25, 0, 0, Item::overrun) == Approx(25));
  CHECK(gap_of_2026(1.25, 0, 0, Item::gap) == Approx(need_2026 - 100));
  CHECK(gap_of_2026(1.25, 0.4, 0, Item::gap) == Approx(need_2026 - 100));  // whoever pays the overrun
  CHECK(gap_of_2026(0.8, 0, 0, Item::gap) == Approx(need_2026 - 100));
  // 200 of a room of 130 MSEK: nothing is done, and what waits costs twice.
  CHECK(gap_of_2026(2, 0, 0, Item::gap) == Approx(need_2026 + 100));
  double before = -1000;
  for (const double factor : {0.5, 1.0, 1.2, 1.4, 2.0, 4.0}) {
    const double gap = gap_of_2026(factor, 0, 0, Item::gap);
    CHECK(gap >= before - 1e-6);
    before = gap;
  }
}

TEST_CASE("an overrun that a kind tells counts as need, and its grants as funding") {
  sim::AssumptionValues values = city_values();
  values.set("city.contract_need", 600.0);
  sim::LeverValues levers;
  levers["filborna_ccs"] = lever({2026, 1, 1}, 0, 0);
  LoneCity town(levers, values);
  sim::LeverCourse& course = *town.levers["filborna_ccs"].course;
  course.paid_investment = 90e6;
  course.paid_grants = 30e6;
  course.overrun = 20e6;
  town.live(12);
  const auto gap = town.accounts.city_finance.at(0, {index(agents::CityFinanceItem::gap)});
  CHECK(static_cast<double>(gap) / 1e8 == Approx(need_2026 - 100));
  CHECK(town.signals().net_debt == Approx(7.09e9));  // the grant is no debt
}

TEST_CASE("a larger grant leaves less to ask room for, so that nothing comes later") {
  for (const double share : {0.0, 0.3, 0.8}) {
    sim::LeverValues levers;
    levers["filborna_ccs"] = lever({2026, 1, 1}, 0, 0);
    levers["filborna_ccs"].state_share = share;
    LoneCity town(levers);
    town.levers["filborna_ccs"].course->asked = 200e6;  // of 130 MSEK
    town.live(2);
    CHECK(town.levers["filborna_ccs"].funded() == (share > 0.5));
  }
}

TEST_CASE("interest on climate debt is the city's to pay and no cost of what is done") {
  sim::AssumptionValues values = city_values();
  values.set("city.interest_rate", 0.02);
  sim::LeverValues levers;
  levers["a_first"] = lever({2026, 1, 1}, 0, 100);
  LoneCity town(levers, values);
  town.live(12);
  CHECK(town.spent(agents::MoneyKind::running_cost, agents::Payer::city) == 0);
  const auto interest = town.accounts.city_finance.at(0, {index(agents::CityFinanceItem::interest)});
  CHECK(static_cast<double>(interest) / 1e8 == Approx(2).epsilon(0.1));
  CHECK(town.signals().net_debt == Approx(7.1e9 + static_cast<double>(interest) / 100));
}

TEST_CASE("the contingency's payer pays it, and only the city's part weighs on the debt") {
  for (const auto& [payer, weight] :
       {std::pair<std::string, double>{"city", 1}, {"municipal_companies", 0.5}, {"region", 0}, {"state", 0}}) {
    INFO(payer);
    sim::LeverValues levers;
    levers["contingency"] = lever({2026, 1, 1}, 0, 0);
    levers["contingency"].payer = payer;
    levers["contingency"].numbers = {{"threshold", 300}, {"cost", 12}};
    LoneCity town(levers);
    town.board.of<agents::InventorySignals>() = {2024, 301e3, {}};
    town.live(12);  // read at the end of January
    const double cost = 12e6 * (365 - 31) / 365;
    double all = 0;
    for (int p = 0; p < 6; ++p) all += town.spent(agents::MoneyKind::running_cost, static_cast<agents::Payer>(p));
    CHECK(all == Approx(cost));
    sim::LeverSetting named;
    named.payer = payer;
    CHECK(town.spent(agents::MoneyKind::running_cost, agents::payer_of(named)) == Approx(cost));
    CHECK(town.signals().net_debt == Approx(7e9 + weight * cost));
  }
}
