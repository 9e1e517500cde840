#include "analysis/summary/variance_split.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/bootstrap.hpp"
#include "sim/math.hpp"

using namespace skifte::analysis;

TEST_CASE("variance splits as the table of a nested analysis says") {
  // Points (1, 2) and (5, 6): within 2 x 0.5 over 2 degrees of freedom; between 2 (2^2 + 2^2) over 1; (16 - 0.5) / 2
  // = 7.75.
  const auto split = split_variance({1, 5, 2, 6}, {0, 1, 0, 1}, 1);
  REQUIRE(split);
  CHECK(split->luck == Approx(0.5));
  CHECK(split->assumptions == Approx(7.75));
  CHECK(split->share == Approx(7.75 / 8.25));
  CHECK(split->mean == Approx(3.5));
  // Unequal: (1, 2, 3) and (7): within 2 / 2 = 1; means 2 and 7, all 3.25; between 3 x 1.25^2 + 3.75^2 = 18.75 over 1;
  // r0 = 4 - 10 / 4 = 1.5; 17.75 / 1.5.
  const auto unequal = split_variance({1, 2, 3, 7}, {0, 0, 0, 4}, 1);
  REQUIRE(unequal);
  CHECK(unequal->luck == Approx(1.0));
  CHECK(unequal->assumptions == Approx(17.75 / 1.5));
}

TEST_CASE("without replicates assumptions and luck are not told apart") {
  CHECK_FALSE(split_variance({1, 2, 3}, {0, 1, 2}, 1));
  CHECK_FALSE(split_variance({1, 2, 3}, {0, 0, 0}, 1));
  // A failed member leaves its point with one.
  CHECK_FALSE(split_variance({1, std::nan(""), 3}, {0, 0, 1}, 1));
}

TEST_CASE("the known share of a made-up ensemble lies in its interval") {
  // Assumptions N(0, 3^2), luck N(0, 4^2): share 9 / 25 = 0.36; 400 points of 4.
  const KeyedDraws random(5, "test.split");
  std::vector<double> values;
  std::vector<std::uint32_t> points;
  for (std::uint32_t p = 0; p < 400; ++p) {
    const double assumed = 3 * skifte::sim::normal_quantile(random.uniform(p, 0));
    for (std::uint32_t r = 1; r <= 4; ++r) {
      values.push_back(assumed + 4 * skifte::sim::normal_quantile(random.uniform(p, r)));
      points.push_back(p);
    }
  }
  const auto split = split_variance(values, points, 1);
  REQUIRE(split);
  CHECK(split->share == Approx(0.36).margin(0.06));  // sd of the estimate about 0.025
  CHECK(split->share_low < 0.36);
  CHECK(split->share_high > 0.36);
  CHECK(split->share_high - split->share_low < 0.15);
}
