#include "output/model_variables.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "output/model_results.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using agents::testing::plain_values;
using agents::testing::read_inputs;

constexpr double unset = -12345.5;

/// Two years with one posting in each account of the first.
agents::ModelRun small_run() {
  const sim::Calendar calendar(2029, 2030);
  agents::ModelRun run{
      agents::Accounts(calendar, read_inputs<agents::ScaleAssumptions>(plain_values<agents::ScaleAssumptions>())),
      read_inputs<agents::NeutralityAssumptions>(plain_values<agents::NeutralityAssumptions>())};
  const sim::Window window = calendar.window(0);
  run.accounts.post_emissions(window, agents::Subsector::buses, agents::Carrier::diesel, 5e6);
  run.accounts.post_energy(window, agents::Carrier::electricity, agents::EndUse::cars, 2e9);
  run.accounts.post_money(window, agents::MoneyKind::investment, agents::Payer::region,
                          agents::Measure::public_transport, 3e6);
  run.accounts.post_money(window, agents::MoneyKind::grant_received, agents::Payer::firms, agents::Measure::industry,
                          4e6);
  agents::Household household;
  household.quintile = 2;
  household.tenure = static_cast<std::uint8_t>(agents::Tenure::rental) & 3U;
  for (const auto& [item, amount] : {std::pair{agents::HouseholdItem::households, 4.0},
                                     {agents::HouseholdItem::income, 1000e8},
                                     {agents::HouseholdItem::car_energy, 60e8},
                                     {agents::HouseholdItem::car_tax_service, 30e8},
                                     {agents::HouseholdItem::fares, 10e8},
                                     {agents::HouseholdItem::heating, 50e8},
                                     {agents::HouseholdItem::grants, 7e8},
                                     {agents::HouseholdItem::with_heat_pump, 3.0},
                                     {agents::HouseholdItem::people_with_heat_pump, 5.0},
                                     {agents::HouseholdItem::new_heating, 2.0},
                                     {agents::HouseholdItem::heating_wait, 30.0}}) {
    run.accounts.post_household(window, household, item, amount);
  }
  return run;
}

scenarios::Scenario small_scenario() {
  scenarios::Scenario scenario;
  scenario.first_year = 2029;
  scenario.last_year = 2030;
  return scenario;
}

double value(const std::string& variable, const std::string& label, int year = 0) {
  const output::Layout layout = output::model_layout(small_scenario());
  std::vector<double> values(layout.total(), unset);
  output::fill_values(layout, small_scenario(), small_run(), {}, values);
  const output::Dimension& dimension = layout.dimension(layout.variable(variable).dimensions[1]);
  for (std::size_t i = 0; i < dimension.size(); ++i) {
    if (dimension.labels[i] == label)
      return values[layout.offset(variable) + static_cast<std::size_t>(year) * dimension.size() + i];
  }
  FAIL("no label " << label);
  return unset;
}

/// Of a variable of three dimensions, in the first year.
double value(const std::string& variable, const std::string& label, const std::string& column) {
  const output::Layout layout = output::model_layout(small_scenario());
  std::vector<double> values(layout.total(), unset);
  output::fill_values(layout, small_scenario(), small_run(), {}, values);
  const auto place = [&](std::size_t d, const std::string& wanted) {
    const auto& labels = layout.dimension(layout.variable(variable).dimensions[d]).labels;
    const auto found = std::find(labels.begin(), labels.end(), wanted);
    REQUIRE(found != labels.end());
    return static_cast<std::size_t>(found - labels.begin());
  };
  const std::size_t width = layout.dimension(layout.variable(variable).dimensions[2]).size();
  return values[layout.offset(variable) + place(1, label) * width + place(2, column)];
}

}  // namespace

TEST_CASE("every number of a member is filled, or said to be missing where that is allowed") {
  const output::Layout layout = output::model_layout(small_scenario());
  std::vector<double> values(layout.total(), unset);
  output::fill_values(layout, small_scenario(), small_run(), {}, values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    INFO(layout.describe(i));
    CHECK(values[i] != unset);
  }
  CHECK(output::value_fault(values, layout).empty());
}

TEST_CASE("accounts come out in the file's units, under their labels") {
  CHECK(value("emissions", "transport") == Approx(5));
  CHECK(value("emissions", "transport", 1) == 0.0);
  CHECK(value("emissions_subsector", "buses") == Approx(5));
  CHECK(value("emissions_carrier", "diesel") == Approx(5));
  CHECK(value("energy", "electricity") == Approx(2));  // GWh
  CHECK(value("investment", "region") == Approx(3));   // MSEK
  CHECK(value("investment", "city") == 0.0);
  CHECK(value("investment_by_measure", "public_transport") == Approx(3));
  CHECK(value("grants_received", "firms") == Approx(4));
  CHECK(value("household_cost_share", "quintile_3") == Approx(0.15));  // (60 + 30 + 10 + 50) / 1000
  CHECK(std::isnan(value("household_cost_share", "quintile_2")));
}

TEST_CASE("each household counts once in each way of dividing them") {
  for (const char* group : {"quintile_3", "tenure_rental", "dwelling_house", "type_single_under_65"}) {
    INFO(group);
    CHECK(value("group_households", group) == 4);
    CHECK(value("group_income", group) == Approx(1000));  // MSEK
    CHECK(value("group_cost_share", group) == Approx(0.15));
    CHECK(value("group_grants", group) == Approx(7));
    CHECK(value("group_heating_wait", group) == Approx(15));  // 30 household-days, 2 households
    CHECK(value("group_bills", group, "heating") == Approx(50));
    CHECK(value("group_bills", group, "car_energy") == Approx(60));
    CHECK(value("group_adoption", group, "heat_pump") == 3);
    CHECK(value("group_adoption_people", group, "heat_pump") == 5);
    CHECK(value("group_adoption", group, "district_heat") == 0);
  }
  CHECK(value("group_households", "tenure_cooperative") == 0);
  CHECK(std::isnan(value("group_heating_wait", "tenure_cooperative")));
}

TEST_CASE("variables are by year and explain themselves") {
  for (const output::ModelVariable& variable : output::model_variables()) {
    INFO(variable.spec.name);
    REQUIRE_FALSE(variable.spec.dimensions.empty());
    CHECK(variable.spec.dimensions.front() == "year");
    CHECK_FALSE(variable.spec.units.empty());
    CHECK_FALSE(variable.spec.long_name.empty());
  }
}

TEST_CASE("a bound in words has its number, unit and year") {
  scenarios::Target target;
  target.year = 2030;
  target.unit = "t";
  target.at_most = 170000;
  CHECK(output::bound_text(target) == "at most 170000 t in 2030");
  target.at_least = 5;
  CHECK(output::bound_text(target) == "at most 170000 t, at least 5 t in 2030");
}
