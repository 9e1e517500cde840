#include "agents/cars/garages.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace skifte::agents;

TEST_CASE("a garage has the cars that were put there, at their places") {
  Garages garages(3);
  constexpr auto none = Garages::no_car;
  CHECK(garages.cars(0) == Garages::Cars{none, none, none});
  garages.put(0, 0, 7);
  CHECK(garages.cars(0) == Garages::Cars{7, none, none});
  garages.put(0, 2, 9);  // its first and third
  garages.put(1, 1, 8);  // a second without a first
  CHECK(garages.cars(0) == Garages::Cars{7, none, 9});
  CHECK(garages.cars(1) == Garages::Cars{none, 8, none});
  garages.take(0, 0);
  CHECK(garages.cars(0) == Garages::Cars{none, none, 9});
  garages.take(0, 2);
  CHECK(garages.cars(0) == Garages::Cars{none, none, none});
  CHECK(garages.cars(1) == Garages::Cars{none, 8, none});
  CHECK(garages.cars(2) == Garages::Cars{none, none, none});
}

TEST_CASE("garages agree with a plain table, whatever comes and goes") {
  constexpr std::size_t slots = 50;
  Garages garages(slots);
  std::vector<Garages::Cars> table(slots, {Garages::no_car, Garages::no_car, Garages::no_car});
  std::mt19937 generator(3);
  for (std::uint32_t step = 0; step < 20000; ++step) {
    const std::size_t slot = generator() % slots;
    const auto place = static_cast<std::uint8_t>(generator() % 3);
    const std::uint32_t car = generator() % 2 == 0 ? Garages::no_car : static_cast<std::uint32_t>(generator() % 1000);
    garages.put(slot, place, car);
    table[slot][place] = car;
    REQUIRE(garages.cars(slot) == table[slot]);
  }
  for (std::size_t slot = 0; slot < slots; ++slot) CHECK(garages.cars(slot) == table[slot]);
}
