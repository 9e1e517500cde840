#include "sim/weibull_table.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/math.hpp"
#include "sim/random.hpp"

using namespace skifte::sim;

TEST_CASE("a tabulated Weibull keeps to the distribution") {
  for (const double shape : {1.0, 1.7, 3.5, 6.0, 10.0}) {
    const WeibullTable table(shape, 17.0);
    double before = 0;
    for (int i = 1; i < 100000; ++i) {
      const double u = i / 100000.0;
      const double t = table.quantile(u);
      REQUIRE(t >= before);
      REQUIRE(t == Approx(weibull(u, shape, 17.0)).margin(5e-4 * 17.0));
      before = t;
    }
    CHECK(table.quantile(1e-12) == Approx(weibull(1e-12, shape, 17.0)).epsilon(1e-3));  // 1 - u has rounded u away
    CHECK(table.quantile(1 - 0x1p-53) == Approx(weibull(1 - 0x1p-53, shape, 17.0)));
  }
}

TEST_CASE("what is left of a tabulated life is the conditional quantile") {
  const WeibullTable table(3.5, 17.0);
  for (const double age : {0.0, 0.5, 5.0, 17.0, 28.0, 60.0}) {
    for (const double u : {1e-6, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9}) {
      CAPTURE(age, u);
      CHECK(table.remaining(u, age) == Approx(weibull_remaining(u, 3.5, 17.0, age)).margin(0.01));
    }
  }
  // Half of those that reach 17 fail by the t with exp(-((17 + t) / 17)^3.5 + 1) = 1/2: 17 (1.693147^(1/3.5) - 1)
  // = 2.760.
  CHECK(table.remaining(0.5, 17.0) == Approx(2.760).margin(0.005));
  CHECK(table.remaining(0.5, 300.0) == 0.0);
  CHECK(table.survival(17.0) == Approx(0.367879).margin(1e-5));
  CHECK(table.survival(80.0) == Approx(std::exp(-std::pow(80.0 / 17.0, 3.5))));
}
