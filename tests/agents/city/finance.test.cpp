#include "agents/city/finance.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;

/// 7 of 14 billion SEK at the end of 2024, no growth, no interest, no plan: each test sets what it is about.
sim::AssumptionValues plain_finance() {
  sim::AssumptionValues values;
  values.set("city.net_debt",
             sim::Series(sim::Series::Interpolation::linear,
                         {{sim::from_civil({2014, 12, 31}), 2000}, {sim::from_civil({2024, 12, 31}), 7000}}));
  for (const char* name : {"city.ordinary_borrowing", "city.debt_ceiling_growth", "city.company_debt_share",
                           "city.planned_climate_investment", "city.operating_room", "city.interest_rate",
                           "city.greenium", "city.green_bonds_issued", "city.amortisation"}) {
    values.set(name, 0.0);
  }
  values.set("city.debt_ceiling", 14000.0);
  values.set("city.levers_in_plan", 1.0);
  values.set("city.investment_plan_begin", 2025.0);
  values.set("city.investment_plan_end", 2031.0);
  values.set("city.contract_need", 0.0);
  values.set("city.contract_need_outside", 0.0);
  return values;
}

agents::CityFinance make_finance(const sim::AssumptionValues& values) {
  sim::AssumptionReader read(values);
  return agents::CityFinance(agents::FinanceAssumptions(read));
}

const sim::Time in_2026 = sim::from_civil({2026, 1, 1});

sim::Window month_of(int year, int month) {
  return sim::Calendar(2020, 2050).window(12 * (year - 2020) + month - 1);
}

}  // namespace

TEST_CASE("the net debt is observed, then borrowed on, under a ceiling") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.ordinary_borrowing", 250.0);
  const agents::CityFinance finance = make_finance(values);
  CHECK(finance.net_debt(sim::from_civil({2024, 12, 31})) == Approx(7e9));
  // Half of 2000 and 7000; 31 December 2019 lies 1826 of 3653 days in.
  CHECK(finance.net_debt(sim::from_civil({2019, 12, 31})) == Approx(1e6 * (2000 + 5000 * 1826.0 / 3653)));
  const sim::Time later = sim::from_civil({2024, 12, 31}) + 4 * sim::days_per_year;
  CHECK(finance.net_debt(later) == Approx(8e9));
  CHECK(finance.room(later) == Approx(6e9));
}

TEST_CASE("what the plan holds adds nothing, what exceeds it counts, what exceeds the ceiling is not affordable") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.planned_climate_investment", 4500.0);
  agents::CityFinance finance = make_finance(values);
  const sim::Window after_plan = month_of(2031, 6);
  finance.invest(after_plan.begin, 4e9);
  CHECK(finance.net_debt(after_plan.end) == Approx(7e9));
  finance.invest(after_plan.begin, 1e9);  // 5 of which 4.5 planned
  CHECK(finance.net_debt(after_plan.end) == Approx(7.5e9));
  CHECK(finance.affords(after_plan, 6.5e9));
  CHECK_FALSE(finance.affords(after_plan, 6.6e9));
  finance.raise_ceiling(2e8);
  CHECK(finance.affords(after_plan, 6.6e9));
}

TEST_CASE("only the levers' part of the plan is theirs") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.planned_climate_investment", 4500.0);
  values.set("city.levers_in_plan", 0.2);
  agents::CityFinance finance = make_finance(values);
  finance.invest(in_2026, 1e9);  // 0.9 of it planned
  CHECK(finance.net_debt(sim::from_civil({2031, 6, 1})) == Approx(7.1e9));
}

TEST_CASE("above the ceiling nothing is affordable, the plan is borrowed as well") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.debt_ceiling", 7000.0);
  values.set("city.planned_climate_investment", 700.0);
  agents::CityFinance finance = make_finance(values);
  CHECK_FALSE(finance.affords(month_of(2031, 6), 1));
  finance.raise_ceiling(10);
  CHECK(finance.affords(month_of(2031, 6), 1));
}

TEST_CASE("where the room does not suffice, other works and levers share it by what they ask for") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.ordinary_borrowing", 1200.0);
  agents::CityFinance finance = make_finance(values);
  const double others = 1.2e9 * 31 / sim::days_per_year;  // a month of 31 days, 101.9 MSEK
  const sim::Window month = month_of(2030, 12);
  // 2192 days of borrowing up to the end of 2030, and what is left is half of what both sides ask for.
  const double debt = 7e9 + 1.2e9 * 2192 / sim::days_per_year - others;
  finance.raise_ceiling(debt + 2 * others - 14e9);
  finance.share_room(month, 3 * others);
  CHECK(finance.withheld() == Approx(0.5 * others));
  CHECK(finance.net_debt(month.end) == Approx(debt + 0.5 * others));
  CHECK(finance.affords(month, 1.49 * others));
  CHECK_FALSE(finance.affords(month, 1.51 * others));
  // Who could not be paid with it keeps it: there is nothing else left for either side in the next month.
  const sim::Window next = month_of(2031, 1);
  finance.share_room(next, 3 * others);
  CHECK(finance.withheld() == Approx(1.5 * others));
  CHECK(finance.affords(next, 1.49 * others));
}

