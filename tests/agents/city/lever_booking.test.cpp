#include "agents/city/lever_booking.hpp"

#include <catch2/catch.hpp>

#include "agents/city/lever_costs.hpp"
#include "sim/fault.hpp"

namespace {

using namespace skifte;

const sim::Calendar calendar(2025, 2034);

double invested(const sim::LeverSetting& setting) {
  double sum = 0;
  for (int i = 0; i < calendar.months(); ++i) {
    const sim::Window window = calendar.window(i);
    sum += agents::schedule_of(setting, calendar.begin())->investment_share(window.begin, window.end);
  }
  return sum;
}

double years(const sim::LeverSetting& setting) {
  double sum = 0;
  for (int i = 0; i < calendar.months(); ++i) {
    const sim::Window window = calendar.window(i);
    sum += agents::schedule_of(setting, calendar.begin())->years_in_force(window.begin, window.end);
  }
  return sum;
}

double in_march(const sim::LeverSetting& setting) {
  return agents::schedule_of(setting, calendar.begin())
      ->investment_share(sim::from_civil({2027, 3, 1}), sim::from_civil({2027, 4, 1}));
}

}  // namespace

TEST_CASE("an investment is spread over the ramp or booked when the lever begins") {
  sim::LeverSetting setting;
  setting.start = sim::from_civil({2027, 3, 10});
  CHECK(in_march(setting) == 1);
  CHECK(invested(setting) == 1);
  setting.ramp = 4;
  // March 2027: from the 10th to the month's end 22 of 4 x 365.2425 days.
  CHECK(in_march(setting) == Approx(22 / (4 * 365.2425)));
  CHECK(invested(setting) == Approx(1).epsilon(1e-12));
  setting.end = *setting.start + 2 * sim::days_per_year;  // half of the ramp
  CHECK(invested(setting) == Approx(0.5).epsilon(1e-12));
}

TEST_CASE("a lever without a start begins with the period, one before it is history") {
  sim::LeverSetting setting;
  CHECK(invested(setting) == 1);
  setting.start = sim::from_civil({2020, 1, 1});
  CHECK(invested(setting) == 0);
  CHECK(years(setting) == Approx((calendar.end() - calendar.begin()) / sim::days_per_year));
}

TEST_CASE("years in force weigh the ramp by half and stop at the end") {
  sim::LeverSetting setting;
  setting.start = sim::from_civil({2026, 1, 1});
  setting.ramp = 2;
  setting.end = *setting.start + 5 * sim::days_per_year;
  CHECK(years(setting) == Approx(4.0).epsilon(1e-12));  // 2/2 + 3
  setting.end = *setting.start + 1 * sim::days_per_year;
  CHECK(years(setting) == Approx(0.25).epsilon(1e-12));  // 1^2 / (2 x 2)
}

TEST_CASE("a project is paid before its date and runs from then on") {
  sim::LeverSetting setting;
  setting.dates["opens"] = sim::from_civil({2028, 1, 1});
  setting.ramp = 2;  // the two years before
  const auto schedule = *agents::schedule_of(setting, calendar.begin());
  CHECK(schedule.instalments_begin == setting.dates["opens"] - 2 * sim::days_per_year);
  CHECK(invested(setting) == Approx(1).epsilon(1e-12));
  CHECK(schedule.investment_share(sim::from_civil({2028, 1, 1}), calendar.end()) == 0);
  CHECK(years(setting) == Approx((calendar.end() - setting.dates["opens"]) / sim::days_per_year));
  setting.start = sim::from_civil({2025, 1, 1});  // given: three years, 1095 days, of which 365 in 2025
  CHECK(agents::schedule_of(setting, calendar.begin())
            ->investment_share(sim::from_civil({2025, 1, 1}), sim::from_civil({2026, 1, 1})) == Approx(365.0 / 1095));
}

TEST_CASE("what follows a decision is paid after it") {
  sim::LeverSetting setting;
  setting.dates["decision"] = sim::from_civil({2028, 1, 1});
  setting.ramp = 2;
  CHECK(agents::schedule_of(setting, calendar.begin())
            ->investment_share(calendar.begin(), sim::from_civil({2028, 1, 1})) == 0);
  CHECK(invested(setting) == Approx(1).epsilon(1e-12));
}

