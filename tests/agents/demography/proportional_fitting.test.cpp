#include "agents/demography/proportional_fitting.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "sim/fault.hpp"
#include "sim/random.hpp"

using namespace skifte;
using agents::CountTable;

TEST_CASE("proportional fitting keeps the prior's odds ratio and meets both margins") {
  // Rows 60 and 40, columns 50 and 50, prior odds ratio (4 * 1) / (1 * 1) = 4. With cell x: x (x - 10) / ((60 - x)(50 -
  // x)) = 4, i.e. 3 x^2 - 430 x + 12 000 = 0, x = (430 - sqrt(184 900 - 144 000)) / 6 = (430 - 202.2375) / 6 = 37.9604.
  const CountTable fitted = agents::fit_proportionally({2, 2, {4, 1, 1, 1}}, {60, 40}, {50, 50});
  CHECK(fitted.at(0, 0) == Approx(37.9604).epsilon(1e-5));
  CHECK(fitted.at(0, 0) + fitted.at(0, 1) == Approx(60));
  CHECK(fitted.at(0, 0) + fitted.at(1, 0) == Approx(50));
}

TEST_CASE("zero cells stay zero, and margins that they forbid are the user's fault") {
  const CountTable fitted = agents::fit_proportionally({2, 2, {1, 0, 1, 1}}, {3, 7}, {6, 4});
  CHECK(fitted.at(0, 1) == 0);
  CHECK(fitted.at(0, 0) == Approx(3));
  CHECK_THROWS_AS(agents::fit_proportionally({2, 2, {1, 0, 1, 1}}, {8, 2}, {6, 4}), sim::UserFault);
}

TEST_CASE("controlled rounding meets integer margins and moves no cell by one or more", "[property]") {
  const sim::RandomSource source(7, 0);
  for (std::uint32_t trial = 0; trial < 200; ++trial) {
    const int rows = 2 + static_cast<int>(trial % 5);
    const int columns = 2 + static_cast<int>(trial % 4);
    CountTable prior{rows, columns, {}};
    CountTable whole{rows, columns, {}};
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(rows * columns); ++i) {
      const auto [u, v] = source.uniform_pair(sim::decision("test"), sim::agent_id("table", trial), i);
      prior.cells.push_back(u);
      whole.cells.push_back(std::floor(20 * v) + 1);
    }
    std::vector<double> row_sums(static_cast<std::size_t>(rows), 0.0);
    std::vector<double> column_sums(static_cast<std::size_t>(columns), 0.0);
    for (int r = 0; r < rows; ++r) {
      for (int c = 0; c < columns; ++c) {
        row_sums[static_cast<std::size_t>(r)] += whole.at(r, c);
        column_sums[static_cast<std::size_t>(c)] += whole.at(r, c);
      }
    }
    const CountTable fitted = agents::fit_proportionally(prior, row_sums, column_sums);
    const CountTable rounded = agents::round_to_margins(fitted);
    for (int r = 0; r < rows; ++r) {
      double sum = 0;
      for (int c = 0; c < columns; ++c) {
        sum += rounded.at(r, c);
        CHECK(rounded.at(r, c) == std::floor(rounded.at(r, c)));
        CHECK(std::abs(rounded.at(r, c) - fitted.at(r, c)) < 1);
      }
      CHECK(sum == row_sums[static_cast<std::size_t>(r)]);
    }
    for (int c = 0; c < columns; ++c) {
      double sum = 0;
      for (int r = 0; r < rows; ++r) sum += rounded.at(r, c);
      CHECK(sum == column_sums[static_cast<std::size_t>(c)]);
    }
  }
}

TEST_CASE("apportioning gives the largest remainders the rest") {
  // 10 by 1 : 1 : 1 is 3.33 each, the earliest gets the tenth; 7 by 0.5 : 0.3 : 0.2 is 3.5, 2.1, 1.4.
  CHECK(agents::apportion({1, 1, 1}, 10) == std::vector<int>{4, 3, 3});
  CHECK(agents::apportion({0.5, 0.3, 0.2}, 7) == std::vector<int>{4, 2, 1});
}

TEST_CASE("a shuffled sequence holds what it was given, in another order for another name") {
  const auto one = agents::shuffled({30, 50, 20}, sim::hash_name("one"));
  const auto other = agents::shuffled({30, 50, 20}, sim::hash_name("other"));
  CHECK(one.size() == 100);
  CHECK(std::count(one.begin(), one.end(), 1) == 50);
  CHECK(one == agents::shuffled({30, 50, 20}, sim::hash_name("one")));
  CHECK(one != other);
  CHECK_FALSE(std::is_sorted(one.begin(), one.end()));
}