TEST_CASE("under the ceiling nobody goes without, above it nobody borrows") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.ordinary_borrowing", 1200.0);
  agents::CityFinance rich = make_finance(values);
  rich.share_room(month_of(2026, 1), 1e9);
  CHECK(rich.withheld() == 0);
  values.set("city.debt_ceiling", 6000.0);
  agents::CityFinance poor = make_finance(values);
  const sim::Calendar calendar(2025, 2035);
  for (int i = 0; i < calendar.months(); ++i) poor.share_room(calendar.window(i), 0);
  CHECK(poor.net_debt(sim::from_civil({2036, 1, 1})) == Approx(7e9).epsilon(1e-3));
}

TEST_CASE("history is in the observed debt") {
  agents::CityFinance finance = make_finance(plain_finance());
  const sim::Time before = sim::from_civil({2020, 3, 1});
  CHECK(finance.affords(month_of(2020, 3), 1e12));
  finance.invest(before, 1e12);
  CHECK(finance.net_debt(in_2026) == Approx(7e9));
}

TEST_CASE("running cost beyond the ordinary budget and interest less the greenium add to the debt") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.operating_room", 60.0);
  values.set("city.interest_rate", 0.02);
  values.set("city.greenium", 0.001);
  values.set("city.green_bonds_issued", 100.0);
  agents::CityFinance finance = make_finance(values);
  const sim::Calendar calendar(2026, 2026);
  finance.invest(in_2026, 1e9);
  const sim::Window january = calendar.window(0);
  // 31 days of 365: (0.02 x 1000 - 0.001 x 300) MSEK x 31/365; what the bonds issued before save is in the ordinary
  // budget.
  const double interest = finance.turn_month(january, 50e6, 300e6);
  CHECK(interest == Approx(19.7e6 * 31 / 365));
  CHECK(finance.net_debt(in_2026) == Approx(7e9 + 1e9 + 50e6 + interest - 60e6 * 31 / 365));
}

TEST_CASE("green bonds save on what there is for them to pay: the plan's works and the climate debt beyond") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.planned_climate_investment", 600.0);
  values.set("city.levers_in_plan", 0.5);
  agents::CityFinance finance = make_finance(values);
  const sim::Time after_plan = sim::from_civil({2031, 6, 1});
  CHECK(finance.green_bonds(after_plan, 500e6) == Approx(500e6));
  CHECK(finance.green_bonds(after_plan, 900e6) == Approx(600e6));
  finance.invest(after_plan, 400e6);  // 300 of the plan's, 100 beyond
  CHECK(finance.green_bonds(after_plan, 900e6) == Approx(700e6));
}

TEST_CASE("repayment lowers climate debt towards nothing and never below") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.amortisation", 0.03);
  agents::CityFinance finance = make_finance(values);
  finance.invest(in_2026, 1e9);
  const sim::Calendar calendar(2026, 2050);
  double before = finance.net_debt(in_2026);
  for (int i = 0; i < calendar.months(); ++i) {
    finance.turn_month(calendar.window(i), 0, 0);
    const double after = finance.net_debt(calendar.window(i).end);
    CHECK(after < before);
    CHECK(after > 7e9);
    before = after;
  }
  // 25 years at 3 % continuously: exp(-0.75) = 0.4724 of it is left, monthly steps a little less.
  CHECK(before - 7e9 == Approx(0.4724e9).epsilon(0.01));
}

TEST_CASE("in a frozen world debt and ceiling stand as on its day, and no plan begins") {
  sim::AssumptionValues values = plain_finance();
  values.set("city.ordinary_borrowing", 250.0);
  values.set("city.debt_ceiling_growth", 0.01);
  agents::CityFinance finance = make_finance(values);
  const sim::Time day = sim::from_civil({2022, 12, 31});
  const double debt = finance.net_debt(day), ceiling = finance.ceiling(day);
  finance.freeze(day);
  for (const int year : {2023, 2026, 2040}) {
    const sim::Time date = sim::from_civil({year, 1, 1});
    CHECK(finance.net_debt(date) == debt);
    CHECK(finance.ceiling(date) == ceiling);
    CHECK(finance.share_of_plan(date, date + 365) == 0);
  }
}