TEST_CASE("support in a lever's name is booked to its payer and told to the city") {
  sim::LeverValues levers;
  levers["gas_homes_conversion"].payer = "region";
  levers = sim::in_run(levers, calendar.begin());
  const sim::LeverSetting& lever = levers["gas_homes_conversion"];
  sim::AssumptionValues values;
  for (const auto& label : agents::subsector_labels) values.set("inventory.scale." + std::string(label), 1.0);
  sim::AssumptionReader read(values);
  agents::Accounts accounts(calendar, agents::ScaleAssumptions(read));
  using agents::MoneyKind;
  using agents::Payer;
  using agents::Transfer;
  const auto window = calendar.window(0);
  agents::post_support(accounts, window, lever, MoneyKind::investment, Payer::households, agents::Measure::heating, 7);
  agents::post_support(accounts, window, lever, MoneyKind::running_cost, Payer::firms, agents::Measure::heating, 5);
  agents::post_lever_cost(accounts, window, lever, MoneyKind::running_cost, agents::Measure::heating, 11);
  agents::post_lever_income(accounts, window, lever, Transfer::grant, Payer::state, agents::Measure::heating, 2);
  const auto booked = [&](MoneyKind kind, Payer payer) {
    return accounts.money.at(0, {index(kind), index(payer), index(agents::Measure::heating)});
  };
  CHECK(booked(MoneyKind::investment, Payer::region) == 700);
  CHECK(booked(MoneyKind::investment, Payer::households) == -700);
  CHECK(booked(MoneyKind::grant_received, Payer::households) == 700);
  CHECK(booked(MoneyKind::running_cost, Payer::region) == 500 + 1100 - 200);
  CHECK(booked(MoneyKind::running_cost, Payer::state) == 200);
  CHECK(booked(MoneyKind::running_cost, Payer::firms) == -500);
  CHECK(accounts.transfers.at(0, {index(Transfer::grant), index(Payer::region)}) == 700 + 500 - 200);
  CHECK(accounts.transfers.cut(0, 0, index(Transfer::grant)) == 0);
  CHECK(lever.course->paid_investment == 7);
  CHECK(lever.course->paid_running == 5 + 11 - 2);
}

TEST_CASE("the state pays its part of investments in a lever's name, the fund what it has left") {
  sim::LeverValues levers;
  levers["filborna_ccs"].payer = "municipal_companies";
  levers["filborna_ccs"].state_share = 0.25;
  levers["filborna_ccs"].klimatklivet = 0.5;
  levers = sim::in_run(levers, calendar.begin());
  const sim::LeverSetting& lever = levers["filborna_ccs"];
  lever.course->fund = std::make_shared<sim::FundLeft>();
  lever.course->fund->sek = 30;
  sim::AssumptionValues values;
  for (const auto& label : agents::subsector_labels) values.set("inventory.scale." + std::string(label), 1.0);
  sim::AssumptionReader read(values);
  agents::Accounts accounts(calendar, agents::ScaleAssumptions(read));
  using agents::MoneyKind;
  using agents::Payer;
  const auto window = calendar.window(0);
  const auto measure = agents::Measure::carbon_capture;
  agents::post_lever_cost(accounts, window, lever, MoneyKind::investment, measure, 40);  // 10 + 20 of 30
  CHECK(lever.course->paid_investment == 10);
  CHECK_FALSE(lever.course->fund->short_of);
  agents::post_support(accounts, window, lever, MoneyKind::investment, Payer::firms, measure, 80);  // 20 + 10 of 40
  CHECK(lever.course->paid_investment == 10 + 50);
  CHECK(lever.course->fund->short_of);
  CHECK(lever.course->fund->sek == 0);
  agents::post_granted_cost(accounts, window, lever, measure, 7);
  agents::post_lever_cost(accounts, window, lever, MoneyKind::running_cost, measure, 3);  // no part of the state's
  CHECK(lever.course->paid_grants == 30 + 30 + 7);
  CHECK(lever.course->paid_running == 3);
  CHECK(lever.course->booked == 40 + 80 + 7 + 3);
  const auto booked = [&](MoneyKind kind, Payer payer) {
    return accounts.money.at(0, {index(kind), index(payer), index(measure)});
  };
  CHECK(booked(MoneyKind::investment, Payer::municipal_companies) == 1000 + 5000);
  CHECK(booked(MoneyKind::investment, Payer::state) == 3000 + 3000 + 700);
  CHECK(booked(MoneyKind::investment, Payer::firms) == -8000);
  CHECK(accounts.transfers.cut(0, 0, index(agents::Transfer::grant)) == 0);
}

TEST_CASE("payers are read from their labels") {
  sim::LeverSetting setting;
  CHECK(agents::payer_of(setting) == agents::Payer::city);
  setting.payer = "households";
  CHECK(agents::payer_of(setting) == agents::Payer::households);
  setting.payer = "nobody";
  CHECK_THROWS_AS(agents::payer_of(setting), sim::ProgramFault);
}

TEST_CASE("a lever's measure follows its name, else the folder that declares it") {
  CHECK(agents::measure_of_lever("filborna_ccs", "waste") == agents::Measure::carbon_capture);
  CHECK(agents::measure_of_lever("plastic_sorting", "waste") == agents::Measure::waste);
  CHECK(agents::measure_of_lever("logistics_hub", "city") == agents::Measure::vans_trucks);
  CHECK(agents::measure_of_lever("green_bonds", "city") == agents::Measure::other);
  sim::LeverValues values;
  values["zeta"] = {};
  values["alpha"] = {};
  const std::vector<sim::LeverDeclaration> declared = {{"zeta", "", "housing", {}}};
  const agents::LeverCosts costs = agents::lever_costs(values, declared);
  REQUIRE(costs.levers.size() == 2);
  CHECK(costs.levers[0].name == "alpha");
  CHECK(costs.levers[0].measure == agents::Measure::other);
  CHECK(costs.levers[1].measure == agents::Measure::heating);
}
