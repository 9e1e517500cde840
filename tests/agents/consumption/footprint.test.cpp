#include "agents/consumption/footprint.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using agents::Spending;

const sim::Time reference = sim::from_decimal_year(2019.5);

agents::SpendingAssumptions spending() {
  sim::AssumptionValues values;
  for (const auto& label : agents::spending_labels) {
    values.set("footprint." + std::string(label), 1000.0);
    values.set("footprint.elasticity." + std::string(label), 0.5);
    values.set("footprint.decline." + std::string(label), 0.02);
  }
  values.set("consumption.volume", sim::Series(sim::Series::Interpolation::linear, {{reference, 1}}));
  values.set("consumption.volume_growth", 0.01);
  sim::AssumptionReader read(values);
  return agents::SpendingAssumptions(read);
}

agents::SavingAssumptions saving() {
  sim::AssumptionValues values;
  values.set("footprint.saving.plant_based", 0.4);
  values.set("footprint.plant_based_2019", 0.1);
  values.set("footprint.saving.sustainable_habits", 0.2);
  values.set("footprint.saving.procurement", 0.5);
  values.set("footprint.municipal_share", 0.6);
  values.set("footprint.public_meals", 50.0);
  sim::AssumptionReader read(values);
  return agents::SavingAssumptions(read);
}

agents::EnergyAssumptions energy() {
  sim::AssumptionValues values;
  values.set("footprint.car.private_share", 0.8);
  values.set("footprint.car.combustion_use", 700.0);
  values.set("footprint.car.battery_use", 200.0);
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
  values.set("footprint.heat.district_heat_upstream", 10.0);
  values.set("footprint.heat.natural_gas", 260.0);
  values.set("footprint.heat.biofuel", 20.0);
  values.set("footprint.heat.oil", 350.0);
  values.set("heating.efficiency.direct_electric", 1.0);
  values.set("heating.efficiency.air_source_heat_pump", 2.5);
  values.set("heating.efficiency.ground_source_heat_pump", 10.0 / 3);
  values.set("heating.household_electricity", 3000.0);
  sim::AssumptionReader read(values);
  return agents::EnergyAssumptions(read);
}

}  // namespace

TEST_CASE("spending's footprint follows volume and intensity from 2019") {
  CHECK(agents::spending_rate(spending(), Spending::food, reference, 1) == Approx(1e6));
  // Ten mean years on: volume e^0.1, its root e^0.05, intensity e^-0.2: e^-0.15 = 0.860708.
  const sim::Time later = reference + 10 * sim::days_per_year;
  CHECK(agents::consumption_volume(spending(), later) == Approx(1.105171).epsilon(1e-6));
  CHECK(agents::spending_rate(spending(), Spending::food, later, 1) == Approx(860708).epsilon(1e-3));
  CHECK(agents::spending_rate(spending(), Spending::food, later, 1.5) ==
        Approx(1.5 * agents::spending_rate(spending(), Spending::food, later, 1)));
}

TEST_CASE("a richer mix of inhabitants raises the footprint by the elasticity") {
  const std::array<double, 5> even = {10, 10, 10, 10, 10};
  const std::array<double, 5> rich = {0, 0, 0, 0, 7};
  const std::array<double, 5> income = {0.25, 0.5, 1, 1, 2.25};
  CHECK(agents::composition(even, even, income, 0.7) == Approx(1));
  // Roots: (0.5 + 0.707107 + 1 + 1 + 1.5) / 5 = 0.941421; 1.5 over it.
  CHECK(agents::composition(rich, even, income, 0.5) == Approx(1.5 / 0.9414214).epsilon(1e-6));
  CHECK(agents::composition(rich, even, income, 0) == Approx(1));
  CHECK(agents::composition({}, even, income, 0.5) == 1);
}

TEST_CASE("diets, habits and demands save what their share says") {
  CHECK(agents::diet_factor(saving(), 0.1) == Approx(1));
  CHECK(agents::diet_factor(saving(), 0.6) == Approx(0.8));
  CHECK(agents::diet_factor(saving(), 0) == Approx(1.04));
  CHECK(agents::goods_factor(saving(), 0.1, 0.1) == Approx(1));
  CHECK(agents::goods_factor(saving(), 0.5, 0) == Approx(0.9));
  CHECK(agents::procurement_factor(saving(), 0.5) == Approx(0.85));
}

TEST_CASE("car travel counts fuel from the well, current and the car itself") {
  const agents::CarUse fossil{1e6, 100, 0, 0.26};
  // 0.8 x (1e6 km x 700 Wh x 0.26 x 1.2 + 100 cars x 8e6 g / 16) = 0.8 x (218.4e6 + 50e6)
  CHECK(agents::car_rate(energy(), fossil, reference) == Approx(214.72e6));
  const agents::CarUse blended{1e6, 100, 0, 0.20};
  // 0.8 x (1e6 x 700 x (0.24 + 0.06 x 0.25) + 50e6)
  CHECK(agents::car_rate(energy(), blended, reference) == Approx(0.8 * (178.5e6 + 50e6)));
  const agents::CarUse electric{1e6, 100, 1, 0.26};
  // 0.8 x (1e6 x 200 Wh x 0.04 g/Wh + 100 x 12e6 / 16)
  CHECK(agents::car_rate(energy(), electric, reference) == Approx(0.8 * (8e6 + 75e6)));
}

TEST_CASE("heat is shared among systems and each is counted by its fuel") {
  const double heat = 1e9;  // [Wh]
  // Order: district heat, gas, direct electric, air source, ground source, biofuel, oil.
  CHECK(agents::heat_emissions(energy(), {5, 0, 0, 0, 0, 0, 0}, heat, 0.09, reference) == Approx(0.1 * heat));
  CHECK(agents::heat_emissions(energy(), {0, 1, 0, 0, 0, 0, 1}, heat, 0.09, reference) == Approx(0.305 * heat));
  CHECK(agents::heat_emissions(energy(), {0, 0, 2, 1, 1, 0, 0}, heat, 0.09, reference) ==
        Approx((2 + 0.4 + 0.3) / 4 * 0.04 * heat));
  CHECK(agents::heat_emissions(energy(), {}, heat, 0.09, reference) == 0);
  // A gas boiler exchanged for a heat pump always saves.
  CHECK(agents::heat_emissions(energy(), {0, 9, 0, 1, 0, 0, 0}, heat, 0, reference) <
        agents::heat_emissions(energy(), {0, 10, 0, 0, 0, 0, 0}, heat, 0, reference));
}
