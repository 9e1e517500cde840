#include "agents/national/truck_fleet.hpp"

#include <catch2/catch.hpp>

#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

/// The heavy trucks' declaration as a struct that plain_values can read.
struct HeavyTrucks : NationalTruckAssumptions {
  explicit HeavyTrucks(sim::AssumptionReader& read) : NationalTruckAssumptions(read, "heavy_trucks") {}
};

void set(sim::AssumptionValues& values, const char* what, double value) {
  values.set(std::string("national.heavy_trucks.") + what, value);
}

/// 1 % battery trucks among 2022's new ones, no other drift.
sim::AssumptionValues truck_values() {
  sim::AssumptionValues values = agents::testing::plain_values<HeavyTrucks>();
  values.set("national.heavy_trucks.battery_new_share", agents::testing::line({{2022, 0.01}}));
  values.set("national.heavy_trucks.gas_new_share", sim::Series::constant(0.05));
  set(values, "battery_speed", 0.3);
  set(values, "price_response", 2.0);
  set(values, "battery_stock_2015", 0.001);
  set(values, "gas_stock_2015", 0.02);
  set(values, "lifetime", 8.0);
  set(values, "energy_use_2015", 3.0);
  set(values, "efficiency_gain", 0.0);
  set(values, "traffic_growth", 0.0);
  return values;
}

struct Drivers {
  PriceSignals prices;
  PolicySignals policy;
};

Drivers plain_drivers() {
  Drivers drivers;
  drivers.prices.diesel = 18;
  drivers.prices.depot_charging = 1.2;
  drivers.policy.diesel_energy = 9800;
  drivers.policy.diesel_fossil_factor = 0.2;
  return drivers;
}

template <class Change>
NationalTruckFleet trucks_in(int last_year, const sim::AssumptionValues& values, Change change) {
  const sim::Calendar calendar(2015, last_year);
  NationalTruckFleet trucks(agents::testing::read_inputs<HeavyTrucks>(values));
  Drivers drivers = plain_drivers();
  for (int i = 0; i < calendar.months(); ++i) {
    const sim::Window window = calendar.window(i);
    change(window, drivers, trucks);
    trucks.step(window, drivers.policy.frozen ? drivers.policy.driver_date : 0.5 * (window.begin + window.end),
                drivers.prices, drivers.policy);
  }
  return trucks;
}

auto nothing = [](const sim::Window&, Drivers&, const NationalTruckFleet&) {};

}  // namespace

TEST_CASE("new trucks' shares are observed to 2022 and add up") {
  const NationalTruckFleet trucks = trucks_in(2022, truck_values(), nothing);
  CHECK(trucks.new_share()[2] == Approx(0.01));
  CHECK(trucks.new_share()[1] == Approx(0.99 * 0.05));
  CHECK(trucks.new_share()[0] + trucks.new_share()[1] + trucks.new_share()[2] == Approx(1));
}

TEST_CASE("battery trucks then spread logistically") {
  // Mid-December 2032 is decimal year 2032.957: log odds -4.59512 + 0.3 x (2032.957 - 2022.5) = -1.45810, share
  // 0.18877.
  const NationalTruckFleet trucks = trucks_in(2032, truck_values(), nothing);
  CHECK(trucks.new_share()[2] == Approx(0.18877).epsilon(1e-3));
}

TEST_CASE("dearer diesel gives more battery trucks, dearer current fewer") {
  auto share = [](auto change) {
    return trucks_in(2028, truck_values(),
                     [&](const sim::Window& window, Drivers& drivers, auto&) {
                       if (window.year > 2022) change(drivers);
                     })
        .new_share()[2];
  };
  const double usual = share([](Drivers&) {});
  CHECK(share([](Drivers& drivers) { drivers.prices.diesel = 25; }) > usual);
  CHECK(share([](Drivers& drivers) { drivers.prices.depot_charging = 2; }) < usual);
  // Doubling diesel's price adds 2 log 2 to the log odds: odds times 4.
  const double doubled = share([](Drivers& drivers) { drivers.prices.diesel = 36; });
  CHECK(doubled / (1 - doubled) == Approx(4 * usual / (1 - usual)));
}

TEST_CASE("the stock approaches what is bought over the lifetime") {
  sim::AssumptionValues values = truck_values();
  set(values, "battery_stock_2015", 0.0);
  set(values, "gas_stock_2015", 0.0);
  values.set("national.heavy_trucks.battery_new_share", sim::Series::constant(0.5));
  values.set("national.heavy_trucks.gas_new_share", sim::Series::constant(0.0));
  set(values, "battery_speed", 0.0);
  // s = 0.5 (1 - (1 - 1/96)^96) after 8 years = 0.5 (1 - 0.36595) = 0.31703; diesel per km 3000 x 0.2 x (1 - s).
  const NationalTruckFleet trucks = trucks_in(2022, values, nothing);
  CHECK(trucks.fossil_per_km() == Approx(600 * (1 - 0.31703)).epsilon(1e-4));
}

TEST_CASE("use falls and traffic grows by their rates") {
  sim::AssumptionValues values = truck_values();
  set(values, "efficiency_gain", 0.01);
  set(values, "traffic_growth", 0.02);
  values.set("national.heavy_trucks.traffic",
             sim::Series(sim::Series::Interpolation::linear, {{sim::from_civil({2022, 7, 1}), 1.0}}));
  const NationalTruckFleet slow = trucks_in(2032, truck_values(), nothing);
  const NationalTruckFleet trucks = trucks_in(2032, values, nothing);
  CHECK(trucks.fossil_per_km() / slow.fossil_per_km() == Approx(0.8357).epsilon(1e-3));  // exp(-0.01 x 17.957)
  CHECK(trucks.traffic_index() == Approx(1.2326).epsilon(1e-3));                         // exp(0.02 x 10.457)
}

TEST_CASE("in a frozen world the trucks' emissions per kilometre stand still") {
  double at_freeze = 0;
  const NationalTruckFleet trucks = trucks_in(
      2050, truck_values(), [&](const sim::Window& window, Drivers& drivers, const NationalTruckFleet& fleet) {
        if (window.year != 2020 || window.month != 1) return;
        at_freeze = fleet.fossil_per_km();
        drivers.policy.frozen = true;
        drivers.policy.driver_date = window.begin;
      });
  CHECK(trucks.fossil_per_km() == Approx(at_freeze).epsilon(1e-6));
}
