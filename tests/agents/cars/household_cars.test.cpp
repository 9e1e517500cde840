#include "agents/cars/household_cars.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <vector>

#include "sim/math.hpp"
#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

TEST_CASE("a household's bill is of the cars it has and the year that was closed") {
  const sim::AssumptionValues values = test::car_values();
  sim::AssumptionReader read(values);
  const sim::LeverValues no_levers;
  sim::LeverReader levers(no_levers);
  const CarInputs inputs(read, levers);
  Households households(3, {.income = 300, .active = 1, .quintile = 2});
  households[1].home_charging = 1;
  const sim::Calendar calendar(2020, 2022);
  const sim::RandomSource random(5, 0);
  CarPark park(
      {inputs.life, inputs.distance, inputs.acquaintances, inputs.awareness, inputs.purchase.used_age_spread,
       inputs.purchase.used_age_shape, inputs.initial.energy_use_per_year_of_age, inputs.market.company_charging},
      calendar, households, random);
  const auto add = [&](std::size_t slot, std::uint8_t place, Powertrain powertrain) {
    park.add_household_car(slot, place, park.household_buyer(slot), {powertrain, CarClass::medium, 4, 600, 3},
                           calendar.begin());
    return 10.0 * park.fleet().traits(park.car_of(slot, place)).tens_of_km();  // [km/year]
  };
  const double petrol_km = add(1, 0, Powertrain::petrol), battery_km = add(1, 2, Powertrain::battery);
  const double without_socket_km = add(2, 0, Powertrain::battery);

  const test::CarWorld world;
  BehaviourSignals behaviour;
  for (auto& quintile : behaviour.car_km) quintile.fill(0.5);
  behaviour.congestion_charge = 0.2;
  EnergyPrices prices;
  prices.home.fill(1), prices.elsewhere.fill(3);
  YearOfCars year;
  for (int month = 0; month < 12; ++month) {
    year.add_month(inputs.purchase, prices, world.policy, behaviour, 1.0 / 12);
  }
  year.close();

  const auto bill = [&](std::size_t slot) {
    std::array<HouseholdCars::Year, 1> one;
    year.write(park, slot, one);
    return one[0];
  };
  const HouseholdCars::Year two = bill(1);
  CHECK(two.cars == 2);
  CHECK(two.battery == 1);
  CHECK(two.energy == Approx(0.5 * 1 * (petrol_km + battery_km)));
  CHECK(two.charge == Approx(0.5 * 0.2 * (petrol_km + battery_km)));
  CHECK(two.tax_service == Approx(2000 + 360 + 2 * 1));  // the ceiling of used cars' tax; service 1 each
  CHECK(bill(2).energy == Approx(0.5 * 3 * without_socket_km));
  CHECK(bill(0).cars == 0);
  CHECK(bill(0).tax_service == 0);

  park.remove(park.car_of(1, 0));
  CHECK(bill(1).cars == 1);
  CHECK(bill(1).energy == Approx(0.5 * battery_km));

  std::array<HouseholdCars::Year, 3> street;
  street.fill({.energy = 1, .cars = 9});  // whatever was there before
  year.write(park, 0, street);
  CHECK(street[0].cars == 0);
  CHECK(street[0].energy == 0);
  CHECK(street[1].energy == bill(1).energy);
  CHECK(street[2].energy == bill(2).energy);

  year.close();  // a year without months
  CHECK(bill(1).cars == 1);
  CHECK(bill(1).tax_service == 0);
}

TEST_CASE("a household stays aware once exposure has made it so, and as many are as the equation says") {
  const sim::AssumptionValues values = test::car_values();
  sim::AssumptionReader read(values);
  const sim::LeverValues no_levers;
  sim::LeverReader levers(no_levers);
  const CarInputs inputs(read, levers);
  const Households households(10000, {.income = 300, .active = 1, .quintile = 2});  // of attitude 0
  const sim::Calendar calendar(2020, 2022);
  const sim::RandomSource random(5, 0);
  CarPark park(
      {inputs.life, inputs.distance, inputs.acquaintances, inputs.awareness, inputs.purchase.used_age_spread,
       inputs.purchase.used_age_shape, inputs.initial.energy_use_per_year_of_age, inputs.market.company_charging},
      calendar, households, random);
  for (std::size_t slot = 0; slot < households.size(); slot += 2) park.draw(slot);  // of the others nothing is kept
  std::vector<bool> before(households.size(), false);
  for (int step = 0; step <= 1200; ++step) {
    const double exposure = step / 120.0;  // to 10, beyond the places that are kept, on their edges and between them
    double aware = 0;
    for (std::size_t slot = 0; slot < households.size(); ++slot) {
      const bool now = park.is_aware(slot, exposure);
      if (before[slot] && !now) FAIL("not aware any more");
      before[slot] = now;
      aware += now ? 1 : 0;
    }
    // P(-log u < H) = 1 - exp(-H); the standard deviation of a share of 10 000 is at most 0.005.
    if (aware / 10000 < 1 - sim::exp(-exposure) - 0.02 || aware / 10000 > 1 - sim::exp(-exposure) + 0.02) {
      FAIL("share aware " << aware / 10000 << " at " << exposure);
    }
  }
}
