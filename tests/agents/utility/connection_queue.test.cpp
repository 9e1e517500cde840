#include "agents/utility/connection_queue.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte::agents;

constexpr GridCustomer plants = GridCustomer::industry;
constexpr GridCustomer chargers = GridCustomer::public_chargers;

TEST_CASE("connection queue: first come, first served, nobody is overtaken") {
  ConnectionQueue queue;
  queue.ask(plants, 6e6, 0, 0);
  queue.ask(chargers, 1e6, 0, 30);
  // 5 MW free: the first does not fit, and the later, smaller one waits behind it.
  queue.serve(5e6);
  CHECK(queue.waiting() == 7e6);
  CHECK(queue.waiting(chargers) == 1e6);
  CHECK(queue.granted(chargers) == 0);
  CHECK(queue.wait(60) == 60);
  queue.serve(6.5e6);
  CHECK(queue.granted(plants) == 6e6);
  CHECK(queue.reserved() == 6e6);
  CHECK(queue.waiting() == 1e6);
  CHECK(queue.wait(60) == 30);
  // What is granted stays reserved.
  queue.serve(6.9e6);
  CHECK(queue.waiting() == 1e6);
  queue.serve(7e6);
  CHECK(queue.waiting() == 0.0);
  CHECK(queue.wait(60) == 0);
}

TEST_CASE("connection queue: a rise is a new request behind the others, what is in use is reserved no more") {
  ConnectionQueue queue;
  queue.ask(plants, 2e6, 0, 0);
  queue.ask(chargers, 1e6, 0, 0);
  queue.ask(plants, 5e6, 0, 30);
  queue.serve(3.5e6);
  CHECK(queue.reserved() == 3e6);
  CHECK(queue.granted(plants) == 2e6);
  CHECK(queue.waiting(plants) == 3e6);
  // The first 2 MW come into use and draw 1.5 of the 3.5 that were free.
  queue.ask(plants, 5e6, 2e6, 60);
  CHECK(queue.reserved() == 1e6);
  queue.serve(2e6);
  CHECK(queue.waiting() == 3e6);
  queue.serve(4e6);
  CHECK(queue.granted(plants) == 5e6);
}

TEST_CASE("connection queue: what is asked for is granted or waits, whatever comes") {
  ConnectionQueue queue;
  double asked_plants = 0, asked_chargers = 0;
  for (int month = 0; month < 200; ++month) {
    asked_plants += 1e5 * ((month * 7) % 5);
    asked_chargers += 3e4 * ((month * 3) % 4);
    queue.ask(plants, asked_plants, 0.8 * queue.granted(plants), month);
    queue.ask(chargers, asked_chargers, 0.9 * queue.granted(chargers), month);
    queue.serve(1e6 * ((month * 5) % 3));
    REQUIRE(queue.granted(plants) + queue.waiting(plants) == Approx(asked_plants).epsilon(1e-12));
    REQUIRE(queue.granted(plants) + queue.granted(chargers) + queue.waiting() ==
            Approx(asked_plants + asked_chargers).epsilon(1e-12));
    REQUIRE(queue.granted(chargers) <= asked_chargers + 1e-6);
  }
  CHECK(queue.waiting() > 0);
  CHECK(queue.granted(chargers) > 0);
}

}  // namespace
