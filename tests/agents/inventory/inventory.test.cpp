#include "agents/inventory/inventory.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "agents/inventory/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/math.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;
using skifte::agents::testing::plain_values;
using skifte::agents::testing::read_inputs;
using skifte::agents::testing::World;

constexpr auto place(Subsector subsector) {
  return static_cast<std::size_t>(subsector);
}

/// No revisions, nothing local visible on roads, published 18 months late.
sim::AssumptionValues quiet() {
  sim::AssumptionValues values = plain_values<InventoryInputs>(0.0);
  values.set("inventory.publication_lag", 18.0);
  return values;
}

/// A city whose every row was observed at 1000 t in 2015, 1200 t in 2020 and 900 t in 2022.
void observe(World& world) {
  for (const auto& [year, tonnes] : {std::pair{2015, 1000.0}, std::pair{2020, 1200.0}, std::pair{2022, 900.0}}) {
    InventoryObservation row{year, {}};
    row.tonnes.fill(tonnes);
    world.city.inventory.push_back(row);
  }
}

/// Runs the inventory over the whole calendar with given yearly activity [t] of every row and its national index.
template <class Local, class National>
void run(World& world, const sim::AssumptionValues& values, Local local, National national) {
  const auto inventory = make_inventory(read_inputs<InventoryInputs>(values), world.setting());
  for (int i = 0; i < world.calendar.months(); ++i) {
    const sim::Window window = world.calendar.window(i);
    world.board.of<NationalSignals>().row_index.fill(national(window.year));
    for (int s = 0; s < subsectors; ++s) {
      const double grams = 1e6 * local(window.year) / 12;
      world.accounts.post_emissions(window, static_cast<Subsector>(s), Carrier::process, grams);
    }
    inventory->account(window);
    inventory->publish(window);
    if (window.last_of_year()) inventory->close_year(window);
  }
}

double published(const World& world, Subsector subsector, int year) {
  return static_cast<double>(world.accounts.published.at(year - world.calendar.first_year(), {index(subsector)})) / 1e6;
}

double growing(int year) {
  return 500 + 20.0 * (year - 2015);
}
double one(int) {
  return 1;
}

}  // namespace

TEST_CASE("observed years are published as observed, to the gram") {
  World world(2015, 2030);
  observe(world);
  run(world, quiet(), growing, [](int year) { return 3.0 + 0.1 * (year - 2015); });
  for (Subsector row : {Subsector::kemira, Subsector::livestock, Subsector::cars, Subsector::dwellings}) {
    CHECK(published(world, row, 2015) == Approx(1000).epsilon(1e-9));
    CHECK(published(world, row, 2020) == Approx(1200).epsilon(1e-9));
    CHECK(published(world, row, 2022) == Approx(900).epsilon(1e-9));
  }
}

TEST_CASE("between observed years the ratio to the indicator runs straight, afterwards it stays") {
  World world(2015, 2030);
  observe(world);
  run(world, quiet(), growing, one);
  // Kemira's indicator is the physical account: 500 t in 2015 (ratio 2), 600 t in 2020 (ratio 2), 640 t in 2022
  // (1.40625).
  CHECK(published(world, Subsector::kemira, 2017) == Approx(540 * 2));
  CHECK(published(world, Subsector::kemira, 2021) == Approx(620 * 0.5 * (2 + 1.40625)));
  CHECK(published(world, Subsector::kemira, 2030) == Approx(800 * 1.40625));
  // Dwellings are allocated by a national index that stands still: ratios 1000, 1200, 900.
  CHECK(published(world, Subsector::dwellings, 2018) == Approx(1120));
  CHECK(published(world, Subsector::dwellings, 2021) == Approx(1050));
  CHECK(published(world, Subsector::dwellings, 2030) == Approx(900));
}

TEST_CASE("allocated rows follow the nation, whatever happens here; counted rows follow the city") {
  World world(2015, 2030);
  observe(world);
  auto halves = [](int year) { return year > 2025 ? 250.0 : 500.0; };
  run(world, quiet(), halves, [](int year) { return year > 2025 ? 0.8 : 1.0; });
  CHECK(published(world, Subsector::buses, 2026) == Approx(450));
  CHECK(published(world, Subsector::filbornaverket, 2030) == Approx(450));
  CHECK(published(world, Subsector::dwellings, 2026) == Approx(720));
  CHECK(published(world, Subsector::cars, 2026) == Approx(720));
}

TEST_CASE("a visible share of the local fleet's lead shows in the road rows alone") {
  for (const double visible : {0.25, 1.0}) {
    World world(2015, 2030);
    observe(world);
    sim::AssumptionValues values = quiet();
    values.set("inventory.road.local_fleet_visible", visible);
    run(
        world, values, [](int year) { return year > 2025 ? 250.0 : 500.0; },
        [](int year) { return year > 2025 ? 0.8 : 1.0; });
    // The nation falls to 0.8, the city to 0.5: 900 x 0.8^(1-v) x 0.5^v.
    const double expected = 900 * std::pow(0.8, 1 - visible) * std::pow(0.5, visible);
    CHECK(published(world, Subsector::cars, 2028) == Approx(expected));
    CHECK(published(world, Subsector::heavy_trucks, 2028) == Approx(expected));
    CHECK(published(world, Subsector::motorcycles, 2028) == Approx(720));
    CHECK(published(world, Subsector::cars, 2022) == Approx(900));
  }
}

