#include "agents/national/car_fleet.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;
using skifte::agents::testing::plain_values;
using skifte::agents::testing::read_inputs;

constexpr auto petrol = static_cast<std::size_t>(Powertrain::petrol);
constexpr auto diesel = static_cast<std::size_t>(Powertrain::diesel);
constexpr auto plugin = static_cast<std::size_t>(Powertrain::plugin_hybrid);
constexpr auto battery = static_cast<std::size_t>(Powertrain::battery);

std::string name(const char* what, std::size_t powertrain) {
  return std::string("national.cars.") + what + "." + std::string(powertrain_labels[powertrain]);
}

/// 4.8 million cars, 300 000 new a year, one in three of 2022's a battery car.
sim::AssumptionValues fleet_values() {
  sim::AssumptionValues values = plain_values<NationalCarAssumptions>();
  const std::array<double, 7> stock{2800e3, 1600e3, 200e3, 45e3, 60e3, 100e3, 150e3};
  const std::array<double, 7> share{0.25, 0.12, 0.01, 0.01, 0.08, 0.2, 0.33};
  const std::array<double, 7> age{11, 6, 8, 6, 4, 2, 2};
  for (std::size_t p = 0; p < 7; ++p) {
    values.set(name("stock_2015", p), stock[p]);
    values.set(name("initial_mean_age", p), age[p]);
    values.set(name("new_share", p), skifte::agents::testing::steps({{2022, share[p]}}));
    values.set(name("price", p), sim::Series::constant(p == battery ? 250 : 300));
    values.set(name("energy_use", p), sim::Series::constant(p == battery ? 0.18 : 0.6));
  }
  values.set("national.cars.registrations", skifte::agents::testing::steps({{2022, 300e3}}));
  values.set("national.cars.registrations_regained_in", 4.0);
  values.set("national.cars.used_from", 2.0);
  values.set("national.cars.used_to", 18.0);
  values.set("national.cars.plugin_current_cost", 0.5);
  values.set("national.cars.registrations_later", 300e3);
  values.set("car.survival.weibull_shape", 4.0);
  values.set("car.survival.weibull_scale", 18.0);
  values.set("car.export.hazard", 0.01);
  values.set("car.export.age", 5.0);
  values.set("national.cars.battery_capacity", sim::Series::constant(60));
  values.set("national.cars.range_per_kwh", 5.5);
  values.set("national.cars.cost_sensitivity", 0.1);
  values.set("national.cars.annuity", 0.2);
  values.set("national.cars.km_per_year", 15000.0);
  values.set("car.phev.utility_factor.private", 0.6);
  values.set("car.phev.utility_factor.company", 0.4);
  values.set("national.cars.plugin_company_share", 0.5);
  return values;
}

PriceSignals plain_prices() {
  PriceSignals prices;
  prices.petrol = prices.diesel = 18;
  prices.vehicle_gas = 2;
  prices.electricity_household = 1.6;
  prices.battery_pack = 1200;
  return prices;
}

PolicySignals plain_policy() {
  PolicySignals policy;
  policy.petrol_energy = policy.diesel_energy = 9500;
  policy.petrol_fossil_factor = 0.24;
  policy.diesel_fossil_factor = 0.2;
  return policy;
}

struct World {
  PriceSignals prices = plain_prices();
  PolicySignals policy = plain_policy();
};

/// Runs 2015 to `last_year`; `change` may alter the world before each month.
template <class Change>
NationalCarFleet fleet_in(int last_year, const sim::AssumptionValues& values, Change change) {
  const sim::Calendar calendar(2015, last_year);
  NationalCarFleet fleet(read_inputs<NationalCarAssumptions>(values), calendar.begin());
  World world;
  for (int i = 0; i < calendar.months(); ++i) {
    const sim::Window window = calendar.window(i);
    change(window, world, fleet);
    const sim::Time date = world.policy.frozen ? world.policy.driver_date : window.begin;
    fleet.step(window, date, world.prices, world.policy);
  }
  return fleet;
}

