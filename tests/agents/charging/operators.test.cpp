#include "agents/charging/operators.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::agents;

namespace {

sim::AssumptionValues charging_values() {
  sim::AssumptionValues values;
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, double>>{{"margin_share", 0.5},
                                                                                         {"visitors", 0.4},
                                                                                         {"fast_energy", 0.4},
                                                                                         {"point_cost.normal", 20000},
                                                                                         {"point_cost.fast", 160000},
                                                                                         {"host_points", 0.1},
                                                                                         {"host_half", 8000},
                                                                                         {"speed", 1},
                                                                                         {"growth_floor", 0.8},
                                                                                         {"growth_ceiling", 1.6},
                                                                                         {"site_size.normal", 8},
                                                                                         {"site_size.fast", 4},
                                                                                         {"building_time.normal", 6},
                                                                                         {"building_time.fast", 12},
                                                                                         {"building_log_sd", 0.4},
                                                                                         {"investment.normal", 40000},
                                                                                         {"investment.fast", 700000},
                                                                                         {"half_density", 8},
                                                                                         {"cars_per_point", 15}}) {
    values.set(std::string("charging.") + name, value);
  }
  values.set("tax.vat_factor", 1.25);
  values.set("charging.state_support", sim::Series::constant(0));
  return values;
}

}  // namespace

TEST_CASE("points that pay: margin times energy over cost, and the hosts' own") {
  const auto values = charging_values();
  sim::AssumptionReader read(values);
  const OperatorAssumptions a(read);
  // 0.5 * 5 / 1.25 = 2 SEK/kWh; of 3e6 kWh * 1.4 normal points sell 0.6: 2 * 2.52e6 / 20 000 = 252; hosts 0.1 * 8000 /
  // 2 = 400; fast ones sell 0.4: 2 * 1.68e6 / 160 000 = 21.
  const ChargingMarket market{.energy = 3e9, .price = 5, .plugins = 8000, .support = 0};
  CHECK(points_that_pay(a, Charger::normal, market) == Approx(652));
  CHECK(points_that_pay(a, Charger::fast, market) == Approx(21));
  // half the cost paid by others: twice the points that pay
  ChargingMarket supported = market;
  supported.support = 0.5;
  CHECK(points_that_pay(a, Charger::normal, supported) == Approx(504 + 400));
  CHECK(points_that_pay(a, Charger::fast, supported) == Approx(42));
  CHECK(points_that_pay(a, Charger::normal, {}) == 0);
}

TEST_CASE("more demand, a higher price, more support: never fewer points") {
  const auto values = charging_values();
  sim::AssumptionReader read(values);
  const OperatorAssumptions a(read);
  const ChargingMarket base{.energy = 2e9, .price = 4, .plugins = 5000, .support = 0.2};
  for (const Charger kind : {Charger::normal, Charger::fast}) {
    for (const ChargingMarket& more :
         {ChargingMarket{3e9, 4, 5000, 0.2}, ChargingMarket{2e9, 5, 5000, 0.2}, ChargingMarket{2e9, 4, 5000, 0.4}}) {
      CHECK(points_that_pay(a, kind, more) > points_that_pay(a, kind, base));
    }
  }
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