TEST_CASE("key changes touch allocated rows only, road rows together, and add up over the years") {
  World world(2015, 2030);
  observe(world);
  sim::AssumptionValues values = quiet();
  values.set("inventory.key_change_probability", 1.0);
  values.set("inventory.key_change_sd", 0.05);
  run(
      world, values, [](int) { return 500.0; }, one);
  CHECK(published(world, Subsector::kemira, 2030) == Approx(900));
  CHECK(published(world, Subsector::cars, 2022) == Approx(900));
  CHECK(published(world, Subsector::cars, 2030) != Approx(900));
  CHECK(published(world, Subsector::cars, 2030) == Approx(published(world, Subsector::light_trucks, 2030)));
  CHECK(published(world, Subsector::cars, 2030) != Approx(published(world, Subsector::dwellings, 2030)));
  // The walk's steps by its definition: one normal number a year for all road rows.
  double walk = 0;
  for (std::uint32_t year = 2023; year <= 2030; ++year) {
    const double u =
        world.random.uniform(sim::decision("inventory.key_size"), sim::agent_id("inventory_row", 1000), year);
    walk += sim::normal(u, 0, 0.05);
  }
  CHECK(published(world, Subsector::cars, 2030) == Approx(900 * std::exp(walk)));
}

TEST_CASE("the spread of a row whose keys may change grows with the years since the last release") {
  // 400 replicates; the log of 2030's figure has variance 8 q s^2 = 8 x 0.5 x 0.01. The ratio of the sample variance to
  // it lies within 0.75 to 1.25 with probability above 0.99 even though a mixture has fatter tails than the normal
  // (kurtosis 3.4).
  double squares_2024 = 0;
  double squares_2030 = 0;
  sim::AssumptionValues values = quiet();
  values.set("inventory.key_change_probability", 0.5);
  values.set("inventory.key_change_sd", 0.1);
  for (std::uint32_t replicate = 0; replicate < 400; ++replicate) {
    World world(2015, 2030, 5, replicate);
    observe(world);
    run(
        world, values, [](int) { return 500.0; }, one);
    squares_2024 += std::pow(std::log(published(world, Subsector::cars, 2024) / 900), 2) / 400;
    squares_2030 += std::pow(std::log(published(world, Subsector::cars, 2030) / 900), 2) / 400;
  }
  CHECK(squares_2030 == Approx(8 * 0.5 * 0.01).epsilon(0.25));
  CHECK(squares_2024 < 0.6 * squares_2030);
}

TEST_CASE("a release is read a year and a half after its year") {
  World world(2015, 2030);
  observe(world);
  const auto inventory = make_inventory(read_inputs<InventoryInputs>(quiet()), world.setting());
  std::vector<std::pair<int, int>> news;  // month of news, year it is about
  int known = 0;
  for (int i = 0; i < world.calendar.months(); ++i) {
    const sim::Window window = world.calendar.window(i);
    world.board.of<NationalSignals>().row_index.fill(1);
    inventory->account(window);
    inventory->publish(window);
    if (window.last_of_year()) inventory->close_year(window);
    const int now = world.board.of<InventorySignals>().newest_year;
    if (now != known) news.push_back({100 * window.year + window.month, now});
    known = now;
  }
  REQUIRE(news.size() == 7);
  // 2022's figures 18 months after its end: known from the end of June or July 2024 on; then one more year each year.
  CHECK((news[0].first == 202406 || news[0].first == 202407));
  CHECK(news[0].second == 2022);
  CHECK(news[1].second == 2023);
  CHECK(news[1].first - news[0].first == 100);
  CHECK(world.board.of<InventorySignals>().total > 0);
}

TEST_CASE("more fossil diesel lowers no published machinery row, and each follows by the stated exponent") {
  sim::AssumptionValues values = quiet();
  values.set("inventory.machinery_follows_blend", 0.4);
  World before(2015, 2026), after(2015, 2026);
  for (World* world : {&before, &after}) {
    observe(*world);
    const auto inventory = make_inventory(read_inputs<InventoryInputs>(values), world->setting());
    for (int i = 0; i < world->calendar.months(); ++i) {
      const sim::Window window = world->calendar.window(i);
      const double fossil = world == &after && window.year >= 2024 ? 0.25 : 0.2;
      world->board.of<PolicySignals>().diesel_fossil_factor = fossil;
      world->board.of<NationalSignals>().row_index.fill(fossil);  // work 1 times the factor
      world->board.of<NationalSignals>().row_index[place(Subsector::port_airport_allocation)] = 1;
      inventory->account(window);
      inventory->publish(window);
      if (window.last_of_year()) inventory->close_year(window);
    }
  }
  const double expected = std::pow(0.25 / 0.2, 0.4);
  for (const Subsector row : {Subsector::construction_machinery, Subsector::farm_machinery,
                              Subsector::port_airport_allocation, Subsector::other_machinery}) {
    CHECK(published(after, row, 2025) / published(before, row, 2025) == Approx(expected).epsilon(1e-3));
  }
}
