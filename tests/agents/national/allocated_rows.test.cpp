#include "agents/national/allocated_rows.hpp"

#include <catch2/catch.hpp>

#include "sim/calendar.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

sim::AssumptionValues row_values() {
  sim::AssumptionValues values = agents::testing::plain_values<AllocatedRowsAssumptions>(0.0);
  values.set("national.machinery.electric_midpoint", 2040.0);
  values.set("national.machinery.electric_speed", 0.25);
  values.set("national.f_gas.lifetime", 10.0);
  return values;
}

PolicySignals plain_policy() {
  PolicySignals policy;
  policy.diesel_fossil_factor = 0.2;
  policy.petrol_fossil_factor = 0.25;
  return policy;
}

double of(const AllocatedRows& rows, Subsector subsector) {
  return rows.index()[static_cast<std::size_t>(index(subsector))];
}

}  // namespace

TEST_CASE("half of the machines' work is electric at the midpoint, and the blend counts") {
  AllocatedRows rows(agents::testing::read_inputs<AllocatedRowsAssumptions>(row_values()));
  rows.step(sim::from_decimal_year(2040), plain_policy());
  CHECK(of(rows, Subsector::construction_machinery) == Approx(0.5 * 0.2));
  CHECK(of(rows, Subsector::household_machinery) == Approx(0.5 * 0.25));
  rows.step(sim::from_decimal_year(2044), plain_policy());
  CHECK(of(rows, Subsector::farm_machinery) == Approx(0.2 * 0.268941));  // 1 - 1/(1 + exp(-1))
}

TEST_CASE("own boilers follow their trend") {
  sim::AssumptionValues values = row_values();
  values.set("national.own_heating.trend", -0.1);
  AllocatedRows rows(agents::testing::read_inputs<AllocatedRowsAssumptions>(values));
  rows.step(sim::from_decimal_year(2025), plain_policy());
  CHECK(of(rows, Subsector::dwellings) == Approx(0.367879));  // exp(-1)
}

TEST_CASE("refrigerants leak on from equipment under old rules") {
  sim::AssumptionValues values = row_values();
  values.set("national.f_gas.floor", 0.2);
  AllocatedRows rows(agents::testing::read_inputs<AllocatedRowsAssumptions>(values));
  PolicySignals policy = plain_policy();
  policy.f_gas_quota = 0;
  for (int month = 0; month < 120; ++month) rows.step(sim::from_decimal_year(2025), policy);
  // The floor 0.2 is approached from 1: 0.2 + 0.8 (1 - 1/120)^120 = 0.2 + 0.8 x 0.366340.
  CHECK(of(rows, Subsector::fluorinated_gases) == Approx(0.493072).epsilon(1e-5));
}

TEST_CASE("in a frozen world every row stands still") {
  AllocatedRows rows(agents::testing::read_inputs<AllocatedRowsAssumptions>(row_values()));
  PolicySignals policy = plain_policy();
  policy.f_gas_quota = 0.3;
  const sim::Time date = sim::from_decimal_year(2025);
  rows.step(date, policy);
  policy.frozen = true;
  const auto before = rows.index();
  for (int month = 0; month < 60; ++month) rows.step(date, policy);
  CHECK(rows.index() == before);
}
