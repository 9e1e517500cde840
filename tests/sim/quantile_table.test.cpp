#include "sim/quantile_table.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/math.hpp"

namespace sim = skifte::sim;

namespace {

/// Greatest difference from the function itself on a grid that meets no node but every cell, over `sd`.
template <class Exact>
double greatest_error(Exact exact, double sd) {
  const sim::QuantileTable table(exact);
  double greatest = 0;
  for (int i = 0; i < 30000; ++i) {
    const double u = (i + 0.37) / 30000;
    greatest = std::max(greatest, std::abs(table.quantile(u, exact) - exact(u)) / sd);
  }
  return greatest;
}

}  // namespace

TEST_CASE("a tabulated quantile is the quantile to 5e-4 standard deviations", "[sim][quantile_table]") {
  const auto normal = [](double u) { return sim::normal_quantile(u); };
  const auto logistic = [](double u) { return sim::log(u / (1 - u)); };
  const auto exponential = [](double u) { return -sim::log(u); };
  const auto lognormal = [](double u) { return sim::exp(0.5 * sim::normal_quantile(u)); };
  CHECK(greatest_error(normal, 1) < 5e-4);
  CHECK(greatest_error(logistic, 3.14159 / std::sqrt(3)) < 5e-4);
  CHECK(greatest_error(exponential, 1) < 5e-4);
  // sd of exp(0.5 z): sqrt((e^0.25 - 1) e^0.25)
  CHECK(greatest_error(lognormal, std::sqrt((std::exp(0.25) - 1) * std::exp(0.25))) < 5e-4);
  CHECK(greatest_error(normal, 1) > 1e-6);  // it is a table
}

TEST_CASE("a tabulated quantile grows with u and is exact at both ends", "[sim][quantile_table]") {
  const auto logistic = [](double u) { return sim::log(u / (1 - u)); };
  const sim::QuantileTable table(logistic);
  double last = -1e9;
  for (int i = 1; i < 20000; ++i) {
    const double value = table.quantile(i / 20000.0, logistic);
    REQUIRE(value > last);
    last = value;
  }
  for (const double u : {0x1p-53, 1e-9, 0.015, 0.985, 1 - 0x1p-53}) CHECK(table.quantile(u, logistic) == logistic(u));
}
