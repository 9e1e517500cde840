#include "agents/cars/moving_cars.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

TEST_CASE("a car on order moves with its household") {
  sim::AssumptionValues values = test::car_values();
  values.set("car.movers_from_city", 1.0);
  for (auto label : subsector_labels) values.set("inventory.scale." + std::string(label), 1.0);
  sim::AssumptionReader read(values);
  const sim::LeverValues no_levers;
  sim::LeverReader levers(no_levers);
  const CarInputs inputs(read, levers);
  // Alike households, of which the first has a car; others are there for the threshold of wishes.
  const std::size_t n = 200;
  Households households(n, {.income = 300, .active = 1, .type = 3, .quintile = 2, .home_charging = 1});
  const sim::Calendar calendar(2020, 2022);
  const sim::RandomSource random(5, 0);
  const CityData city;
  Accounts accounts(calendar, ScaleAssumptions(read));
  sim::Blackboard board;
  Flows flows;
  const Setting setting{calendar, random, city, accounts, board, flows};
  const test::CarWorld world;
  // 599 of the 600 cars conceivable are wanted: practically everybody wants three.
  CarOwnership ownership(inputs.ownership, households, random, 599);
  CarPark park(
      {inputs.life, inputs.distance, inputs.acquaintances, inputs.awareness, inputs.purchase.used_age_spread,
       inputs.purchase.used_age_shape, inputs.initial.energy_use_per_year_of_age, inputs.market.company_charging},
      calendar, households, random);
  const ClassOffer classes = class_offer(inputs.classes, world.national.used_car_age, calendar.begin());
  MovingCars movers(inputs, setting, households, world.national, classes, ownership, park);
  const sim::Window window = calendar.window(3);
  park.add_household_car(0, 0, park.household_buyer(0), {Powertrain::diesel, CarClass::large, 4, 600, 3, true},
                         calendar.begin());
  const std::uint32_t car = park.car_of(0, 0);
  const int battery = alternative_of(Condition::fresh, CarClass::small, index(Powertrain::battery));
  const sim::Time delivery = window.end + 40;
  park.fleet().set_order(car, battery);
  park.fleet().file(car, delivery);

  movers.move_out(0);
  CHECK(park.cars_of(0) == 0);
  movers.move_in(7, window);
  REQUIRE(park.cars_of(7) > 0);
  const std::uint32_t moved = park.car_of(7, 0);
  CHECK(park.fleet().traits(moved).powertrain() == Powertrain::diesel);
  CHECK(park.fleet().traits(moved).car_class() == CarClass::large);
  CHECK(park.fleet().bought_new(moved));
  CHECK(park.fleet().order(moved) == battery);
  CHECK(park.fleet().due(moved) == delivery);

  // Due and not delivered, it keeps its turn: between two others.
  park.fleet().set_order(park.car_of(7, 1), battery);
  park.waiting().join(park.fleet(), park.car_of(7, 1), window.end + 41);
  park.waiting().join(park.fleet(), moved, window.end + 42);
  park.fleet().set_order(park.car_of(7, 2), battery);
  park.waiting().join(park.fleet(), park.car_of(7, 2), window.end + 43);
  movers.move_out(7);
  movers.move_in(9, calendar.window(4));
  const auto waiting = park.waiting().those_left(park.fleet());
  REQUIRE(waiting.size() == 3);
  for (const WaitingCars::Turn& turn : waiting) {
    CHECK(park.fleet().due(turn.car) == turn.turn);
    CHECK(park.fleet().owner(turn.car) == 9);
  }
  CHECK(park.fleet().traits(waiting[1].car).powertrain() == Powertrain::diesel);
}
