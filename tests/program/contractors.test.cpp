#include <catch2/catch.hpp>
#include <limits>
#include <map>
#include <sstream>
#include <vector>

#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

/// Large works and the contractors who build them, in whole runs of the shipped contract.
namespace {

using namespace skifte;
using namespace skifte::program::testing;

constexpr int first_year = 2015;
constexpr int last_year = 2042;
constexpr int last_known = 2025;

struct Outcome {
  std::map<std::string, double> ready;  // works -> [d], infinite: not within the period
  std::vector<std::uint64_t> years;     // what the accounts say, a number a year
  double waited = 0;                    // [works-days]
};

/// The contract with so many contractors and money for all, at the luck of `replicate`.
Outcome contract(double contractors, std::uint32_t replicate) {
  const scenarios::Scenario scenario =
      scenarios::load_scenario("contract-2030", {}, scenarios::model_vocabulary(), home());
  const sim::LeverValues levers = scenario.lever_values();
  sim::AssumptionValues values = scenario.values;
  values.set("contractors.works_at_once", contractors);
  // Money would let others go first where one waits; it has its own tests.
  values.set("city.debt_ceiling", 100e3);
  const agents::Future future{sim::Calendar(first_year, last_year), 1, replicate, values, levers};
  const auto result = tests::run_forked([&] {
    const agents::ModelRun run = agents::run_model(future, helsingborg());
    std::ostringstream text;
    text.precision(17);
    text << run.works.size();
    double waited = 0;
    for (const agents::LargeWorks& works : run.works) {
      text << ' ' << works.name << ' ' << works.ready.value_or(1e9);
      waited += works.waited;
    }
    text << ' ' << waited;
    for (int year = 0; year < run.accounts.calendar().years(); ++year) {
      std::uint64_t sum = 0;
      for_each_table(run.accounts, [&](const char*, const auto& table) { sum = mixed(sum, table, year); });
      text << ' ' << sum;
    }
    return text.str();
  });
  INFO(result.printed);
  REQUIRE(result.exit_status == 0);
  Outcome seen;
  std::istringstream in(result.text);
  std::size_t count = 0;
  in >> count;
  for (std::string name; count > 0 && in >> name; --count) in >> seen.ready[name];
  in >> seen.waited;
  for (std::uint64_t year = 0; in >> year;) seen.years.push_back(year);
  return seen;
}

}  // namespace

TEST_CASE("fewer contractors never open anything earlier, and change nothing that is known", "[long][contractors]") {
  for (const std::uint32_t replicate : {0U, 1U, 2U}) {
    const Outcome all = contract(1000, replicate);
    CHECK(all.waited == 0);
    CHECK(all.years == contract(500, replicate).years);
    CHECK(all.ready.contains("expressen_line_3"));
    CHECK(all.ready.contains("landfill_cover"));
    Outcome more = all;
    for (const double contractors : {4.0, 3.0, 2.0, 1.0}) {
      const Outcome fewer = contract(contractors, replicate);
      for (const auto& [name, ready] : fewer.ready) {
        INFO(replicate << ' ' << contractors << ' ' << name);
        const auto before = more.ready.find(name);
        if (before != more.ready.end()) CHECK(ready >= before->second - 1e-6);
      }
      CHECK(fewer.waited >= more.waited);
      for (std::size_t year = 0; year <= last_known - first_year; ++year) CHECK(fewer.years[year] == all.years[year]);
      more = fewer;
    }
    CHECK(more.waited > 0);
    CHECK(more.years != all.years);
  }
}
