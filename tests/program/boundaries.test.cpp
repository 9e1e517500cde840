#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <limits>
#include <numeric>
#include <sstream>
#include <vector>

#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

/// Where the city's account begins and ends: docs/methods/boundaries.md lists each trap with its rule and its test.
namespace {

using namespace skifte;
using namespace skifte::program::testing;
using agents::Accounts;
using agents::Captured;
using agents::Carrier;
using agents::index;
using agents::Sink;
using agents::Subsector;

constexpr int last_year = 2040;

using YearValues = std::vector<double>;
using Seen = std::vector<YearValues>;  ///< by year from 2015
using Look = std::function<YearValues(const Accounts&, int year)>;

/// What `look` sees of each year of a run.
Seen run(const sim::LeverValues& levers, const sim::AssumptionValues& values, const Look& look) {
  const auto& city = helsingborg();
  const auto result = tests::run_forked([&] {
    const agents::Future future{sim::Calendar(2015, last_year), 1, 0, values, levers};
    const agents::ModelRun done = agents::run_model(future, city);
    std::ostringstream text;
    text.precision(std::numeric_limits<double>::max_digits10);
    for (int year = 0; year < done.accounts.calendar().years(); ++year) {
      for (const double value : look(done.accounts, year)) text << value << ' ';
      text << '\n';
    }
    return text.str();
  });
  INFO(result.printed << result.text.substr(0, 500));
  REQUIRE(result.exit_status == 0);
  Seen seen;
  std::istringstream lines(result.text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream numbers(line);
    seen.emplace_back();
    for (double value = 0; numbers >> value;) seen.back().push_back(value);
  }
  REQUIRE(seen.size() == static_cast<std::size_t>(last_year - 2014));
  return seen;
}

double emitted(const Accounts& accounts, int year, Subsector subsector) {
  return static_cast<double>(accounts.emissions.cut(year, 0, index(subsector)));
}

sim::AssumptionValues with(const char* name, double value) {
  sim::AssumptionValues values = baseline().values;
  values.set(name, value);
  return values;
}

constexpr double grams_of_rounding = 100;  ///< a year's postings, each rounded to a gram

}  // namespace

TEST_CASE("boundary: all waste burnt here counts, bought and imported too, and whoever takes the heat", "[long]") {
  const Look look = [](const Accounts& accounts, int year) {
    return YearValues{emitted(accounts, year, Subsector::filbornaverket)};
  };
  const Seen ordinary = run({}, baseline().values, look);
  const Seen clean_imports = run({}, with("waste.plastic_share.bought", 0), look);
  const Seen exporting = run({}, with("utility.net_export", 0.3), look);
  for (std::size_t y = 0; y < 2022 - 2015; ++y) {  // while throughput is known
    INFO(2015 + y);
    CHECK(clean_imports[y][0] < ordinary[y][0]);  // the plastic of what was bought was in it
    CHECK(exporting[y][0] == ordinary[y][0]);     // heat sold to others takes none of it along
  }
}

TEST_CASE("boundary: capture of fossil CO2 is a reduction, of biogenic CO2 a sink, and what is sold neither",
          "[long]") {
  sim::LeverValues levers;
  levers["filborna_ccs"].numbers["capture"] = 2e11;  // [g/year]
  levers["filborna_ccs"].dates["operating"] = sim::from_civil({2029, 1, 1});
  const Look look = [](const Accounts& accounts, int year) {
    const int plant = index(Subsector::filbornaverket);
    return YearValues{static_cast<double>(accounts.emissions.at(year, {plant, index(Carrier::waste_fossil)})),
                      static_cast<double>(accounts.biogenic.at(year, {plant})),
                      static_cast<double>(accounts.captured.at(year, {index(Captured::fossil)})),
                      static_cast<double>(accounts.captured.at(year, {index(Captured::biogenic)})),
                      static_cast<double>(accounts.captured.at(year, {index(Captured::biogenic_sold)})),
                      static_cast<double>(accounts.sinks.at(year, {index(Sink::biogenic_capture)})),
                      static_cast<double>(accounts.emissions.total(year))};
  };
  enum { fossil, biogenic, fossil_captured, captured, sold, sink, all };
  std::vector<Seen> worlds;
  for (const double share : {0.0, 0.5, 1.0}) worlds.push_back(run(levers, with("ccs.biogenic_sold", share), look));
  double caught = 0;
  for (std::size_t y = 0; y < worlds[0].size(); ++y) {
    INFO(2015 + y);
    for (std::size_t w = 0; w < worlds.size(); ++w) {
      const YearValues& year = worlds[w][y];
      CHECK(year[sold] == Approx(0.5 * static_cast<double>(w) * year[captured]).margin(grams_of_rounding));
      CHECK(year[sink] == Approx(year[captured] - year[sold]).margin(grams_of_rounding));
      CHECK(year[all] == worlds[0][y][all]);  // a sale moves no emission
      // Both kinds in the flue gas's proportion, which moves a little within the year of the start, so that no tonne
      // counts as the other kind.
      if (year[captured] > 0) {
        CHECK(year[fossil_captured] / (year[fossil] + year[fossil_captured]) ==
              Approx(year[captured] / (year[biogenic] + year[captured])).epsilon(0.02));
      }
    }
    CHECK(worlds[2][y][sink] == 0);
    caught += worlds[0][y][captured];
  }
  CHECK(caught > 1e11);  // 100 000 tonnes, however late the plant comes: there was something to tell apart
}

