#include "agents/state/state.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "agents/state/signals.hpp"
#include "tests/agents/values.hpp"
#include "tests/sim/forked.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;
using skifte::agents::testing::plain_values;
using skifte::agents::testing::read_inputs;
using skifte::agents::testing::steps;
using skifte::agents::testing::World;

/// The law at the beginning of a run that starts in `first_year`.
PolicySignals law_of(int first_year, const sim::AssumptionValues& values, const sim::LeverValues& levers = {}) {
  World world(first_year, first_year + 10);
  make_state(read_inputs<StateInputs>(values, levers), world.setting());
  return world.board.of<PolicySignals>();
}

double of(const std::array<double, 7>& values, Powertrain powertrain) {
  return values[static_cast<std::size_t>(index(powertrain))];
}

/// Writes a number of every window's start as the populations see it.
class Recorder final : public sim::Kind {
 public:
  Recorder(const PolicySignals& policy, std::ostream& text) : policy_(policy), text_(text) {}
  std::string_view name() const override { return "recorder"; }
  void propose(const sim::Window& window, int) override {
    if (of(policy_.purchase_bonus, Powertrain::battery) == last_) return;
    last_ = of(policy_.purchase_bonus, Powertrain::battery);
    text_ << window.year << '-' << window.month << ' ' << last_ << (policy_.frozen ? " frozen" : "") << '\n';
  }

 private:
  const PolicySignals& policy_;
  std::ostream& text_;
  double last_ = -1;
};

/// The bonus's changes from 2015 to 2017, run in a process of its own.
std::string bonus_timeline(const sim::LeverValues& levers) {
  const auto result = tests::run_forked([&] {
    sim::AssumptionValues values = plain_values<StateInputs>();
    values.set("bonus.battery_car",
               sim::Series(sim::Series::Interpolation::step, {{sim::from_civil({2015, 1, 1}), 40000},
                                                              {sim::from_civil({2015, 7, 1}), 60000},
                                                              {sim::from_civil({2016, 11, 8}), 0}}));
    World world(2015, 2017);
    std::ostringstream text;
    std::vector<std::unique_ptr<sim::Kind>> kinds;
    kinds.push_back(make_state(read_inputs<StateInputs>(values, levers), world.setting()));
    kinds.push_back(std::make_unique<Recorder>(world.board.of<PolicySignals>(), text));
    sim::Processes processes(world.calendar.begin());
    sim::run_months(world.calendar, processes, kinds, 1);
    return text.str();
  });
  INFO(result.printed);
  CHECK(result.exit_status == 0);
  return result.text;
}

}  // namespace

TEST_CASE("a law binds the populations from the month after it comes into force") {
  // 1 July 2015 is a month's first day; 8 November 2016 is not, so December is the first month without the bonus.
  CHECK(bonus_timeline({}) == "2015-1 40000\n2015-7 60000\n2016-12 0\n");
}

TEST_CASE("a frozen world keeps the law of its first day") {
  sim::LeverValues levers;
  levers["frozen_world"].start = sim::from_civil({2016, 1, 1});
  CHECK(bonus_timeline(levers) == "2015-1 40000\n2015-7 60000\n");
  // Frozen from the beginning: the world of 1 January 2015.
  CHECK(bonus_timeline({{"frozen_world", {}}}) == "2015-1 40000 frozen\n");
}

TEST_CASE("a frozen world reads its drivers as they stood the day before the freeze") {
  sim::LeverValues levers;
  levers["frozen_world"].start = sim::from_civil({2016, 1, 1});
  const PolicySignals frozen = law_of(2020, plain_values<StateInputs>(), levers);
  CHECK(frozen.frozen);
  CHECK(frozen.driver_date == sim::from_civil({2015, 12, 31}));
  const PolicySignals before = law_of(2015, plain_values<StateInputs>(), levers);
  CHECK_FALSE(before.frozen);
  CHECK(before.driver_date == sim::from_civil({2015, 1, 1}));
}

TEST_CASE("instruments are published by powertrain") {
  sim::AssumptionValues values = plain_values<StateInputs>();
  values.set("bonus.battery_car", sim::Series::constant(70000));
  values.set("bonus.plugin_car", sim::Series::constant(20000));
  values.set("tax.new_petrol_car", sim::Series::constant(4000));
  values.set("tax.new_diesel_car", sim::Series::constant(7000));
  values.set("tax.new_plugin_car", sim::Series::constant(1000));
  values.set("tax.new_battery_car", sim::Series::constant(360));
  values.set("tax.new_hybrid_car.position", 0.5);
  values.set("tax.new_gas_car", sim::Series::constant(360));
  values.set("tax.new_ethanol_car", sim::Series::constant(400));
  values.set("tax.company_car_benefit.battery", sim::Series::constant(0.6));
  values.set("grant.heating.budget", sim::Series::constant(5));
  const PolicySignals policy = law_of(2021, values);
  CHECK(of(policy.purchase_bonus, Powertrain::battery) == 70000);
  CHECK(of(policy.purchase_bonus, Powertrain::plugin_hybrid) == 20000);
  CHECK(of(policy.purchase_bonus, Powertrain::petrol) == 0);
  CHECK(of(policy.vehicle_tax, Powertrain::diesel) == 7000);
  CHECK(of(policy.vehicle_tax, Powertrain::gas) == 360);
  CHECK(of(policy.vehicle_tax, Powertrain::ethanol) == 400);
  CHECK(of(policy.vehicle_tax, Powertrain::hybrid) == 2500);  // half-way from 4000 to 1000
  CHECK(of(policy.company_car_benefit, Powertrain::battery) == 0.6);
  CHECK(of(policy.company_car_benefit, Powertrain::diesel) == 1);
  CHECK(policy.heating_grant_budget == 5e6);
}

TEST_CASE("an end that is announced is known from its announcement on") {
  sim::AssumptionValues values = plain_values<StateInputs>();
  values.set("law.combustion_end.announced", 2023.0);
  values.set("law.combustion_end.date", 2035.0);
  values.set("law.combustion_end.models_left", 0.1);
  values.set("bonus.announced_end", steps({{2015, 0}, {2021, 2022.85}}));
  const PolicySignals before = law_of(2020, values);
  CHECK(before.announced_combustion_end == 0);
  CHECK(of(before.purchase_bonus_announced_end, Powertrain::battery) == 0);
  const PolicySignals after = law_of(2023, values);
  CHECK(after.announced_combustion_end == Approx(sim::from_civil({2035, 1, 1})));
  CHECK(after.combustion_models_left == 0.1);
  CHECK(sim::decimal_year(of(after.purchase_bonus_announced_end, Powertrain::battery)) == Approx(2022.85));
}

TEST_CASE("a lever of fuel tax comes on top of what is decided") {
  sim::AssumptionValues values = plain_values<StateInputs>();
  values.set("bonus.battery_car", sim::Series::constant(10000));
  values.set("tax.petrol", sim::Series::constant(6));
  values.set("tax.diesel", sim::Series::constant(4));
  sim::LeverValues levers;
  levers["fuel_tax"].numbers["increase"] = 1.5;
  const PolicySignals policy = law_of(2026, values, levers);
  CHECK(of(policy.purchase_bonus, Powertrain::battery) == 10000);
  CHECK(policy.petrol_tax == 7.5);
  CHECK(policy.diesel_tax == 5.5);
}
