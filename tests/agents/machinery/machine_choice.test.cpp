#include "agents/machinery/machine_choice.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::agents;

MachineAssumptions machines() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  MachineAssumptions assumptions(read);
  for (OwnerAssumptions& owner : assumptions.owner) {
    owner.price = 0.015;
    owner.premium_factor = 1.0;
  }
  assumptions.annuity = 0.14;
  assumptions.electricity_per_fuel = 0.4;
  assumptions.electric_premium = sim::Series::constant(1.0);
  return assumptions;
}

TEST_CASE("machines: yearly costs by hand") {
  const MachineCosts costs = machine_costs(machines(), MachineOwner::construction, 0, 0.0013, 0.0009);
  // Capital 0.015 x 0.14 = 0.0021 SEK/Wh; combustion + 0.0013; electric twice the capital + 0.4 x 0.0009.
  CHECK(costs.combustion == Approx(0.0034));
  CHECK(costs.electric == Approx(0.00456));
}

TEST_CASE("machines: dearer fuel and cheaper current strictly favour the electric machine") {
  const MachineAssumptions assumptions = machines();
  double ratio = 1e9;
  for (const double fuel : {0.0008, 0.0013, 0.002, 0.003}) {
    const MachineCosts costs = machine_costs(assumptions, MachineOwner::port, 0, fuel, 0.0009);
    CHECK(costs.electric / costs.combustion < ratio);
    ratio = costs.electric / costs.combustion;
  }
  const MachineCosts dear = machine_costs(assumptions, MachineOwner::port, 0, 0.0013, 0.002);
  const MachineCosts cheap = machine_costs(assumptions, MachineOwner::port, 0, 0.0013, 0.0005);
  CHECK(cheap.electric < dear.electric);
  CHECK(cheap.combustion == dear.combustion);
}

TEST_CASE("machines: as electric ones grow cheaper they never grow dearer, in gardens either, where comfort counts") {
  MachineAssumptions assumptions = machines();
  assumptions.garden_comfort = 0.25;
  for (const MachineOwner owner : {MachineOwner::households, MachineOwner::farms}) {
    double before = 1e9;
    for (const double premium : {2.0, 1.1, 0.4, 0.0}) {
      assumptions.electric_premium = sim::Series::constant(premium);
      const MachineCosts costs = machine_costs(assumptions, owner, 0, 0.0013, 0.0009);
      CHECK(costs.electric < before);
      before = costs.electric;
    }
    // Without an extra price: (1 - 0.25) 0.0021 + 0.00036 in a garden, 0.0021 + 0.00036 on a farm.
    CHECK(before == Approx(owner == MachineOwner::households ? 0.001935 : 0.00246));
  }
}

TEST_CASE("machines: a longer wait for the grid never lets one through that a shorter one stopped") {
  for (const double u : {0.05, 0.3, 0.6, 0.95}) {
    bool before = true;
    for (const double lead : {100.0, 274.0, 500.0, 1500.0, 5000.0}) {
      const bool in_time = connection_in_time(u, 274, lead);
      CHECK((before || !in_time));
      before = in_time;
    }
  }
  CHECK(connection_in_time(0.99, 274, 274));
  CHECK(connection_in_time(0.5, 274, 547));
  CHECK_FALSE(connection_in_time(0.51, 274, 547));
}

}  // namespace