TEST_CASE("boundary: biogas goes to one user, with its certificate", "[long]") {
  sim::AssumptionValues values = with("biogas.local_share", 0);
  values.set("biogas.imports", 0.0);
  values.set("biogas.regional_growth", 0.0);
  values.set("biogas.premium_needed", 1e6);  // nobody builds
  const Look look = [](const Accounts& accounts, int year) {
    YearValues by_use;
    for (std::size_t use = 0; use < agents::end_use_labels.size(); ++use) {
      by_use.push_back(static_cast<double>(accounts.energy.at(year, {index(Carrier::biogas), static_cast<int>(use)})));
    }
    return by_use;
  };
  values.set("biogas.regional_supply", sim::Series::constant(0));
  const Seen none = run({}, values, look);
  constexpr double supply = 4e10;  // [Wh/year], less than is wanted
  values.set("biogas.regional_supply", sim::Series::constant(supply));
  const Seen little = run({}, values, look);
  double used = 0;
  for (std::size_t y = 1; y < none.size(); ++y) {  // users book by the share of the month before
    INFO(2015 + y);
    CHECK(std::accumulate(none[y].begin(), none[y].end(), 0.0) == 0);
    const double sum = std::accumulate(little[y].begin(), little[y].end(), 0.0);
    CHECK(sum <= 1.02 * supply);
    used += sum;
  }
  CHECK(used > 0.5 * supply * static_cast<double>(none.size()));  // it was short, so that it could have been doubled
}

TEST_CASE("boundary: soil carbon counts only where it is additional", "[long]") {
  const Look look = [](const Accounts& accounts, int year) {
    return YearValues{static_cast<double>(accounts.sinks.at(year, {index(Sink::soil_carbon)}))};
  };
  sim::LeverValues frozen;
  frozen["frozen_world"].start = sim::from_civil({2015, 1, 1});
  for (const YearValues& year : run(frozen, baseline().values, look)) CHECK(year[0] == 0);
  // The same farms paid for what they did not do before bind something.
  sim::LeverValues paid;
  paid["soil_carbon_programme"].start = sim::from_civil({2025, 1, 1});
  paid["soil_carbon_programme"].numbers["payment"] = 5000;
  CHECK(run(paid, baseline().values, look).back()[0] > 0);
}

TEST_CASE("boundary: ferries and railways follow the nation's figures, and of the port's row the city moves a part",
          "[long]") {
  const Look look = [](const Accounts& accounts, int year) {
    return YearValues{emitted(accounts, year, Subsector::domestic_shipping),
                      emitted(accounts, year, Subsector::railways),
                      static_cast<double>(accounts.emissions.total(year)),
                      emitted(accounts, year, Subsector::port_airport_allocation)};
  };
  const auto contract = scenarios::load_scenario("contract-2030", {}, scenarios::model_vocabulary(), home());
  const Seen without = run({}, baseline().values, look);
  const Seen acting = run(contract.lever_values(), baseline().values, look);
  for (std::size_t y = 0; y < without.size(); ++y) {
    INFO(2015 + y);
    CHECK(acting[y][0] == without[y][0]);
    CHECK(acting[y][1] == without[y][1]);
  }
  CHECK(acting.back()[2] < without.back()[2]);
  // Terminals' machines are electrified; what the inventory allots and nobody has located stays (decision 11).
  CHECK(acting.back()[3] < without.back()[3]);
  CHECK(acting.back()[3] > 0.5 * without.back()[3]);
}

TEST_CASE("boundary: cars emit where they drive, not where they are registered", "[long]") {
  const Look look = [](const Accounts& accounts, int year) {
    return YearValues{
        emitted(accounts, year, Subsector::cars), static_cast<double>(accounts.cars.total(year)),
        static_cast<double>(accounts.cars.at(year, {index(agents::Powertrain::battery)})),
        static_cast<double>(accounts.energy.at(year, {index(Carrier::petrol), index(agents::EndUse::cars)}))};
  };
  sim::AssumptionValues elsewhere = with("car.local_share", 0);
  elsewhere.set("car.passing_km", 0.0);
  const Seen ordinary = run({}, baseline().values, look);
  const Seen nobody_here = run({}, elsewhere, look);
  const Seen more_passing = run({}, with("car.passing_km", 2e9), look);
  for (std::size_t y = 0; y < ordinary.size(); ++y) {
    INFO(2015 + y);
    CHECK(nobody_here[y][0] == 0);
    CHECK(more_passing[y][0] > ordinary[y][0]);
    for (const std::size_t stock : {1U, 2U, 3U}) {  // cars and what they fill up stay the residents'
      CHECK(nobody_here[y][stock] == ordinary[y][stock]);
      CHECK(more_passing[y][stock] == ordinary[y][stock]);
    }
  }
}
