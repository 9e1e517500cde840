#include "agents/public_transport/bus_fleet.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::agents;

namespace {

sim::AssumptionValues bus_values() {
  sim::AssumptionValues values;
  for (const auto& [name, value] :
       std::initializer_list<std::pair<const char*, double>>{{"bus.number", 100},
                                                             {"bus.initial_gas", 0.7},
                                                             {"bus.initial_electric", 0},
                                                             {"bus.contract", 8},
                                                             {"bus.contract_spread", 0.25},
                                                             {"bus.diesel_of_others", 0.4},
                                                             {"bus.km", 60000},
                                                             {"bus.biogas_share", 1},
                                                             {"bus.energy_use.diesel", 4000},
                                                             {"bus.energy_use.gas", 5000},
                                                             {"bus.energy_use.electric", 1400},
                                                             {"bus.price.diesel", 3e6},
                                                             {"bus.price.gas", 3e6},
                                                             {"bus.price.electric", 5e6}}) {
    values.set(name, value);
  }
  values.set("bus.electric_of_new", sim::Series::constant(0));
  values.set("bus.hvo_share", sim::Series::constant(0));
  for (const char* kind : {"diesel", "gas", "electric", "petrol"})
    values.set("bus.registered_beyond." + std::string(kind), sim::Series::constant(0));
  return values;
}

}  // namespace

TEST_CASE("buses are replaced once a contract: all electric after the longest one") {
  const auto values = bus_values();
  sim::AssumptionReader read(values);
  const BusFleetAssumptions assumptions(read);
  const sim::Calendar calendar(2020, 2031);
  const sim::RandomSource random(5, 0);
  BusFleet fleet(assumptions, calendar, random);
  CHECK(fleet.count(Bus::gas) == 70);
  int bought = 0;
  for (int m = 0; m < calendar.months(); ++m) {
    for (int buses : fleet.renew(calendar.window(m), 1, 100, 1000)) bought += buses;
    CHECK(fleet.count(Bus::diesel) + fleet.count(Bus::gas) + fleet.count(Bus::electric) == 100);
  }
  // The longest contract is 8 * 1.25 = 10 years, and 12 have passed; each bus serves 6 to 10 years.
  CHECK(fleet.count(Bus::electric) == 100);
  CHECK(bought >= 100);
  CHECK(bought <= 300);
}

TEST_CASE("like with like leaves the fleet as it was") {
  const auto values = bus_values();
  sim::AssumptionReader read(values);
  const BusFleetAssumptions assumptions(read);
  const sim::Calendar calendar(2020, 2031);
  const sim::RandomSource random(5, 0);
  BusFleet fleet(assumptions, calendar, random);
  for (int m = 0; m < calendar.months(); ++m) fleet.renew(calendar.window(m), -1, 100, 1000);
  CHECK(fleet.count(Bus::gas) == 70);
  CHECK(fleet.count(Bus::diesel) == 30);
}

TEST_CASE("further buses wait for places to charge where they are told to, others are bought as before") {
  const auto values = bus_values();
  sim::AssumptionReader read(values);
  const BusFleetAssumptions assumptions(read);
  const sim::Calendar calendar(2020, 2020);
  const sim::RandomSource random(5, 0);
  BusFleet waiting(assumptions, calendar, random), at_once(assumptions, calendar, random);
  waiting.renew(calendar.window(0), 1, 120, 0, Growth::with_places);
  at_once.renew(calendar.window(0), 1, 120, 0, Growth::at_once);
  CHECK(waiting.size() == 100);
  CHECK(at_once.size() == 120);
  CHECK(at_once.count(Bus::electric) == 0);
  waiting.renew(calendar.window(1), 1, 120, 7, Growth::with_places);
  CHECK(waiting.count(Bus::electric) == 7);
  CHECK(waiting.size() <= 107);
  waiting.renew(calendar.window(2), 0, 120, 7, Growth::with_places);  // nobody demands electric ones
  CHECK(waiting.size() == 120);
}

TEST_CASE("more traffic adds buses") {
  const auto values = bus_values();
  sim::AssumptionReader read(values);
  const BusFleetAssumptions assumptions(read);
  const sim::Calendar calendar(2020, 2020);
  const sim::RandomSource random(5, 0);
  BusFleet fleet(assumptions, calendar, random);
  fleet.renew(calendar.window(0), 0.5, 110, 1000);
  CHECK(fleet.size() == 110);
}

TEST_CASE("without places to charge no bus turns electric") {
  const auto values = bus_values();
  sim::AssumptionReader read(values);
  const BusFleetAssumptions assumptions(read);
  const sim::Calendar calendar(2020, 2031);
  const sim::RandomSource random(5, 0);
  BusFleet fleet(assumptions, calendar, random);
  for (int m = 0; m < calendar.months(); ++m) fleet.renew(calendar.window(m), 1, 100, 12);
  CHECK(fleet.count(Bus::electric) == 12);
  CHECK(fleet.count(Bus::diesel) + fleet.count(Bus::gas) == 88);
}

TEST_CASE("buses registered beyond those that serve the city count and do not serve") {
  auto values = bus_values();
  values.set("bus.registered_beyond.diesel", sim::Series::constant(-40));
  values.set("bus.registered_beyond.gas", sim::Series::constant(25));
  values.set("bus.registered_beyond.petrol", sim::Series::constant(2));
  sim::AssumptionReader read(values);
  const BusFleetAssumptions assumptions(read);
  const sim::Calendar calendar(2020, 2020);
  const sim::RandomSource random(5, 0);
  const BusFleet fleet(assumptions, calendar, random);
  // 30 diesel, 70 gas, none electric serve; 30 - 40 is no number of buses.
  CHECK(fleet.registered(0) == std::array<std::int64_t, 4>{0, 95, 0, 2});
  CHECK(fleet.size() == 100);
}
