#include "analysis/summary/quantile_interval.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "analysis/bootstrap.hpp"
#include "analysis/statistics.hpp"

using namespace skifte::analysis;

TEST_CASE("the ranks around a quantile are those of the binomial distribution") {
  // R: qbinom(.025, 100, .5) = 40, so P(B <= 39) = 0.0176 and P(B <= 40) = 0.0284: x_(40) to x_(61), from 1.
  const QuantileRanks median = quantile_ranks(100, 0.5);
  CHECK(median.low == 39);
  CHECK(median.high == 60);
  // 0.95^72 = 0.0249 and 0.95^71 = 0.0262: the least of 72 lies below the 5 % quantile, that of 71 may not.
  CHECK(quantile_ranks(72, 0.05).low == 0);
  CHECK(quantile_ranks(71, 0.05).low == -1);
  CHECK(quantile_ranks(72, 0.95).high == 71);
  CHECK(members_for_interval(0.05) == 72);
  CHECK(members_for_interval(0.5) == 6);          // 2^-6 = 0.016
  CHECK(quantile_ranks(10000, 0.05).low == 457);  // R: qbinom(.025, 1e4, .05) = 458 = first k with P(B <= k) > 2.5 %
}

TEST_CASE("fans by selection equal fans by sorting") {
  const KeyedDraws random(3, "test.fans");
  for (const std::size_t n : {1UL, 2UL, 7UL, 100UL, 1001UL, 5000UL}) {
    std::vector<double> sample;
    for (std::size_t i = 0; i < n; ++i)
      sample.push_back(std::floor(20 * random.uniform(n, static_cast<std::uint32_t>(i))));
    std::vector<double> copy = sample;
    FanEstimator estimate;
    const auto found = estimate(copy);
    std::sort(sample.begin(), sample.end());
    for (std::size_t q = 0; q < fan_orders.size(); ++q) {
      CHECK(found[q].value == Approx(quantile(sample, fan_orders[q])));
      const QuantileRanks ranks = quantile_ranks(n, fan_orders[q]);
      if (ranks.low >= 0) CHECK(found[q].low == sample[static_cast<std::size_t>(ranks.low)]);
      if (ranks.low < 0) CHECK(std::isnan(found[q].low));
    }
  }
}

TEST_CASE("the interval holds the true quantile in at least 95 of 100 samples") {
  // 2 000 samples of 80 uniforms; the coverage by the binomial is 96.1 % (5 %) to 95.6 % (50 %). A rate of 95 % seen
  // below 93.6 % has a chance under 0.3 % (normal, sd 0.49 %).
  const KeyedDraws random(11, "test.coverage");
  std::array<int, fan_orders.size()> held{};
  constexpr int samples = 2000;
  FanEstimator estimate;
  for (std::uint64_t s = 0; s < samples; ++s) {
    std::vector<double> sample;
    for (std::uint32_t i = 0; i < 80; ++i) sample.push_back(random.uniform(s, i));
    const auto found = estimate(sample);
    for (std::size_t q = 0; q < fan_orders.size(); ++q) {
      if (found[q].low <= fan_orders[q] && fan_orders[q] <= found[q].high) ++held[q];
    }
  }
  for (const int count : held) {
    CHECK(count > 0.936 * samples);
    CHECK(count < 0.995 * samples);
  }
}

TEST_CASE("a year that never comes stays never, and no member gives no number") {
  const double never = std::numeric_limits<double>::infinity();
  std::vector<double> years{2030, never, never};
  FanEstimator estimate;
  const auto found = estimate(years);
  CHECK(found[0].value == never);  // between 2030 and never
  CHECK(found[2].value == never);
  std::vector<double> none;
  CHECK(std::isnan(estimate(none)[2].value));
}

TEST_CASE("order statistics of skewed, repeated and infinite values are those of the sorted sample") {
  const KeyedDraws random(5, "test.order");
  const std::vector<std::size_t> ranks{0, 1, 249, 250, 2500, 4749, 4998, 4999};
  const auto sample_of = [&](const std::function<double(double)>& shape) {
    std::vector<double> sample;
    for (std::uint32_t i = 0; i < 5000; ++i) sample.push_back(shape(random.uniform(1, i)));
    return sample;
  };
  const double infinity = std::numeric_limits<double>::infinity();
  for (std::vector<double> sample :
       {sample_of([](double u) { return u; }), sample_of([](double u) { return std::pow(u, -8.0); }),
        sample_of([](double u) { return u < 0.97 ? 0 : -u; }), sample_of([](double u) { return std::floor(9 * u); }),
        sample_of([&](double u) { return u < 0.5 ? 2030 + u : infinity; }),
        sample_of([](double u) { return u * 4e-324; }),
        sample_of([](double u) { return (u - 0.5) * 1.7e308 * 1.9; })}) {
    std::vector<double> sorted = sample;
    std::sort(sorted.begin(), sorted.end());
    OrderStatistics statistics;
    statistics.place(sample, ranks);
    for (const std::size_t rank : ranks) CHECK(sample[rank] == sorted[rank]);
  }
}

TEST_CASE("of exact copies a quantile's interval is that of one of each") {
  const KeyedDraws random(6, "test.copies");
  std::vector<double> once, copied;
  for (std::uint32_t i = 0; i < 200; ++i) {
    once.push_back(random.uniform(1, i));
    for (int copy = 0; copy < 4; ++copy) copied.push_back(once.back());
  }
  FanEstimator estimate;
  std::vector<double> as_if_independent = copied;
  const auto narrow = estimate(as_if_independent);
  const auto one = estimate(once);
  const auto all = estimate(copied, 200);
  for (std::size_t q = 0; q < fan_orders.size(); ++q) {
    CHECK(all[q].low == one[q].low);
    CHECK(all[q].high == one[q].high);
    CHECK(all[q].value == Approx(one[q].value).margin(0.01));
    CHECK(narrow[q].high - narrow[q].low < one[q].high - one[q].low);
  }
}
