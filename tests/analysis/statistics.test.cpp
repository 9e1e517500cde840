#include "analysis/statistics.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

namespace {

using skifte::analysis::quantile;
using skifte::analysis::quantiles;

constexpr double never = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("quantiles lie on straight lines between order statistics (type 7)") {
  // R: quantile(c(10, 1, 4, 3), c(0, .05, .25, .5, .9, 1), type = 7) = 1, 1.3, 2.5, 3.5, 8.2, 10.
  const std::vector<double> found = quantiles({10, 1, 4, 3}, {0, 0.05, 0.25, 0.5, 0.9, 1});
  const std::vector<double> expected = {1, 1.3, 2.5, 3.5, 8.2, 10};
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(found[i] == Approx(expected[i]));
}

TEST_CASE("one value is each of its quantiles; of none there is none") {
  for (double p : {0.0, 0.5, 1.0}) CHECK(quantile({7}, p) == 7.0);
  CHECK(std::isnan(quantile({}, 0.5)));
  CHECK(quantiles({}, {0.1, 0.9}).size() == 2);
}

TEST_CASE("quantiles grow with their order and stay inside the sample") {
  const std::vector<double> sample = {3, 3, 3, -8, 12.5, 0, 1e9};
  double before = -8;
  for (int i = 0; i <= 100; ++i) {
    const double q = quantile(sample, i / 100.0);
    CHECK(q >= before);
    CHECK(q <= 1e9);
    before = q;
  }
}

TEST_CASE("members that never get there count as later than all others") {
  CHECK(quantile({2031, never, never}, 0.5) == never);
  CHECK(quantile({2031, 2032, never}, 0) == 2031);
  CHECK(quantile({never, never}, 0.3) == never);
  CHECK(quantile({2031, 2032, 2033, never}, 0.9) == never);  // between 2033 and never
}

TEST_CASE("an order statistic hit exactly is itself, whatever stands above it") {
  // Of 5 members the median is the third, 2033; the fourth never gets there.
  CHECK(quantile({2031, 2032, 2033, never, never}, 0.5) == 2033);
}
