#include "agents/cars/deliveries.hpp"

#include <catch2/catch.hpp>
#include <numeric>
#include <vector>

#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

/// Importers who get 10 000 cars a year for the country, and a city that orders some each month, all due at once.
struct City {
  /// A year of so many orders a month while the country gets `national`; cars delivered, by month.
  std::vector<int> year(int orders, double national) {
    std::vector<int> by_month;
    for (int month = 0; month < 12; ++month, ++next) {
      const sim::Window window = calendar.window(next);
      deliveries.begin_month(window, national);
      int delivered = 0;
      const int due = waiting + orders;
      waiting = 0;
      for (int car = 0; car < orders; ++car) deliveries.count_order();
      for (int car = 0; car < due; ++car) deliveries.deliver() ? ++delivered : ++waiting;
      deliveries.end_month(window);
      by_month.push_back(delivered);
    }
    return by_month;
  }
  static int sum(const std::vector<int>& months) { return std::accumulate(months.begin(), months.end(), 0); }

  sim::Calendar calendar{2015, 2030};
  sim::AssumptionValues values = test::car_values();
  sim::AssumptionReader read{values};
  DeliveryAssumptions assumptions = [this] {
    values.set("car.supply_reserve", 0.1), values.set("car.supply_memory", 2);
    return DeliveryAssumptions(read);
  }();
  Deliveries deliveries{assumptions};
  int next = 0;
  int waiting = 0;
};

}  // namespace

TEST_CASE("the city's share of new cars is that of its orders while it was free") {
  City city;
  CHECK(City::sum(city.year(100, 10000)) == 1200);
  CHECK(City::sum(city.year(100, 10000)) == 1200);
  // 100 a month of 10 000 a year: 0.12
  CHECK(city.deliveries.share() == Approx(0.12).epsilon(1e-3));
  CHECK(city.deliveries.wait_months() == 0);
  // Later orders are demand, not a share.
  (void)city.year(200, 10000);
  CHECK(city.deliveries.share() == Approx(0.12).epsilon(1e-3));
}

TEST_CASE("in a shortage cars wait, and afterwards nobody's backlog comes at once") {
  City city;
  (void)city.year(100, 10000), (void)city.year(100, 10000);
  // 1.1 * 0.12 * 8000 = 1056 in a year against 1200 orders: 144 wait, 1.636 months of deliveries.
  CHECK(City::sum(city.year(100, 8000)) == Approx(1056).margin(1));
  CHECK(city.waiting == Approx(144).margin(1));
  CHECK(city.deliveries.wait_months() == Approx(144 / 88.0).margin(0.06));
  // 1.1 * 0.12 * 10 000 = 1320: the backlog shrinks by 10 a month.
  const auto after = city.year(100, 10000);
  for (int delivered : after) CHECK(delivered <= 114);  // of the longest month: 1320 * 31 / 365
  CHECK(city.waiting == Approx(144 - 120).margin(1));
}

TEST_CASE("those who wait keep their order and come before the next month's") {
  City city;
  (void)city.year(100, 10000), (void)city.year(100, 10000);
  const sim::Window window = city.calendar.window(city.next);
  city.deliveries.begin_month(window, 10);
  sim::Time last = window.end;
  for (int car = 0; car < 20; ++car) {
    if (city.deliveries.deliver()) continue;
    const sim::Time turn = city.deliveries.next_turn(window);
    CHECK(turn > last);
    CHECK(turn < window.end + 1);
    last = turn;
  }
  CHECK(last > window.end);
}
