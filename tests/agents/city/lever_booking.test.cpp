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
    sum += agents::investment_share(setting, window.begin, window.end, calendar.begin());
  }
  return sum;
}

double years(const sim::LeverSetting& setting) {
  double sum = 0;
  for (int i = 0; i < calendar.months(); ++i) {
    const sim::Window window = calendar.window(i);
    sum += agents::years_in_force(setting, window.begin, window.end, calendar.begin());
  }
  return sum;
}

}  // namespace

TEST_CASE("an investment is spread over the ramp or booked when the lever begins") {
  sim::LeverSetting setting;
  setting.start = sim::from_civil({2027, 3, 10});
  CHECK(agents::investment_share(setting, sim::from_civil({2027, 3, 1}), sim::from_civil({2027, 4, 1}),
                                 calendar.begin()) == 1);
  CHECK(invested(setting) == 1);
  setting.ramp = 4;
  // March 2027: from the 10th to the month's end 22 of 4 x 365.2425 days.
  CHECK(agents::investment_share(setting, sim::from_civil({2027, 3, 1}), sim::from_civil({2027, 4, 1}),
                                 calendar.begin()) == Approx(22 / (4 * 365.2425)));
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