double sum(const std::array<double, 7>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

TEST_CASE("the stock at the end of 2015 is the given one") {
  // The fleet starts a year before: 2015's registrations taken off, 2015's leavers put back, to within the months'
  // rounding.
  const NationalCarFleet fleet = fleet_in(2015, fleet_values(), [](auto&, World&, auto&) {});
  CHECK(fleet.stock()[petrol] == Approx(2800e3).epsilon(0.01));
  CHECK(fleet.stock()[battery] == Approx(150e3).epsilon(0.01));
  CHECK(sum(fleet.stock()) == Approx(4955e3).epsilon(0.01));
}

TEST_CASE("the observed years' shares are the observed ones") {
  sim::AssumptionValues values = fleet_values();
  fleet_in(2022, values, [&](const sim::Window& window, World&, const NationalCarFleet& fleet) {
    if (window.index == 0) return;
    CHECK(fleet.new_share()[battery] == Approx(0.33));
    CHECK(sum(fleet.new_share()) == Approx(1));
  });
}

TEST_CASE("with nothing changed after 2022 its shares go on") {
  const NationalCarFleet fleet = fleet_in(2035, fleet_values(), [](auto&, World&, auto&) {});
  CHECK(fleet.new_share()[battery] == Approx(0.33));
  CHECK(fleet.new_share()[diesel] == Approx(0.12));
}

TEST_CASE("cars registered less cars gone is the stock's change") {
  sim::AssumptionValues values = fleet_values();
  values.set("car.survival.weibull_scale", 1e6);  // nothing is scrapped
  values.set("car.export.hazard", 0.0);
  double expected = 0;
  fleet_in(2018, values, [&](const sim::Window& window, World&, const NationalCarFleet& fleet) {
    if (window.index == 0) expected = sum(fleet.stock());
    CHECK(sum(fleet.stock()) == Approx(expected).epsilon(1e-9));
    expected += 300e3 * window.years();
  });
}

TEST_CASE("the pack is part of a battery car's price") {
  sim::AssumptionValues values = fleet_values();
  values.set("national.cars.battery_margin", 1.5);
  const NationalCarFleet fleet = fleet_in(2015, values, [](auto&, World&, auto&) {});
  CHECK(fleet.price()[battery] == Approx(250e3 + 1.5 * 60 * 1200));
  CHECK(fleet.price()[petrol] == Approx(300e3));
  CHECK(fleet.battery_range() == Approx(330));
}

TEST_CASE("the logit's odds move by the yearly cost times the sensitivity") {
  // A bonus of 50 000 SEK times the annuity 0.2 saves 10 kSEK a year: odds against petrol grow by exp(0.1 x 10) = e.
  const NationalCarFleet fleet = fleet_in(2023, fleet_values(), [](const sim::Window& window, World& world, auto&) {
    if (window.year == 2023) world.policy.purchase_bonus[battery] = 50000;
  });
  CHECK(fleet.new_share()[battery] / fleet.new_share()[petrol] == Approx(0.33 / 0.25 * 2.718281828));
}

TEST_CASE("a dearer battery never gives more battery cars, a bonus never fewer") {
  std::vector<double> usual, dear, bonus;
  auto record = [](std::vector<double>& months, auto change) {
    fleet_in(2040, fleet_values(), [&](const sim::Window& window, World& world, const NationalCarFleet& fleet) {
      if (window.index > 0) months.push_back(fleet.stock()[battery]);
      if (window.year > 2022) change(world);
    });
  };
  record(usual, [](World&) {});
  record(dear, [](World& world) { world.prices.battery_pack = 1800; });
  record(bonus, [](World& world) { world.policy.purchase_bonus[battery] = 30000; });
  for (std::size_t i = 0; i < usual.size(); ++i) {
    CHECK(dear[i] <= usual[i]);
    CHECK(bonus[i] >= usual[i]);
  }
  CHECK(dear.back() < usual.back());
  CHECK(bonus.back() > usual.back());
}

TEST_CASE("the EU standards' floor lifts battery cars and shrinks the others in proportion") {
  const NationalCarFleet fleet = fleet_in(2031, fleet_values(), [](const sim::Window& window, World& world, auto&) {
    if (window.year >= 2030) world.policy.new_car_zero_emission_floor = 0.598;
  });
  CHECK(fleet.new_share()[battery] == Approx(0.598));
  CHECK(fleet.new_share()[petrol] == Approx(0.25 * 0.402 / 0.67));  // 0.15
  CHECK(sum(fleet.new_share()) == Approx(1));
}

TEST_CASE("the fossil carbon of a kilometre is the cars' mean") {
  sim::AssumptionValues values = fleet_values();
  values.set("national.cars.registrations", sim::Series::constant(0));
  values.set("car.survival.weibull_scale", 1e6);  // all stay
  values.set("car.export.hazard", 0.0);
  for (std::size_t p = 0; p < 7; ++p) values.set(name("stock_2015", p), p == petrol || p == battery ? 1000.0 : 0.0);
  const NationalCarFleet fleet(read_inputs<NationalCarAssumptions>(values), sim::from_civil({2015, 1, 1}));
  // Half petrol cars at 600 Wh/km x 0.24 g/Wh = 144 g/km, half battery cars at 0.
  CHECK(fleet.fossil_per_km(plain_policy()) == Approx(72));
  values.set(name("km_ratio", petrol), 3.0);
  const NationalCarFleet more(read_inputs<NationalCarAssumptions>(values), sim::from_civil({2015, 1, 1}));
  CHECK(more.fossil_per_km(plain_policy()) == Approx(108));  // three quarters of the kilometres
}

TEST_CASE("in a frozen world like replaces like: the national stock stands still") {
  std::array<double, 7> at_freeze{};
  double new_cars_at_freeze = 0;
  auto freeze = [&](const sim::Window& window, World& world, const NationalCarFleet& fleet) {
    if (window.year != 2025 || window.month != 1) return;
    world.policy.frozen = true;
    world.policy.driver_date = window.begin;
    at_freeze = fleet.stock(), new_cars_at_freeze = fleet.registrations();
  };
  sim::AssumptionValues values = fleet_values();
  values.set("national.cars.registrations_later", 400e3);  // to be regained by 2026
  const NationalCarFleet fleet = fleet_in(2050, values, freeze);
  CHECK(fleet.registrations() == new_cars_at_freeze);
  for (std::size_t p = 0; p < 7; ++p) {
    INFO(powertrain_labels[p]);
    CHECK(fleet.stock()[p] == Approx(at_freeze[p]).epsilon(1e-9));
  }
}

TEST_CASE("used cars on offer are those between 2 and 18 years") {
  sim::AssumptionValues values = fleet_values();
  for (std::size_t p = 0; p < 7; ++p) values.set(name("stock_2015", p), p == plugin ? 1000.0 : 0.0);
  for (std::size_t p = 0; p < 7; ++p)
    values.set(name("new_share", p), sim::Series::constant(p == battery ? 1.0 : 1e-12));
  const NationalCarFleet fleet = fleet_in(2016, values, [](auto&, World&, auto&) {});
  std::array<double, 7> share{}, age{};
  fleet.used_supply(share, age);
  CHECK(share[plugin] == Approx(1).epsilon(1e-6));  // battery cars are at most a year old
  CHECK(age[plugin] > 2);
  CHECK(age[plugin] < 18);
  CHECK(sum(share) == Approx(1));
}

TEST_CASE("a fleet whose data end before the run pivots on its first month") {
  sim::AssumptionValues values = fleet_values();
  for (std::size_t p = 0; p < 7; ++p) {
    const double share = values.series(name("new_share", p)).at(0);
    values.set(name("new_share", p), skifte::agents::testing::steps({{2010, share}}));
  }
  const NationalCarFleet fleet = fleet_in(2016, values, [](const sim::Window& window, World& world, auto&) {
    if (window.year == 2016) world.policy.purchase_bonus[battery] = 50000;
  });
  CHECK(fleet.new_share()[battery] / fleet.new_share()[petrol] == Approx(0.33 / 0.25 * 2.718281828));
}

TEST_CASE("registrations are regained in a straight line over the stated time") {
  sim::AssumptionValues values = fleet_values();
  values.set("car.survival.weibull_scale", 1e6);
  values.set("car.export.hazard", 0.0);
  values.set("national.cars.registrations_later", 400e3);
  values.set("national.cars.registrations_regained_in", 2.0);
  double at_2024 = 0, at_2025 = 0;
  const NationalCarFleet later =
      fleet_in(2025, values, [&](const sim::Window& window, World&, const NationalCarFleet& fleet) {
        if (window.month != 1) return;
        if (window.year == 2024) at_2024 = sum(fleet.stock());
        if (window.year == 2025) at_2025 = sum(fleet.stock());
      });
  CHECK(later.registrations() == Approx(400e3));
  CHECK(at_2025 - at_2024 == Approx(400e3).epsilon(0.01));  // all regained from 1 January 2024 on
}
