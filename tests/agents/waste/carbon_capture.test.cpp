#include "agents/waste/carbon_capture.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "tests/agents/values.hpp"
#include "tests/sim/forked.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

CaptureAssumptions project() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  CaptureAssumptions assumptions(read);
  assumptions.financing = 2026.4;
  assumptions.slip = {1.5, 2.0, 2.0, 2.9};
  assumptions.slip_after_factor = 0.5;
  assumptions.construction = 2.3;
  assumptions.store_ready = 2027.0;
  assumptions.contract.cancellation = 0.12;
  assumptions.contract.spread = 250.0;
  assumptions.contract.price_at_approval = 800.0;
  assumptions.contract.patience = 150.0;
  return assumptions;
}

TEST_CASE("capture: the posterior of the slip by hand") {
  // A = 3.5, B = 4.9, x = 0.5 + 0.5 x 2.3 = 1.65: P(0) = (4.9/6.55)^3.5 = 0.36211.
  const SlipHistory history{1.5, 2.0, 2.0, 2.9};
  CHECK(chance_of_no_slip(history, 1.65) == Approx(0.36211).epsilon(1e-4));
  // P(1) = P(0) x 3.5 x 1.65/6.55 = 0.31926; P(2) = P(1) x 4.5/2 x 0.25191 = 0.18096.
  CHECK(further_slip(history, 1.65, 0.362) == 0);
  CHECK(further_slip(history, 1.65, 0.363) == 1);
  CHECK(further_slip(history, 1.65, 0.681) == 1);
  CHECK(further_slip(history, 1.65, 0.682) == 2);
  CHECK(further_slip(history, 1.65, 0.862) == 2);
  CHECK(further_slip(history, 1.65, 0.863) == 3);
  CHECK(further_slip(history, 0.0, 0.999) == 0);
}

TEST_CASE("capture: more history of slips makes further ones likelier, a longer wait too") {
  const SlipHistory steady{1.5, 2.0, 0.0, 2.9};
  const SlipHistory slipping{1.5, 2.0, 2.0, 2.9};
  CHECK(chance_of_no_slip(slipping, 2.0) < chance_of_no_slip(steady, 2.0));
  for (const double u : {0.05, 0.3, 0.6, 0.9, 0.99}) {
    CHECK(further_slip(slipping, 2.0, u) >= further_slip(steady, 2.0, u));
    CHECK(further_slip(slipping, 3.0, u) >= further_slip(slipping, 2.0, u));
  }
}

TEST_CASE("capture: the plan's dates by hand") {
  const sim::Time planned = sim::from_civil({2029, 1, 1});
  const sim::Time signing = sim::from_decimal_year(2026.9);
  // u = 0.5 lies between P(0) and P(0) + P(1) of the test above: one year.
  const CapturePlan plan = plan_capture(project(), planned, signing, 0.5);
  CHECK((plan.operation - planned) / sim::days_per_year == Approx(1.0));
  // A date that construction cannot meet gives way to it, and to the store.
  const CapturePlan early = plan_capture(project(), sim::from_civil({2024, 1, 1}), signing, 0.1);
  CHECK((early.operation - early.contracts) / sim::days_per_year == Approx(2.3));
  CaptureAssumptions late_store = project();
  late_store.store_ready = 2031.0;
  CHECK(sim::decimal_year(plan_capture(late_store, planned, signing, 0.1).operation) == Approx(2031.0));
}

TEST_CASE("capture: the contracts' margin and the chance of giving up by hand") {
  const ContractAssumptions terms = project().contract;
  // 0.45 x 1 x (1000 - 800) + 0.55 x 900 = 90 + 495.
  CHECK(contract_margin(terms, 0.45, 1.0, 1000.0, 900.0) == Approx(585.0));
  CHECK(chance_of_giving_up(terms, 0.0) == Approx(0.12));
  // Odds 0.12/0.88 x e^-1 = 0.050165: 0.047769.
  CHECK(chance_of_giving_up(terms, 250.0) == Approx(0.047769).epsilon(1e-4));
  CHECK(decide_contract(terms, 0.0, 0.119) == ContractDecision::given_up);
  CHECK(decide_contract(terms, 0.0, 0.121) == ContractDecision::signed_now);
  CHECK(decide_contract(terms, -151.0, 0.9) == ContractDecision::put_off);
}

TEST_CASE("capture: a higher ETS price or support never ends, delays or slips the project more") {
  const ContractAssumptions terms = project().contract;
  // signed > put off > given up.
  const auto rank = [](ContractDecision decision) {
    return decision == ContractDecision::signed_now ? 2 : decision == ContractDecision::put_off ? 1 : 0;
  };
  const sim::Time planned = sim::from_civil({2029, 1, 1});
  for (int draw = 1; draw < 100; ++draw) {
    const double u = draw / 100.0;
    int before = 0;
    for (const double price : {0.0, 200.0, 400.0, 800.0, 1600.0}) {
      const int now = rank(decide_contract(terms, contract_margin(terms, 0.45, 1.0, price, 0.0), u));
      CHECK(now >= before);
      CHECK(rank(decide_contract(terms, contract_margin(terms, 0.45, 1.0, price, 500.0), u)) >= now);
      before = now;
    }
    // Signing a year later never brings operation forward.
    CHECK(plan_capture(project(), planned, sim::from_decimal_year(2027.9), u).operation >=
          plan_capture(project(), planned, sim::from_decimal_year(2026.9), u).operation);
  }
}

