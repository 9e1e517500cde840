#pragma once
#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

/// Whole runs compared year by year.
namespace skifte::program::testing {

/// A run's accounts, one number a year: equal accounts, equal numbers.
struct YearlyDigests {
  int first_year = 0;
  int first_rule = 0;  ///< year in which the first rule fired, 0 where none did
  std::vector<std::uint64_t> years;
};

/// Runs the future in a process of its own.
inline YearlyDigests yearly_digests(const agents::Future& future, const agents::CityData& city = helsingborg()) {
  const auto result = tests::run_forked([&] {
    const agents::ModelRun run = agents::run_model(future, city);
    double first = 0;
    for (const auto& [name, date] : run.rules_fired) first = first > 0 ? std::min(first, date) : date;
    std::ostringstream text;
    text << (first > 0 ? sim::to_civil(first).year : 0);
    for (int year = 0; year < run.accounts.calendar().years(); ++year) {
      std::uint64_t sum = 0;
      for_each_table(run.accounts, [&](const char*, const auto& table) { sum = mixed(sum, table, year); });
      text << ' ' << sum;
    }
    return text.str();
  });
  INFO(result.printed);
  REQUIRE(result.exit_status == 0);
  YearlyDigests digests;
  digests.first_year = future.calendar.first_year();
  std::istringstream in(result.text);
  in >> digests.first_rule;
  for (std::uint64_t year = 0; in >> year;) digests.years.push_back(year);
  return digests;
}

/// The first year in which the two runs' accounts differ; 0 where none does.
inline int first_differing_year(const YearlyDigests& left, const YearlyDigests& right) {
  const auto [a, b] = std::mismatch(left.years.begin(), left.years.end(), right.years.begin(), right.years.end());
  return a == left.years.end() ? 0 : left.first_year + static_cast<int>(a - left.years.begin());
}

}  // namespace skifte::program::testing
