#include "sim/sort_by_digits.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <set>

#include "sim/random.hpp"

using skifte::sim::sort_by_number;
using Entries = std::vector<std::pair<double, std::uint32_t>>;

TEST_CASE("numbers of either sign come in ascending order, equal ones as they stood", "[sort_by_digits]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Entries entries = {{1, 0}, {-2, 1}, {infinity, 2}, {1, 3}, {-1e-300, 4}, {0, 5}, {-infinity, 6}, {1 + 1e-15, 7}};
  sort_by_number(entries);
  const Entries expected = {{-infinity, 6}, {-2, 1}, {-1e-300, 4},   {0, 5},
                            {1, 0},         {1, 3},  {1 + 1e-15, 7}, {infinity, 2}};
  CHECK(entries == expected);
}

TEST_CASE("what is sorted by number is sorted as pairs are", "[sort_by_digits]") {
  const skifte::sim::RandomSource random(7, 0);
  constexpr auto draw = skifte::sim::decision("test.sort");
  Entries entries;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const double u = random.uniform(draw, skifte::sim::agent_id("test", i), 0);
    entries.emplace_back(i % 3 == 0 ? 100 - 1e-3 * static_cast<double>(i % 7) : -1 / u, i);  // a third with many equals
  }
  Entries expected = entries;
  std::sort(expected.begin(), expected.end());
  sort_by_number(entries);
  CHECK(entries == expected);
}

TEST_CASE("nothing to sort stays nothing", "[sort_by_digits]") {
  Entries none;
  sort_by_number(none);
  CHECK(none.empty());
}

TEST_CASE("distinct numbers are left once and in order, as a set has them", "[sort_by_digits]") {
  const skifte::sim::RandomSource random(8, 0);
  constexpr auto draw = skifte::sim::decision("test.distinct");
  for (const double most : {1.0, 300.0, 80000.0, 4294967295.0}) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < 2000; ++i) {
      const double u = random.uniform(draw, skifte::sim::agent_id("test", i), 0);
      numbers.insert(numbers.end(), i % 5 == 0 ? 2 : 1, static_cast<std::uint32_t>(u * most));
    }
    const std::set<std::uint32_t> expected(numbers.begin(), numbers.end());
    skifte::sim::sort_distinct(numbers);
    CHECK(numbers == std::vector<std::uint32_t>(expected.begin(), expected.end()));
  }
  std::vector<std::uint32_t> none;
  skifte::sim::sort_distinct(none);
  CHECK(none.empty());
}