/// Meetings in July 2015 and 2016; 240 MSEK, 60 of them granted, over a year of construction.
CaptureAssumptions paid_project() {
  CaptureAssumptions assumptions = project();
  assumptions.permit = assumptions.financing = 2015.0;
  assumptions.contracts = 2015.5;
  assumptions.contract.cancellation = 0;
  assumptions.contract.permit_lapses = 2020.0;
  assumptions.construction = 1.0;
  assumptions.store_ready = 2016.0;
  assumptions.auction = 2030.0;
  assumptions.investment = 240e6;
  assumptions.grant = 60e6;
  return assumptions;
}

/// What the project asks for a month [MSEK] after each of 24 months, and "!" from the month on in which it is bound;
/// it waits for money in the months `without`.
std::string asked(const CaptureAssumptions& assumptions, sim::LeverSetting lever, const std::set<int>& without) {
  const tests::ForkedResult result = tests::run_forked([&] {
    testing::World world(2015, 2016);
    lever.dates["operating"] = sim::from_civil({2016, 12, 1});
    lever = sim::in_run({{"filborna_ccs", lever}}, world.calendar.begin()).at("filborna_ccs");
    CarbonCapture capture(assumptions, lever, world.setting());
    sim::Processes processes(world.calendar.begin());
    capture.start(processes);
    capture.learn({0.4, 1.0, 800.0, 0.0});
    std::ostringstream text;
    for (int month = 0; month < 24; ++month) {
      lever.course->waiting = without.contains(month);
      for (const sim::ProcessEvent& event : processes.advance(world.calendar.window(month).end))
        event.apply(event.date);
      text << lever.course->asked / 1e6 << (lever.course->bound ? "! " : " ");
    }
    return text.str();
  });
  INFO(result.printed);
  CHECK(result.exit_status == 0);
  return result.text;
}

TEST_CASE("capture: before it signs, the company asks for a month's payment, and no more once it has signed") {
  // (240 - 60) / 12 = 15 MSEK, two months of 31 days before the meeting of 2 July.
  CHECK(asked(paid_project(), {}, {}) == "0 0 0 0 15 15 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! ");
}

TEST_CASE("capture: without the money nothing is signed, and it asks on until the next year's meeting") {
  CHECK(asked(paid_project(), {}, {4, 5, 6, 7}) ==
        "0 0 0 0 15 15 15 15 15 15 15 15 15 15 15 15 15 15 0! 0! 0! 0! 0! 0! ");
}

/// Days of the lever's schedule that are reached at the end of 2016, from its planned operation on 1 December 2016; the
/// delay; and how far construction's end is from the schedule's; contracts signed or given up.
std::string books(double cancellation) {
  const tests::ForkedResult result = tests::run_forked([&] {
    testing::World world(2015, 2016);
    CaptureAssumptions assumptions = paid_project();
    assumptions.contract.cancellation = cancellation;
    assumptions.slip = {0, 1, 0, 1};  // none
    assumptions.construction = 1.5;   // signed on 2 July 2015, to the end of 2016
    const sim::Time planned = sim::from_civil({2016, 12, 1});
    sim::LeverSetting lever;
    lever.dates["operating"] = planned;
    lever.ramp = 200 / sim::days_per_year;
    lever.states_investment = lever.states_running_cost = true;  // 0, and so nothing by the kind's own figures
    lever = sim::in_run({{"filborna_ccs", lever}}, world.calendar.begin()).at("filborna_ccs");
    CarbonCapture capture(assumptions, lever, world.setting());
    sim::Processes processes(world.calendar.begin());
    capture.start(processes);
    capture.learn({0.4, 1.0, 800.0, 0.0});
    for (int month = 0; month < 24; ++month) {
      for (const sim::ProcessEvent& event : processes.advance(world.calendar.window(month).end))
        event.apply(event.date);
    }
    std::ostringstream text;
    text << std::round(lever.reached(world.calendar.end()) - planned) << ' ' << std::round(lever.course->delay) << ' '
         << capture.operating();
    const CarbonCapture::Money own = capture.investment(world.calendar.window(23));
    if (own.own + own.grant + own.overrun + capture.running_cost({1e9}) > 0) text << " not as named";
    return text.str();
  });
  INFO(result.printed);
  CHECK(result.exit_status == 0);
  return result.text;
}

TEST_CASE("capture: sums that the scenario names end with its works, and are never due if nothing is signed") {
  // 2015.5 and 1.5 x 365.2425 days: 30 or 31 December 2016, 30 days after the plan's.
  CHECK(books(0) == "1 30 1");
  CHECK(books(1) == "-200 0 0");
}

TEST_CASE("capture: of a sum that the scenario names it asks for a month's instalment, and signs nothing without it") {
  sim::LeverSetting named;
  named.states_investment = true;
  named.investment = 120;
  named.ramp = 2;
  CHECK(asked(paid_project(), named, {}) == "0 0 0 0 5 5 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! ");
  CHECK(asked(paid_project(), named, {4, 5, 6, 7}) == "0 0 0 0 5 5 5 5 5 5 5 5 5 5 5 5 5 5 0! 0! 0! 0! 0! 0! ");
}

TEST_CASE("capture: whose money the scenario says is none, or who is given up, asks for none") {
  sim::LeverSetting paid;
  paid.states_investment = true;
  const std::string never = "0 0 0 0 0 0 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! 0! ";
  CHECK(asked(paid_project(), paid, {}) == never);
  CaptureAssumptions given = paid_project();
  given.grant = 300e6;  // more than all
  CHECK(asked(given, {}, {}) == never);
  CaptureAssumptions hopeless = paid_project();
  hopeless.contract.cancellation = 1;
  CHECK(asked(hopeless, {}, {}) == "0 0 0 0 15 15 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 ");
}

}  // namespace
