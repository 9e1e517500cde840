#include <catch2/catch.hpp>

#include "agents/cars/stationary_age.hpp"

using namespace skifte;

TEST_CASE("a Weibull scale gives the mean") {
  // Gamma(1 + 1/2) = sqrt(pi)/2 = 0.886227: a mean of 1 needs the scale 1/0.886227 = 1.128379.
  CHECK(agents::weibull_scale(2, 1) == Approx(1.128379).epsilon(1e-3));
  // Gamma(1 + 1/4) = 0.906403.
  CHECK(agents::weibull_scale(4, 18.58) == Approx(18.58 / 0.906403).epsilon(1e-3));
}

TEST_CASE("a stationary stock's mean age is E[T^2] / (2 E[T])") {
  // Weibull(4, 20.5): E[T] = 20.5 Gamma(1.25) = 18.581, E[T^2] = 20.5^2 Gamma(1.5) = 372.44; 372.44 / 37.162 = 10.022.
  const agents::StationaryAge age(4, 20.5);
  CHECK(age.mean() == Approx(10.022).epsilon(2e-3));
}

TEST_CASE("the quantile of a stationary age inverts its distribution") {
  // Density S(t)/mean is nearly flat at first: the 10 % quantile is about 0.1 * 18.581 = 1.858 years.
  const agents::StationaryAge age(4, 20.5);
  CHECK(age.quantile(0.1) == Approx(1.858).epsilon(5e-3));
  double before = 0;
  for (int i = 1; i < 100; ++i) {
    const double now = age.quantile(i / 100.0);
    CHECK(now > before);
    before = now;
  }
}
