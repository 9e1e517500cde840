#include "sim/series.hpp"

#include <catch2/catch.hpp>

#include "sim/fault.hpp"

namespace {

using skifte::sim::ProgramFault;
using skifte::sim::Series;
using enum Series::Interpolation;

}  // namespace

TEST_CASE("a linear series runs straight between its points and flat outside") {
  const Series series(linear, {{100, 10.0}, {200, 30.0}, {250, 20.0}});
  CHECK(series.at(0) == 10.0);
  CHECK(series.at(100) == 10.0);
  CHECK(series.at(125) == 15.0);  // 10 + 25/100 x 20
  CHECK(series.at(200) == 30.0);
  CHECK(series.at(240) == 22.0);  // 30 - 40/50 x 10
  CHECK(series.at(250) == 20.0);
  CHECK(series.at(1e6) == 20.0);
  CHECK(series.last_date() == 250);
}

TEST_CASE("a step series holds each value from its date to the next") {
  const Series series(step, {{100, 10.0}, {200, 30.0}});
  CHECK(series.at(99.999) == 10.0);
  CHECK(series.at(199.999) == 10.0);
  CHECK(series.at(200) == 30.0);
  CHECK(series.at(1e6) == 30.0);
}

TEST_CASE("points are put in order; none, or two at one date, are refused") {
  const Series series(linear, {{200, 30.0}, {100, 10.0}});
  CHECK(series.points() == std::vector<Series::Point>{{100, 10.0}, {200, 30.0}});
  CHECK_THROWS_AS(Series(linear, {}), ProgramFault);
  CHECK_THROWS_AS(Series(step, {{100, 1.0}, {100, 2.0}}), ProgramFault);
}

TEST_CASE("a constant is the same at any date") {
  const Series series = Series::constant(4.5);
  for (double date : {-1e6, 0.0, 8000.0, 1e6}) CHECK(series.at(date) == 4.5);
  CHECK(series.mean(-50, 1e5) == Approx(4.5));
}

TEST_CASE("means over a period are exact") {
  const Series line(linear, {{100, 10.0}, {200, 30.0}, {250, 20.0}});
  // Trapezes: 10 x 50 (flat before 100), 20 x 100 (mean of 10 and 30), 25 x 50 (mean of 30 and 20) over 200 days.
  CHECK(line.mean(50, 250) == Approx((500.0 + 2000 + 1250) / 200));
  CHECK(line.mean(120, 140) == Approx(16));  // within one segment: its midpoint 130
  const Series steps(step, {{100, 10.0}, {200, 30.0}});
  // 10 until 200, then 30: 75 days of each.
  CHECK(steps.mean(125, 275) == Approx(20));
  CHECK(steps.mean(0, 100) == Approx(10));
}

TEST_CASE("the mean of a period is the weighted mean of its parts") {
  const Series series(linear, {{3, 1.0}, {7, -5.0}, {11, 40.0}, {12, 2.0}});
  const double whole = series.mean(0, 20);
  for (double cut : {1.0, 5.0, 7.0, 11.5, 19.0}) {
    CHECK((series.mean(0, cut) * cut + series.mean(cut, 20) * (20 - cut)) / 20 == Approx(whole));
  }
}
