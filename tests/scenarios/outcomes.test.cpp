#include "scenarios/outcomes.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using agents::testing::plain_values;
using agents::testing::read_inputs;

/// Three years from 2029 with 300, 200 and 100 t from cars, 50 t of sinks each, a limit of 200 t and a cap of 40 t.
agents::ModelRun small_run() {
  sim::AssumptionValues contract = plain_values<agents::NeutralityAssumptions>();
  contract.set("contract.residual_limit", 200.0);
  contract.set("contract.sink_cap", 40.0);
  const sim::Calendar calendar(2029, 2031);
  agents::ModelRun run{
      agents::Accounts(calendar, read_inputs<agents::ScaleAssumptions>(plain_values<agents::ScaleAssumptions>())),
      read_inputs<agents::NeutralityAssumptions>(contract)};
  for (int year = 0; year < 3; ++year) {
    const sim::Window window = calendar.window(12 * year);
    run.accounts.post_emissions(window, agents::Subsector::cars, agents::Carrier::petrol, 1e6 * (300 - 100 * year));
    run.accounts.post_sink(window, agents::Sink::soil_carbon, 50e6);
    run.accounts.post_captured(window, agents::Captured::fossil, 3e6);
    run.accounts.post_captured(window, agents::Captured::biogenic, 4e6);
    run.accounts.post_captured(window, agents::Captured::biogenic_sold, 9e6);
    run.accounts.post_footprint(window, agents::Footprint::food, 900e6);
    run.accounts.set_indicator(window, agents::Accounts::Indicator::population, 150 * year);
    run.accounts.cars.set(year, {agents::index(agents::Powertrain::battery)}, 7 + year);
    run.accounts.published.set(year, {agents::index(agents::Subsector::landfill)}, 80000000);
  }
  return run;
}

double outcome(const std::string& name, int year) {
  const scenarios::OutcomeSeries* series = scenarios::find_outcome(name);
  REQUIRE(series != nullptr);
  return series->value(small_run(), year);
}

scenarios::Target at_most(const std::string& variable, int year, double limit) {
  scenarios::Target target;
  target.name = "test";
  target.variable = variable;
  target.year = year;
  target.at_most = limit;
  return target;
}

}  // namespace

TEST_CASE("outcomes read the accounts in their units") {
  CHECK(outcome("emissions", 0) == Approx(300));
  CHECK(outcome("emissions.transport", 1) == Approx(200));
  CHECK(outcome("emissions.waste_incl_sewage", 1) == 0.0);
  CHECK(outcome("emissions_published", 1) == Approx(80));
  CHECK(outcome("emissions_published.waste_incl_sewage", 1) == Approx(80));
  CHECK(outcome("sinks", 2) == Approx(50));
  CHECK(outcome("net_emissions", 2) == Approx(60));  // of 50 t of sinks 40 count
  CHECK(outcome("net_emissions_published", 2) == Approx(40));
  CHECK(outcome("neutral", 2) == 0.0);
  CHECK(outcome("captured", 0) == Approx(7));  // what was sold is a part of the biogenic, not more
  CHECK(outcome("cars.battery", 2) == 9.0);
  CHECK(outcome("population", 2) == 300.0);
  CHECK(outcome("footprint_per_capita", 2) == Approx(3));
  CHECK(outcome("footprint_per_capita", 0) == 0.0);  // nobody lives there
}

TEST_CASE("names are unique, known ones are found, others not") {
  std::set<std::string> names;
  for (const auto& series : scenarios::outcomes()) {
    INFO(series.name);
    CHECK(names.insert(series.name).second);
    CHECK_FALSE(series.unit.empty());
    CHECK_FALSE(series.meaning.empty());
    CHECK(scenarios::find_outcome(series.name) == &series);
  }
  CHECK(scenarios::find_outcome("emission") == nullptr);
}

TEST_CASE("a target is judged in its own year; its first year is the first that holds") {
  const agents::ModelRun run = small_run();
  CHECK(scenarios::target_met(at_most("emissions", 2030, 200), run));
  CHECK_FALSE(scenarios::target_met(at_most("emissions", 2030, 199), run));
  CHECK_FALSE(scenarios::target_met(at_most("emissions", 2045, 1e9), run));  // outside the run
  CHECK(scenarios::first_year_met(at_most("emissions", 2030, 200), run) == 2030);
  CHECK(scenarios::first_year_met(at_most("emissions", 2030, 1e9), run) == 2029);
  CHECK(scenarios::first_year_met(at_most("emissions", 2030, 10), run) == 0);
  scenarios::Target cars;
  cars.variable = "cars.battery";
  cars.year = 2031;
  cars.at_least = 9;
  CHECK(scenarios::target_met(cars, run));
  CHECK(scenarios::first_year_met(cars, run) == 2031);
}

TEST_CASE("the model's vocabulary names each thing once") {
  const scenarios::Vocabulary& vocabulary = scenarios::model_vocabulary();
  std::set<std::string> names;
  for (const auto& assumption : vocabulary.assumptions) {
    INFO(assumption.name);
    CHECK(names.insert(assumption.name).second);
    CHECK_FALSE(assumption.meaning.empty());
    CHECK_FALSE(assumption.reader.empty());
  }
  for (const auto& lever : vocabulary.levers) {
    INFO(lever.name);
    CHECK(names.insert(lever.name).second);
    CHECK_FALSE(lever.meaning.empty());
    CHECK_FALSE(lever.reader.empty());
  }
  CHECK(vocabulary.payers.front() == "city");
}
