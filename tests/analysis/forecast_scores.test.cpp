#include "analysis/forecast_scores.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "sim/fault.hpp"
#include "sim/math.hpp"

using namespace skifte;
using analysis::crps;

TEST_CASE("CRPS of small ensembles by the formula") {
  // One value: the absolute error.
  CHECK(crps({7}, 4) == Approx(3));
  // {1, 3} against 2: mean distance 1; pairs (i, j): 0 + 2 + 2 + 0 = 4, over 2 * 4 = 0.5.
  CHECK(crps({1, 3}, 2) == Approx(0.5));
  // {1, 3} against 6: (5 + 3) / 2 - 0.5.
  CHECK(crps({3, 1}, 6) == Approx(3.5));
  // {0, 1, 5} against 2: (2 + 1 + 3) / 3 = 2; distances 1 + 5 + 4 = 10 twice, 20 / (2 * 9) = 10/9.
  CHECK(crps({5, 0, 1}, 2) == Approx(2 - 10.0 / 9));
  CHECK(crps({4, 4, 4}, 4) == 0);
  CHECK_THROWS_AS(crps({}, 1), sim::ProgramFault);
}

TEST_CASE("CRPS of many quantiles of a normal distribution meets its closed form") {
  // Gneiting & Raftery 2007, below (21): sigma (z (2 Phi(z) - 1) + 2 phi(z) - 1/sqrt(pi)), z = (y - mu) / sigma.
  std::vector<double> ensemble;
  constexpr int members = 20000;
  for (int i = 0; i < members; ++i) ensemble.push_back(10 + 2 * sim::normal_quantile((i + 0.5) / members));
  const double z = (13.0 - 10) / 2;
  const double cumulative = 0.5 * std::erfc(-z / std::numbers::sqrt2);
  const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
  const double closed = 2 * (z * (2 * cumulative - 1) + 2 * density - 1 / std::sqrt(std::numbers::pi));
  CHECK(crps(ensemble, 13) == Approx(closed).epsilon(1e-3));
}

TEST_CASE("CRPS is in the observation's unit and moves with it") {
  const std::vector<double> ensemble{2, 3, 9};
  CHECK(crps({20, 30, 90}, 50) == Approx(10 * crps(ensemble, 5)));
  CHECK(crps({102, 103, 109}, 105) == Approx(crps(ensemble, 5)));
}

TEST_CASE("Relative errors keep their sign; of nothing there is none") {
  CHECK(*analysis::relative_error(9, 10) == Approx(-0.1));
  CHECK(*analysis::relative_error(-90, -100) == Approx(0.1));
  CHECK_FALSE(analysis::relative_error(3, 0).has_value());
}

TEST_CASE("Free forecasts know nothing after their origin") {
  const std::map<int, double> observed{{2015, 100}, {2016, 130}, {2018, 160}, {2019, 500}, {2022, 900}};
  const auto stays = analysis::no_change(observed, 2015, 2018);
  REQUIRE(stays);
  CHECK(stays->from == 2018);
  CHECK(stays->at(2022) == 160);
  const auto line = analysis::straight_line(observed, 2015, 2018);
  REQUIRE(line);
  CHECK(line->at(2018) == 160);
  CHECK(line->at(2022) == Approx(160 + 4 * 20));  // (160 - 100) / 3 a year
  // 2018 not observed: from the last year before; one observation makes no line; none no forecast.
  const std::map<int, double> gap{{2010, 5}, {2015, 7}, {2020, 9}};
  CHECK(analysis::no_change(gap, 2015, 2018)->from == 2015);
  CHECK_FALSE(analysis::straight_line(gap, 2015, 2018).has_value());
  CHECK_FALSE(analysis::no_change({{2020, 9}}, 2015, 2018).has_value());
  CHECK_FALSE(analysis::no_change(gap, 2016, 2018).has_value());
}
