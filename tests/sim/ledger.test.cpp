#include "sim/ledger.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <random>

namespace {

using skifte::sim::ProgramFault;
using skifte::sim::Table;
using skifte::sim::to_count;

/// 500 postings of mixed sign and size into 3 years x 4 x 5 x 2.
struct Posting {
  int year;
  std::array<int, 3> cell;
  std::int64_t count;
};

std::vector<Posting> random_postings(unsigned seed) {
  std::mt19937_64 bits(seed);
  auto below = [&](int n) { return static_cast<int>(bits() % static_cast<unsigned>(n)); };
  std::vector<Posting> postings;
  for (int i = 0; i < 500; ++i) {
    const auto size = static_cast<std::int64_t>(bits() >> (10 + below(50)));  // up to 2^54
    postings.push_back({below(3), {below(4), below(5), below(2)}, below(2) == 0 ? size : -size});
  }
  return postings;
}

Table<3> table_of(const std::vector<Posting>& postings) {
  Table<3> table(3, {4, 5, 2});
  for (const Posting& posting : postings) table.post(posting.year, posting.cell, posting.count);
  return table;
}

}  // namespace

TEST_CASE("amounts are counted half away from zero") {
  CHECK(to_count(0.0) == 0);
  CHECK(to_count(2.4) == 2);
  CHECK(to_count(2.5) == 3);
  CHECK(to_count(-2.4) == -2);
  CHECK(to_count(-2.5) == -3);
  CHECK(to_count(4.6e17) == 460000000000000000);
}

TEST_CASE("what is no number, or too large, is not counted") {
  CHECK_THROWS_AS(to_count(std::numeric_limits<double>::quiet_NaN()), ProgramFault);
  CHECK_THROWS_AS(to_count(std::numeric_limits<double>::infinity()), ProgramFault);
  CHECK_THROWS_AS(to_count(-std::numeric_limits<double>::infinity()), ProgramFault);
  CHECK_THROWS_AS(to_count(4611686018427387904.0), ProgramFault);  // 2^62
  CHECK_NOTHROW(to_count(4611686018427387392.0));                  // the double just below it
}

TEST_CASE("a table posts, sets and totals") {
  Table<2> table(2, {2, 3});
  CHECK(table.years() == 2);
  table.post(0, {0, 1}, 5);
  table.post(0, {0, 1}, -2);
  table.post(0, {1, 2}, 10);
  table.post(1, {1, 2}, 100);
  CHECK(table.at(0, {0, 1}) == 3);
  CHECK(table.at(0, {0, 0}) == 0);
  CHECK(table.total(0) == 13);
  CHECK(table.total(1) == 100);
  CHECK(table.cut(0, 0, 0) == 3);  // first dimension 0: 3
  CHECK(table.cut(0, 0, 1) == 10);
  CHECK(table.cut(0, 1, 2) == 10);  // second dimension 2: 10 alone, the other year's 100 stays out
  table.set(0, {0, 1}, 7);
  CHECK(table.at(0, {0, 1}) == 7);
  CHECK(table.total(0) == 17);
}

TEST_CASE("cuts along every dimension add up to the total exactly") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const std::vector<Posting> postings = random_postings(seed);
    const Table<3> table = table_of(postings);
    for (int year = 0; year < 3; ++year) {
      std::int64_t expected = 0;
      for (const Posting& posting : postings) expected += posting.year == year ? posting.count : 0;
      CHECK(table.total(year) == expected);
      for (std::size_t dimension = 0; dimension < 3; ++dimension) {
        std::int64_t sum = 0;
        for (int i = 0; i < table.sizes()[dimension]; ++i) sum += table.cut(year, dimension, i);
        CHECK(sum == expected);
      }
    }
  }
}

TEST_CASE("the order of postings leaves no trace") {
  std::vector<Posting> postings = random_postings(7);
  const Table<3> forward = table_of(postings);
  std::reverse(postings.begin(), postings.end());
  const Table<3> backward = table_of(postings);
  for (int year = 0; year < 3; ++year) {
    for (int a = 0; a < 4; ++a) {
      for (int b = 0; b < 5; ++b) {
        for (int c = 0; c < 2; ++c) CHECK(forward.at(year, {a, b, c}) == backward.at(year, {a, b, c}));
      }
    }
  }
}

TEST_CASE("a table refuses indices outside it") {
  Table<2> table(2, {2, 3});
  CHECK_THROWS_AS(table.post(2, {0, 0}, 1), ProgramFault);
  CHECK_THROWS_AS(table.post(-1, {0, 0}, 1), ProgramFault);
  CHECK_THROWS_AS(table.post(0, {2, 0}, 1), ProgramFault);
  CHECK_THROWS_AS(table.at(0, {0, 3}), ProgramFault);
  CHECK_THROWS_AS(table.at(0, {0, -1}), ProgramFault);
  CHECK_THROWS_AS(table.total(2), ProgramFault);
  CHECK_THROWS_AS(table.total(-1), ProgramFault);
  CHECK_THROWS_AS(table.cut(2, 0, 0), ProgramFault);
  CHECK_THROWS_AS(table.cut(-1, 0, 0), ProgramFault);
  CHECK_THROWS_AS(table.cut(0, 2, 0), ProgramFault);
  CHECK_THROWS_AS(table.cut(0, 1, 3), ProgramFault);
  CHECK_THROWS_AS(Table<2>().total(0), ProgramFault);  // a table of no years has none
}
