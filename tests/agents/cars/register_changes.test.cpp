#include "agents/cars/register_changes.hpp"

#include <catch2/catch.hpp>

#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

RegisterAssumptions assumptions(double plugin, double year_log_sd, double mild = 0) {
  sim::AssumptionValues values = test::car_values();
  values.set("car.exported_at_once.plugin_hybrid", sim::Series::constant(plugin));
  values.set("car.exported_at_once.year_log_sd", year_log_sd);
  values.set("car.register.mild_hybrids", sim::Series::constant(mild));
  values.set("car.register.mild_hybrids_petrol", 0.4);
  sim::AssumptionReader read(values);
  return RegisterAssumptions(read);
}

}  // namespace

TEST_CASE("cars exported at once are a share of the new ones") {
  const sim::Calendar calendar(2016, 2035);
  const sim::RandomSource random(3, 0);
  const auto month = [&](const RegisterAssumptions& a, Powertrain powertrain, std::int64_t bought, int m) {
    return exported_at_once(a, random, powertrain, bought, calendar.window(m));
  };
  // 0.5 of new ones: as many as stay. 0.75: three times as many.
  CHECK(month(assumptions(0.5, 0), Powertrain::plugin_hybrid, 12, 0) == 12);
  CHECK(month(assumptions(0.75, 0), Powertrain::plugin_hybrid, 12, 0) == 36);
  CHECK(month(assumptions(0.5, 0), Powertrain::battery, 12, 0) == 0);
  CHECK(month(assumptions(0.5, 0), Powertrain::plugin_hybrid, 0, 0) == 0);
  // 0.2 of new ones: one in four of those that stay. 240 months of one each: 60 of sd sqrt(240 x 0.25 x 0.75) = 6.7;
  // four of them, alpha < 1e-4.
  const RegisterAssumptions quarter = assumptions(0.2, 0);
  std::int64_t sum = 0;
  for (int m = 0; m < 240; ++m) sum += month(quarter, Powertrain::plugin_hybrid, 1, m);
  CHECK(sum > 60 - 27);
  CHECK(sum < 60 + 27);
  // The year's luck is one for all its months.
  const RegisterAssumptions lucky = assumptions(0.5, 0.5);
  const std::int64_t january = month(lucky, Powertrain::plugin_hybrid, 1000, 0);
  CHECK(january != 1000);
  CHECK(std::abs(month(lucky, Powertrain::plugin_hybrid, 1000, 7) - january) <= 1);
  CHECK(std::abs(month(lucky, Powertrain::plugin_hybrid, 1000, 12) - january) > 1);
}

TEST_CASE("the register moves mild hybrids to petrol and diesel, and nothing else about them") {
  sim::AssumptionValues values = test::car_values();
  sim::AssumptionReader read(values);
  const sim::LeverValues no_levers;
  sim::LeverReader levers(no_levers);
  const CarInputs inputs(read, levers);
  const std::size_t n = 3000;
  const Households households(n, {.income = 300, .active = 1, .type = 3, .quintile = 2, .home_charging = 1});
  const sim::Calendar calendar(2020, 2022);
  const sim::RandomSource random(5, 0);
  CarPark park(
      {inputs.life, inputs.distance, inputs.acquaintances, inputs.awareness, inputs.purchase.used_age_spread,
       inputs.purchase.used_age_shape, inputs.initial.energy_use_per_year_of_age, inputs.market.company_charging},
      calendar, households, random);
  // A thousand hybrids bought new, as many bought used, as many battery cars.
  for (std::size_t slot = 0; slot < n; ++slot) {
    const Powertrain powertrain = slot < 2000 ? Powertrain::hybrid : Powertrain::battery;
    park.add_household_car(slot, 0, park.household_buyer(slot), {powertrain, CarClass::large, 1, 480, 3, slot < 1000},
                           calendar.begin());
  }
  const std::uint32_t car = park.car_of(0, 0);
  park.fleet().set_order(car, 3);
  const sim::Time due = park.fleet().due(car);
  const test::CarWorld world;  // hybrid 480, petrol 640, diesel 560 Wh/km
  const auto window = calendar.window(11);
  CHECK(move_mild_hybrids(assumptions(0, 0, 0), random, park, world.national.car_energy_use, window) == 0);
  CHECK(move_mild_hybrids(assumptions(0, 0, 1), random, park, world.national.car_energy_use, window) == 1000);
  const CarFleet& fleet = park.fleet();
  CHECK(fleet.cars(Powertrain::hybrid) == 1000);
  CHECK(fleet.cars(Powertrain::battery) == 1000);
  CHECK(fleet.cars(Powertrain::petrol) + fleet.cars(Powertrain::diesel) == 1000);
  // 400 of sd sqrt(1000 x 0.4 x 0.6) = 15.5; four of them.
  CHECK(std::abs(fleet.cars(Powertrain::petrol) - 400) < 62);
  const CarTraits traits = fleet.traits(car);
  CHECK(traits.energy_use() == (traits.powertrain() == Powertrain::petrol ? 640 : 560));
  CHECK(fleet.order(car) == 3);
  CHECK(fleet.due(car) == due);
  // Energy follows: sum of km x Wh/km of both.
  std::int64_t energy = 0;
  for (std::size_t slot = 0; slot < 1000; ++slot) {
    const CarTraits one = fleet.traits(park.car_of(slot, 0));
    energy += 10 * static_cast<std::int64_t>(one.tens_of_km()) * one.energy_use();
  }
  CHECK(fleet.energy(2, index(Powertrain::petrol)) + fleet.energy(2, index(Powertrain::diesel)) == energy);
}
