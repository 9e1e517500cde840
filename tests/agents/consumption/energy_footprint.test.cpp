#include "agents/consumption/energy_footprint.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using agents::Carrier;
using agents::EndUse;

const sim::Time reference = sim::from_decimal_year(2019.5);

agents::EnergyFootprint energy() {
  sim::AssumptionValues values;
  values.set("footprint.car.private_share", 0.8);
  values.set("footprint.car.well_to_wheel", 1.2);
  values.set("footprint.car.biofuel_lifecycle", 0.25);
  values.set("fuel.petrol.fossil_co2", 2.5);
  values.set("fuel.diesel.fossil_co2", 2.7);
  values.set("fuel.petrol.energy", 10.0);
  values.set("fuel.diesel.energy", 10.0);
  values.set("footprint.car.combustion_car", 8000.0);
  values.set("footprint.car.battery_car", 12000.0);
  values.set("footprint.car.life", 16.0);
  values.set("footprint.electricity", sim::Series(sim::Series::Interpolation::linear, {{reference, 40}}));
  values.set("footprint.electricity_decline", 0.02);
  values.set("footprint.energy.district_heat_upstream", 10.0);
  values.set("footprint.energy.natural_gas", 240.0);
  values.set("footprint.energy.biogas", 50.0);
  values.set("footprint.energy.heating_oil", 320.0);
  values.set("footprint.energy.solid_biofuel", 20.0);
  sim::AssumptionReader read(values);
  return agents::EnergyFootprint(read);
}

double factor(Carrier carrier, double petrol_fossil = 0.2) {
  const agents::EnergyState state{reference, petrol_fossil, 0.27, 0.09};
  return agents::lifecycle_factors(energy(), state)[static_cast<std::size_t>(carrier)];
}

}  // namespace

TEST_CASE("fuels count from the well, biofuel in the blend at its lifecycle") {
  CHECK(factor(Carrier::petrol) == Approx(0.2 * 1.2 + 0.05 * 0.25));
  CHECK(factor(Carrier::petrol, 0.25) == Approx(0.25 * 1.2));  // no biofuel
  CHECK(factor(Carrier::diesel) == Approx(0.27 * 1.2));
  CHECK(factor(Carrier::ethanol) == Approx(0.0625));
  CHECK(factor(Carrier::petrol, 0.1) < factor(Carrier::petrol, 0.2));
}

TEST_CASE("heat and current count stack, supply and losses") {
  CHECK(factor(Carrier::district_heat) == Approx(0.1));
  CHECK(factor(Carrier::natural_gas) == Approx(0.24));
  CHECK(factor(Carrier::biogas) == Approx(0.05));
  CHECK(factor(Carrier::electricity) == Approx(0.04));
  CHECK(factor(Carrier::waste_fossil) == 0);
  // Ten mean years on: 0.04 e^-0.2 = 0.0327492.
  CHECK(agents::electricity_factor(energy(), reference + 10 * sim::days_per_year) == Approx(0.0327492).epsilon(1e-6));
}

TEST_CASE("the making of cars is spread over their life") {
  // 100 cars, a quarter on current alone: 100 x (0.75 x 8 t + 0.25 x 12 t) / 16 years
  CHECK(agents::car_making(energy(), 100, 0.25) == Approx(56.25e6));
}

TEST_CASE("a reading takes what was booked since the last, and every year anew") {
  const sim::Calendar calendar(2026, 2027);
  sim::AssumptionValues values;
  for (const auto& label : agents::subsector_labels) values.set("inventory.scale." + std::string(label), 1.0);
  sim::AssumptionReader read(values);
  agents::Accounts accounts(calendar, agents::ScaleAssumptions(read));
  agents::EnergyReading homes(EndUse::dwellings);
  const auto current = [&](int month) {
    return homes.take(accounts, calendar.window(month))[static_cast<std::size_t>(Carrier::electricity)];
  };
  accounts.post_energy(calendar.window(0), Carrier::electricity, EndUse::dwellings, 5);
  accounts.post_energy(calendar.window(0), Carrier::electricity, EndUse::premises, 100);
  accounts.post_energy(calendar.window(1), Carrier::electricity, EndUse::dwellings, 7);
  CHECK(current(1) == 12);
  CHECK(current(2) == 0);
  accounts.post_energy(calendar.window(11), Carrier::electricity, EndUse::dwellings, 3);
  CHECK(current(11) == 3);
  accounts.post_energy(calendar.window(12), Carrier::electricity, EndUse::dwellings, 2);
  CHECK(current(12) == 2);
}
