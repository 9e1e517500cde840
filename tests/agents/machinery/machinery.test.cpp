#include "agents/machinery/machinery.hpp"

#include <catch2/catch.hpp>

#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

sim::AssumptionValues yard() {
  sim::AssumptionValues values = testing::plain_values<MachineryInputs>(0.0);
  for (const auto label : machine_owner_labels) {
    const std::string name(label);
    values.set("machinery.energy." + name, 1e9);
    values.set("machinery.activity." + name, sim::Series::constant(1.0));
    values.set("machinery.lifetime." + name, 8.0);
    values.set("machinery.price." + name, 0.015);
    values.set("machinery.premium_factor." + name, 1.0);
    values.set("machinery.public_share." + name, 0.0);
  }
  values.set("machinery.lifetime_shape", 4.0);
  values.set("machinery.annuity", 0.14);
  values.set("machinery.electricity_per_fuel", 0.4);
  values.set("machinery.cost_sensitivity", 8.0);
  values.set("machinery.availability", sim::Series::constant(0.5));
  values.set("machinery.port_own_share", 0.2);
  values.set("machinery.hvo_energy", 9440.0);
  values.set("tax.vat_factor", 1.25);
  return values;
}

void show_prices(testing::World& world) {
  PriceSignals& prices = world.board.of<PriceSignals>();
  prices.petrol = 16;
  prices.diesel = 16;
  prices.hvo = 22;
  prices.electricity_firm = 0.9;
  prices.electricity_household = 1.6;
  PolicySignals& policy = world.board.of<PolicySignals>();
  policy.diesel_energy = 9800;
  policy.petrol_energy = 9000;
  policy.diesel_fossil_factor = 0.2;
  policy.petrol_fossil_factor = 0.25;
}

double emitted(const testing::World& world, int year, Subsector row) {
  return static_cast<double>(world.accounts.emissions.cut(year, 0, static_cast<int>(row)));
}

void run(testing::World& world, const sim::LeverValues& levers = {}) {
  const auto kind = make_machinery(testing::read_inputs<MachineryInputs>(yard(), levers), world.setting());
  for (int month = 0; month < world.calendar.months(); ++month) {
    const sim::Window window = world.calendar.window(month);
    kind->propose(window, 1);
    kind->commit(window);
    kind->account(window);
  }
}

TEST_CASE("machinery: a frozen world is stationary") {
  testing::World world(2015, 2030);
  show_prices(world);
  world.board.of<PolicySignals>().frozen = true;
  world.board.of<PolicySignals>().driver_date = sim::from_civil({2015, 1, 1});
  run(world);
  // 1e9 Wh x 0.2 g/Wh.
  CHECK(emitted(world, 0, Subsector::construction_machinery) == Approx(2e8));
  CHECK(emitted(world, 15, Subsector::construction_machinery) == Approx(2e8));
}

TEST_CASE("machinery: the port's electrification saves what the port burns, not the allotted remainder") {
  sim::LeverSetting lever;
  lever.numbers["share"] = 1.0;
  testing::World world(2015, 2040);
  show_prices(world);
  run(world, {{"port_electrification", lever}});
  CHECK(emitted(world, 25, Subsector::port_airport_allocation) == Approx(0.8 * 2e8));
}

TEST_CASE("machinery: sites that demand it run on fossil-free fuel in the stated share") {
  sim::LeverSetting lever;
  lever.numbers["share"] = 1.0;
  lever.start = sim::from_civil({2017, 1, 1});
  testing::World world(2015, 2018);
  show_prices(world);
  run(world, {{"fossil_free_construction_sites", lever}});
  CHECK(emitted(world, 0, Subsector::construction_machinery) > 1e8);
  CHECK(emitted(world, 3, Subsector::construction_machinery) == 0.0);
  CHECK(emitted(world, 3, Subsector::farm_machinery) > 1e8);
}

}  // namespace
