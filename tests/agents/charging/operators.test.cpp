#include "agents/charging/operators.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::agents;

namespace {

sim::AssumptionValues charging_values() {
  sim::AssumptionValues values;
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, double>>{{"margin_share", 0.5},
                                                                                         {"visitors", 0.4},
                                                                                         {"point_cost", 60000},
                                                                                         {"host_points", 0.1},
                                                                                         {"host_half", 8000},
                                                                                         {"speed", 1},
                                                                                         {"growth_floor", 0.8},
                                                                                         {"growth_ceiling", 1.6},
                                                                                         {"site_size", 8},
                                                                                         {"building_time", 9},
                                                                                         {"building_log_sd", 0.4},
                                                                                         {"investment", 150000},
                                                                                         {"half_density", 8},
                                                                                         {"cars_per_point", 15}}) {
    values.set(std::string("charging.") + name, value);
  }
  values.set("tax.vat_factor", 1.25);
  return values;
}

}  // namespace

TEST_CASE("points that pay: margin times energy over cost, and the hosts' own") {
  const auto values = charging_values();
  sim::AssumptionReader read(values);
  const OperatorAssumptions a(read);
  // 0.5 * 5 / 1.25 = 2 SEK/kWh; 2 * 3e6 kWh * 1.4 / 60 000 = 140; hosts 0.1 * 8000 / 2 = 400
  CHECK(points_that_pay(a, 3e9, 5, 0, 8000) == Approx(540));
  // half the cost paid by others: 280 + 400
  CHECK(points_that_pay(a, 3e9, 5, 0.5, 8000) == Approx(680));
  CHECK(points_that_pay(a, 0, 5, 0, 0) == 0);
}

TEST_CASE("access grows with points, falls with crowding, and stays a share") {
  const auto values = charging_values();
  sim::AssumptionReader read(values);
  const AccessAssumptions a(read);
  CHECK(charging_access(a, 0, 150000, 100) == 0);
  // 1200 points over 150 000 persons: 8 per 1000, half the ease; 18 000 cars are served by 1200 points of 15
  CHECK(charging_access(a, 1200, 150000, 18000) == Approx(0.5));
  CHECK(charging_access(a, 1200, 150000, 36000) == Approx(0.25));
  double before = 0;
  for (double points = 10; points < 20000; points *= 1.5) {
    const double now = charging_access(a, points, 150000, 5000);
    CHECK(now > before);
    CHECK(now < 1);
    before = now;
  }
}
