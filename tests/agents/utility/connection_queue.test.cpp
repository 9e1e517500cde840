#include "agents/utility/connection_queue.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte::agents;

TEST_CASE("connection queue: first come, first served, nobody is overtaken") {
  ConnectionQueue queue;
  queue.ask(GridCustomer::industry, 6e6, 0);
  queue.ask(GridCustomer::public_chargers, 1e6, 30);
  // 5 MW free: the first does not fit, and the later, smaller one waits behind it.
  queue.serve(5e6);
  CHECK(queue.waiting() == 7e6);
  CHECK(queue.waiting_of(GridCustomer::public_chargers) == 1e6);
  queue.serve(6.5e6);
  CHECK(queue.reserved() == 6e6);
  CHECK(queue.waiting() == 1e6);
  // What is granted stays reserved.
  queue.serve(6.9e6);
  CHECK(queue.waiting() == 1e6);
  queue.serve(7e6);
  CHECK(queue.waiting() == 0.0);
}

TEST_CASE("connection queue: a rise is a new request behind the others, a fall takes the oldest away") {
  ConnectionQueue queue;
  queue.ask(GridCustomer::industry, 2e6, 0);
  queue.ask(GridCustomer::public_chargers, 1e6, 0);
  queue.ask(GridCustomer::industry, 5e6, 30);
  queue.serve(3.5e6);
  CHECK(queue.reserved() == 3e6);
  CHECK(queue.waiting_of(GridCustomer::industry) == 3e6);
  // The first 2 MW are connected by their owner.
  queue.ask(GridCustomer::industry, 3e6, 60);
  CHECK(queue.reserved() == 1e6);
  CHECK(queue.waiting() == 3e6);
}

}  // namespace
