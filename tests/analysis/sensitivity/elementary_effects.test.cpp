#include "analysis/sensitivity/elementary_effects.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "sim/fault.hpp"
#include "tests/analysis/sensitivity/functions.hpp"

using namespace skifte;
using namespace skifte::analysis;
using namespace skifte::analysis::testing;

namespace {

constexpr std::size_t morris_inputs = 20;

/// Morris's function (1991, section 5) with the coefficients he names and 0 for those he draws at random.
double morris_function(const std::vector<double>& x) {
  std::vector<double> w;
  for (std::size_t i = 0; i < morris_inputs; ++i) {
    const bool is_curved = i == 2 || i == 4 || i == 6;
    w.push_back(is_curved ? 2 * (1.1 * x[i] / (x[i] + 0.1) - 0.5) : 2 * (x[i] - 0.5));
  }
  double y = 0;
  for (std::size_t i = 0; i < 10; ++i) y += 20 * w[i];
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = i + 1; j < 6; ++j) y -= 15 * w[i] * w[j];
  }
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = i + 1; j < 5; ++j) {
      for (std::size_t l = j + 1; l < 5; ++l) y -= 10 * w[i] * w[j] * w[l];
    }
  }
  return y + 5 * w[0] * w[1] * w[2] * w[3];
}

/// Trajectories on Morris's grid 0, 1/3, 2/3, 1 with steps of 2/3.
Columns trajectories(std::size_t count, std::size_t inputs, std::uint64_t seed) {
  const KeyedDraws random(seed, "test.morris");
  Columns columns(inputs);
  for (std::uint64_t t = 0; t < count; ++t) {
    std::vector<int> level(inputs);
    std::vector<int> jump(inputs);
    for (std::uint32_t i = 0; i < inputs; ++i) {
      const bool up = random.uniform(t, i, 1) < 0.5;
      level[i] = (random.uniform(t, i, 2) < 0.5 ? 0 : 1) + (up ? 0 : 2);
      jump[i] = up ? 2 : -2;
    }
    const auto add = [&] {
      for (std::size_t i = 0; i < inputs; ++i) columns[i].push_back(level[i] / 3.0);
    };
    add();
    for (const std::size_t i : KeyedDraws(seed, "test.morris.order").permutation(inputs, t)) {
      level[i] += jump[i];
      add();
    }
  }
  return columns;
}

struct Exact {
  double mu_star = 0, mu = 0, sigma = 0;
};

/// Moments of input i's effects over every position of the six inputs that interact.
Exact enumerate(std::size_t i) {
  double n = 0, absolute = 0, plain = 0, square = 0;
  for (int code = 0; code < 4096; ++code) {
    std::vector<double> x(morris_inputs, 0.0);
    for (int k = 0, rest = code; k < 6; ++k, rest /= 4) x[static_cast<std::size_t>(k)] = (rest % 4) / 3.0;
    for (const double base : {0.0, 1.0 / 3}) {
      x[i] = base;
      const double below = morris_function(x);
      x[i] = base + 2.0 / 3;
      const double effect = (morris_function(x) - below) / (2.0 / 3);
      n += 1;
      absolute += std::abs(effect);
      plain += effect;
      square += effect * effect;
    }
  }
  return {absolute / n, plain / n, std::sqrt(square / n - plain / n * plain / n)};
}

}  // namespace

TEST_CASE("elementary effects of Morris's function meet their exact moments") {
  constexpr std::size_t count = 2000;
  const Columns x = trajectories(count, morris_inputs, 1);
  const MorrisIndices found = morris_indices(x, evaluate(x, morris_function), {}, {100, 1, 1});
  CHECK(found.trajectories == count);
  for (std::size_t i = 0; i < morris_inputs; ++i) {
    const Exact exact = enumerate(i);
    const double error = 4 * exact.sigma / std::sqrt(static_cast<double>(count)) + 1e-9;  // of a mean, 4 sd
    CHECK(found.inputs[i].mu_star.value == Approx(exact.mu_star).margin(error));
    CHECK(found.inputs[i].mu.value == Approx(exact.mu).margin(error));
    CHECK(found.inputs[i].sigma.value == Approx(exact.sigma).margin(0.1 * exact.sigma + 1e-9));
  }
  // By hand: 20 x dw/dx = 40, linear; the curved 7th 20 x 2.8696 and 20 x 0.4615, mean 33.31; the rest nothing.
  CHECK(found.inputs[8].mu_star.value == Approx(40));
  CHECK(found.inputs[8].sigma.value == Approx(0).margin(1e-6));
  CHECK(enumerate(6).mu == Approx(33.311).margin(0.001));
  for (std::size_t i = 10; i < morris_inputs; ++i) CHECK(found.inputs[i].mu_star.value == 0);
}

TEST_CASE("effects are signed by the step's direction, and a trajectory with a gap is left out") {
  // y = 3 x1 - 2 x2 on two trajectories, the first downwards in x1.
  const Columns x = {{1, 0, 0, 0, 0, 1}, {0, 0, 1, 0, 1, 1}};
  std::vector<double> y = {3, 0, -2, 0, -2, 1};
  const MorrisIndices found = morris_indices(x, y, 0.5, {10, 1, 1});
  CHECK(found.inputs[0].mu.value == 6);  // 3 over a step counted as 1/2
  CHECK(found.inputs[1].mu.value == -4);
  CHECK(found.inputs[1].mu_star.value == 4);
  y[4] = std::nan("");
  CHECK(morris_indices(x, y, {}, {10, 1, 1}).left_out == 1);
  CHECK(morris_indices(x, y, {}, {10, 1, 1}).inputs[0].mu.value == 3);  // steps in the columns' range
}

TEST_CASE("rows that change two inputs at once are no trajectory") {
  CHECK_THROWS_AS(morris_indices({{0, 1, 1}, {0, 1, 0}}, {1, 2, 3}, {}, {10, 1, 1}), sim::UserFault);
}

TEST_CASE("elementary effects of the Ishigami function are those published") {
  // SALib 1.1, tests/test_regression.py: mu* = 7.768, 7.875, 6.309 of 10 000 trajectories; the second is the same in
  // each.
  const Columns x = trajectories(10000, 3, 2);
  const MorrisIndices found = morris_indices(x, evaluate(x, ishigami), {}, {10, 1, 1});
  CHECK(found.inputs[0].mu_star.value == Approx(7.768).margin(0.25));
  CHECK(found.inputs[1].mu_star.value == Approx(7.875));
  CHECK(found.inputs[2].mu_star.value == Approx(6.309).margin(0.25));
}
