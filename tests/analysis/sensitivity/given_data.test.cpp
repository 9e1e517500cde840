#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/sensitivity/delta.hpp"
#include "analysis/sensitivity/partition.hpp"
#include "analysis/sensitivity/pawn.hpp"
#include "sim/math.hpp"
#include "tests/analysis/sensitivity/functions.hpp"

using namespace skifte::analysis;
using namespace skifte::analysis::testing;

TEST_CASE("classes are equal in size, and equal values share one") {
  const Partition even = equal_classes({5, 1, 4, 2, 3, 6}, 3);
  CHECK(even.size == std::vector<std::size_t>{2, 2, 2});
  CHECK(even.class_of == std::vector<std::size_t>{2, 0, 1, 0, 1, 2});
  const Partition few = equal_classes({1, 1, 1, 2, 2, 2, 2, 2}, 4);
  CHECK(few.size == std::vector<std::size_t>{3, 5});
  CHECK(equal_classes({7, 7, 7}, 10).size == std::vector<std::size_t>{3});
  CHECK(scaled_ranks({10, 30, 20, 20}) == std::vector<double>{0.125, 0.875, 0.5, 0.5});
}

TEST_CASE("PAWN of a straight line is known exactly") {
  // y = x uniform, ten classes: KS of class k is max(k, 9 - k) / 10: median 0.7, largest 0.9.
  Columns x(2, std::vector<double>(1000));
  for (std::size_t k = 0; k < 1000; ++k) {
    x[0][k] = (static_cast<double>(k) + 0.5) / 1000;
    x[1][k] = static_cast<double>((k * 387) % 1000);
  }
  const PawnResult found = pawn(x, x[0], 10, {50, 1, 1});
  CHECK(found.inputs[0].median.value == Approx(0.7));
  CHECK(found.inputs[0].largest.value == Approx(0.9));
  CHECK(found.inputs[1].median.value < found.dummy_median);
  CHECK(found.dummy_median < 0.15);
  const PawnResult threads = pawn(x, x[0], 10, {50, 1, 2});
  CHECK(found.inputs[0].median.high == threads.inputs[0].median.high);
}

TEST_CASE("delta of a sum of two normals meets its integral") {
  // y = x1 + 2 x2, standard normals: f is N(0, 5), given x1 it is N(x1, 4), given x2 N(2 x2, 1). The distances are
  // integrated here on a fine grid.
  const auto density = [](double y, double mean, double variance) {
    return std::exp(-(y - mean) * (y - mean) / (2 * variance)) / std::sqrt(2 * pi * variance);
  };
  const auto exact = [&](double slope, double rest) {
    double sum = 0;
    for (double x = -5; x < 5; x += 0.05) {
      double distance = 0;
      for (double y = -14; y < 14; y += 0.02) {
        distance += 0.02 * std::abs(density(y, 0, slope * slope + rest) - density(y, slope * x, rest));
      }
      sum += 0.05 * density(x, 0, 1) * distance / 2;
    }
    return sum;
  };
  const Columns x = random_columns(4000, 3, 2);
  const std::vector<double> y = evaluate(x, [](const std::vector<double>& u) {
    return skifte::sim::normal_quantile(u[0]) + 2 * skifte::sim::normal_quantile(u[1]);
  });
  const DeltaResult found = delta_indices(x, y, delta_classes(y.size()), {20, 1, 1});
  CHECK(found.inputs[0].delta.value == Approx(exact(1, 4)).margin(0.03));
  CHECK(found.inputs[1].delta.value == Approx(exact(2, 1)).margin(0.03));
  CHECK(found.inputs[2].delta.value < 0.05);
  CHECK(found.inputs[0].first.value == Approx(0.2).margin(0.03));
  CHECK(found.inputs[1].first.value == Approx(0.8).margin(0.03));
  CHECK(found.inputs[2].first.value == Approx(0).margin(0.02));
}

TEST_CASE("delta of the Ishigami function agrees with the published values") {
  // SALib 1.1, tests/test_regression.py, test_regression_delta, 10 000 points: within 0.05 of these.
  const Columns x = random_columns(10000, 3, 4);
  const std::vector<double> y = evaluate(x, ishigami);
  const DeltaResult found = delta_indices(x, y, delta_classes(y.size()), {10, 1, 1});
  CHECK(found.inputs[0].delta.value == Approx(0.210).margin(0.05));
  CHECK(found.inputs[1].delta.value == Approx(0.358).margin(0.05));
  CHECK(found.inputs[2].delta.value == Approx(0.155).margin(0.05));
  CHECK(found.inputs[0].first.value == Approx(0.31).margin(0.03));
  CHECK(found.inputs[1].first.value == Approx(0.44).margin(0.03));
  CHECK(found.inputs[2].first.value == Approx(0.00).margin(0.03));
  for (const auto& input : found.inputs) CHECK(input.delta.value > found.dummy_delta);
}

TEST_CASE("the number of classes follows Plischke") {
  // SALib: min(ceil(n^(2 / (7 + tanh((1500 - n) / 500)))), 48); n = 1000: exponent 2 / 7.7616, 1000^0.25768 = 5.93.
  CHECK(delta_classes(1000) == 6);
  CHECK(delta_classes(100000) == 47);  // exponent 1/3: 46.4
  CHECK(delta_classes(1000000) == 48);
}
