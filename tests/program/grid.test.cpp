#include <catch2/catch.hpp>
#include <limits>
#include <sstream>

#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

/// What a full electricity grid does to whole runs, the same future with and without it.
namespace {

using namespace skifte;
using namespace skifte::program::testing;
using agents::Accounts;
using agents::index;

struct Seen {
  double chargers = 0, trucks = 0, vans = 0, buses = 0;  // at the end of 2035, with batteries
  double industry = 0;                                   // industry's current in 2035 [Wh]
  double waited = 0;                                     // [kW d] in all
  std::uint64_t everything = 0;                          // digest of emissions and money
};

sim::LeverSetting from_2018(std::initializer_list<std::pair<const char*, double>> numbers) {
  sim::LeverSetting setting;
  setting.start = sim::from_civil({2018, 1, 1});
  for (const auto& [name, value] : numbers) setting.numbers[name] = value;
  return setting;
}

Seen run(double capacity, const sim::LeverValues& levers = {}) {
  const auto& city = helsingborg();
  sim::AssumptionValues values = baseline().values;
  values.set("grid.capacity", capacity);
  values.set("grid.reinforcement", 1.0);  // nothing but the lever helps
  const auto result = tests::run_forked([&] {
    const agents::ModelRun done = agents::run_model({sim::Calendar(2015, 2036), 1, 0, values, levers}, city);
    const Accounts& accounts = done.accounts;
    const int year = 2035 - 2015;
    const auto battery = [&](const sim::Table<1>& table) {
      return table.at(year, {index(agents::Powertrain::battery)});
    };
    double waited = 0;
    for (int y = 0; y < accounts.grid_waiting.years(); ++y)
      waited += static_cast<double>(accounts.grid_waiting.total(y));
    std::ostringstream text;
    text.precision(std::numeric_limits<double>::max_digits10);
    text << accounts.indicators.at(year, {index(Accounts::Indicator::public_chargers)}) << ' '
         << battery(accounts.heavy_trucks) << ' ' << battery(accounts.light_trucks) << ' ' << battery(accounts.buses)
         << ' ' << accounts.energy.at(year, {index(agents::Carrier::electricity), index(agents::EndUse::industry)})
         << ' ' << waited << ' ' << digest(accounts.emissions) + digest(accounts.money);
    return text.str();
  });
  INFO(result.printed << result.text.substr(0, 500));
  REQUIRE(result.exit_status == 0);
  std::istringstream numbers(result.text);
  Seen seen;
  numbers >> seen.chargers >> seen.trucks >> seen.vans >> seen.buses >> seen.industry >> seen.waited >> seen.everything;
  return seen;
}

}  // namespace

TEST_CASE("a full grid connects nobody: fewer chargers, battery trucks and buses, less of industry's current",
          "[long]") {
  const Seen ample = run(1e9), full = run(50e6);
  CHECK(ample.waited == 0);
  CHECK(full.waited > 0);
  CHECK(full.chargers < ample.chargers);
  CHECK(full.trucks < ample.trucks);
  CHECK(full.vans < ample.vans);
  CHECK(full.buses < ample.buses);
  CHECK(full.industry < ample.industry);
  // A reinforcement lets those of its area in.
  const Seen reinforced = run(50e6, {{"grid_reinforcement", from_2018({{"capacity", 2e9}})}});
  CHECK(reinforced.waited < full.waited);
  CHECK(reinforced.chargers > full.chargers);
  CHECK(reinforced.trucks > full.trucks);
}

TEST_CASE("capacity beyond what is ample changes nothing", "[long]") {
  CHECK(run(1e9).everything == run(2e9).everything);
}
