#include "agents/cars/waiting_cars.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace skifte;
using namespace skifte::agents;

namespace {

constexpr CarTraits any_car{Powertrain::petrol, CarClass::medium, 0, 0, 0, 1200, 60};

/// Cars 0 to 4, each with something on order, waiting in the order 3, 0, 4, 1; car 2 is not due yet.
struct Queue {
  Queue() {
    for (std::uint32_t owner = 0; owner < 5; ++owner) {
      const std::uint32_t car = fleet.add(owner, 0, any_car);
      fleet.set_order(car, 1);
      fleet.file(car, calendar.window(7).begin);
    }
    for (std::uint32_t car : {3, 0, 4, 1}) waiting.join(fleet, car, ++last_turn);
  }
  std::vector<std::uint32_t> left() {
    std::vector<std::uint32_t> cars;
    for (const auto& turn : waiting.those_left(fleet)) cars.push_back(turn.car);
    return cars;
  }
  sim::Calendar calendar{2020, 2021};
  CarFleet fleet{calendar};
  WaitingCars waiting;
  sim::Time last_turn = calendar.window(2).begin;
};

}  // namespace

TEST_CASE("cars wait in the order in which they joined") {
  Queue queue;
  CHECK(queue.left() == std::vector<std::uint32_t>{3, 0, 4, 1});
  queue.waiting.join(queue.fleet, 2, ++queue.last_turn);
  CHECK(queue.left() == std::vector<std::uint32_t>{3, 0, 4, 1, 2});
}

TEST_CASE("who got a car, left, or lives elsewhere with another order waits no more") {
  Queue queue;
  queue.fleet.replace(3, any_car);  // delivered: filed anew
  queue.fleet.file(3, queue.calendar.window(9).begin);
  queue.fleet.remove(4);
  CHECK(queue.left() == std::vector<std::uint32_t>{0, 1});
  // The freed index comes back as another owner's car with an order of its own.
  const std::uint32_t again = queue.fleet.add(77, 0, any_car);
  REQUIRE(again == 4);
  queue.fleet.set_order(again, 1);
  queue.fleet.file(again, queue.calendar.window(8).begin);
  CHECK(queue.left() == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("a turn follows its household to another home") {
  Queue queue;
  const sim::Time turn = queue.fleet.due(0);
  queue.fleet.remove(0);
  queue.fleet.add(55, 0, any_car);                             // somebody else's car takes the freed index
  const std::uint32_t moved = queue.fleet.add(9, 0, any_car);  // and the household's another
  queue.fleet.set_order(moved, 1);
  CHECK(queue.waiting.follow(queue.fleet, turn, moved));
  CHECK(queue.left() == std::vector<std::uint32_t>{3, moved, 4, 1});
  CHECK_FALSE(queue.waiting.follow(queue.fleet, turn + 0.5, moved));
}
