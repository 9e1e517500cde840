#include "analysis/design.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "sim/fault.hpp"

namespace {

using namespace skifte;
using analysis::Design;
using enum analysis::DesignKind;

const std::vector<std::string> names = {"car.holding_time", "price.petrol.growth", "national.cars.annuity"};

std::vector<double> coordinate(const Design& design, std::size_t which) {
  std::vector<double> values;
  for (std::uint32_t member = 0; member < design.members(); ++member) values.push_back(design.point(member)[which]);
  return values;
}

}  // namespace

TEST_CASE("a Latin hypercube visits each stratum of each coordinate once") {
  for (const std::uint32_t n : {1U, 2U, 7U, 100U}) {
    const Design design(latin_hypercube, n, names, 3);
    for (std::size_t i = 0; i < names.size(); ++i) {
      std::set<int> strata;
      for (double u : coordinate(design, i)) {
        CHECK(u > 0);
        CHECK(u < 1);
        strata.insert(static_cast<int>(std::floor(u * n)));
      }
      CHECK(strata.size() == n);
      CHECK(*strata.begin() == 0);
      CHECK(*strata.rbegin() == static_cast<int>(n) - 1);
    }
  }
}

TEST_CASE("adding, dropping or reordering coordinates moves no other") {
  for (const auto kind : {latin_hypercube, monte_carlo}) {
    const Design small(kind, 40, {names[1]}, 3);
    const Design large(kind, 40, {names[2], "a.new.one", names[1], names[0]}, 3);
    CHECK(coordinate(small, 0) == coordinate(large, 2));
  }
}

TEST_CASE("independent draws may be extended: earlier members stay") {
  const Design few(monte_carlo, 10, names, 3);
  const Design many(monte_carlo, 50, names, 3);
  for (std::uint32_t member = 0; member < 10; ++member) CHECK(few.point(member) == many.point(member));
}

TEST_CASE("another seed gives other points, the same seed the same") {
  for (const auto kind : {latin_hypercube, monte_carlo}) {
    const Design first(kind, 20, names, 3);
    CHECK(coordinate(first, 0) == coordinate(Design(kind, 20, names, 3), 0));
    CHECK(coordinate(first, 0) != coordinate(Design(kind, 20, names, 4), 0));
  }
}

TEST_CASE("coordinates are not ordered alike") {
  // Correlation of two independent coordinates at n = 1000: sd 0.032; |r| < 0.106 fails with probability 0.001.
  for (const auto kind : {latin_hypercube, monte_carlo}) {
    const Design design(kind, 1000, names, 11);
    const std::vector<double> a = coordinate(design, 0);
    const std::vector<double> b = coordinate(design, 1);
    double correlation = 0;
    for (std::size_t i = 0; i < a.size(); ++i) correlation += 12 * (a[i] - 0.5) * (b[i] - 0.5) / 1000;
    CHECK(std::abs(correlation) < 0.106);
  }
}

TEST_CASE("the hypercube's mean is nearer to a half than independent draws'") {
  // Strata 1/100 wide: the mean's standard deviation is 0.289/100/10 = 0.0003 instead of 0.029; 0.001 is over 3 of
  // them.
  const Design design(latin_hypercube, 100, names, 5);
  double mean = 0;
  for (double u : coordinate(design, 0)) mean += u / 100;
  CHECK(mean == Approx(0.5).margin(0.001));
}

TEST_CASE("a member outside the design is a fault of ours") {
  const Design design(latin_hypercube, 3, names, 1);
  CHECK(design.point(2).size() == 3);
  CHECK_THROWS_AS(design.point(3), sim::ProgramFault);
}
