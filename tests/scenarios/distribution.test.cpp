#include "scenarios/distribution.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "sim/fault.hpp"

using namespace skifte;
using namespace skifte::scenarios;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

template <typename Make>
std::string fault_of(Make make) {
  try {
    make();
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

std::vector<Distribution> one_of_each() {
  return {Distribution::uniform(-2, 3),
          Distribution::triangular(4, 5.5, 8),
          Distribution::triangular(0, 0, 1),
          Distribution::normal(1.2, 0.3),
          Distribution::truncated_normal(0, 1, -0.5, infinity),
          Distribution::lognormal(2, 0.4),
          Distribution::beta(2, 3, 0, 10),
          Distribution::beta(0.5, 0.5, 0, 1)};
}

}  // namespace

TEST_CASE("Quantiles agree with closed forms", "[distribution]") {
  CHECK(Distribution::fixed(7).quantile(0.3) == 7);
  CHECK(Distribution::uniform(2, 6).quantile(0.25) == Approx(3).epsilon(1e-14));
  // F(mode) = (mode - low) / (high - low) = 1.5 / 4
  CHECK(Distribution::triangular(4, 5.5, 8).quantile(0.375) == Approx(5.5).epsilon(1e-12));
  // low + sqrt(u (high - low) (mode - low)) = 4 + sqrt(0.1 * 4 * 1.5)
  CHECK(Distribution::triangular(4, 5.5, 8).quantile(0.1) == Approx(4 + std::sqrt(0.6)).epsilon(1e-12));
  CHECK(Distribution::normal(10, 2).quantile(0.975) == Approx(10 + 2 * 1.959963984540054).epsilon(1e-9));
  CHECK(Distribution::lognormal(3, 0.5).quantile(0.5) == Approx(3).epsilon(1e-9));
  CHECK(Distribution::lognormal(3, 0.5).quantile(0.95) == Approx(3 * std::exp(0.5 * 1.6448536269514722)).epsilon(1e-9));
  // Half a normal: the median of |Z| is the normal's third quartile, 0.6744897501960817
  CHECK(Distribution::truncated_normal(0, 1, 0, infinity).quantile(0.5) == Approx(0.6744897501960817).epsilon(1e-8));
  // Beta(1, b) has F(x) = 1 - (1 - x)^b; Beta(1/2, 1/2) has the quantile sin^2(pi u / 2)
  CHECK(Distribution::beta(1, 3, 0, 1).quantile(0.875) == Approx(0.5).epsilon(1e-12));
  CHECK(Distribution::beta(0.5, 0.5, 0, 1).quantile(1.0 / 3) == Approx(0.25).epsilon(1e-9));
  CHECK(Distribution::beta(2, 2, 10, 20).quantile(0.5) == Approx(15).epsilon(1e-12));
}

TEST_CASE("The incomplete beta function agrees with polynomials and symmetry", "[distribution]") {
  for (const double x : {0.01, 0.2, 0.5, 0.77, 0.999}) {
    // I_x(2, 3) = 6 x^2 - 8 x^3 + 3 x^4
    CHECK(incomplete_beta(2, 3, x) == Approx(x * x * (6 - 8 * x + 3 * x * x)).epsilon(1e-12));
    CHECK(incomplete_beta(2.5, 0.7, x) == Approx(1 - incomplete_beta(0.7, 2.5, 1 - x)).epsilon(1e-11));
    CHECK(incomplete_beta(1, 1, x) == Approx(x).epsilon(1e-13));
  }
  CHECK(incomplete_beta(400, 400, 0.5) == Approx(0.5).epsilon(1e-11));
  CHECK(incomplete_beta(3, 4, 0) == 0);
  CHECK(incomplete_beta(3, 4, 1) == 1);
}

TEST_CASE("Quantiles rise and stay within the support", "[distribution]") {
  for (const Distribution& distribution : one_of_each()) {
    INFO(distribution.describe("1"));
    double last = -infinity;
    for (int i = 1; i < 400; ++i) {
      const double x = distribution.quantile(i / 400.0);
      CHECK(x > last);
      CHECK(x >= distribution.low());
      CHECK(x <= distribution.high());
      last = x;
    }
    for (const double u : {0x1p-53, 1 - 0x1p-53}) CHECK(std::isfinite(distribution.quantile(u)));
  }
}

TEST_CASE("A range is the support, or the central 90 % where there is none", "[distribution]") {
  const auto triangular = Distribution::from_range(DistributionKind::triangular, 5.5, 4, 8);
  CHECK(triangular == Distribution::triangular(4, 5.5, 8));
  CHECK(Distribution::from_range(DistributionKind::uniform, 5.5, 4, 8) == Distribution::uniform(4, 8));
  const auto normal = Distribution::from_range(DistributionKind::normal, 20, 17, 23);
  CHECK(normal.quantile(0.05) == Approx(17).epsilon(1e-9));
  CHECK(normal.quantile(0.95) == Approx(23).epsilon(1e-9));
  const auto lognormal = Distribution::from_range(DistributionKind::lognormal, 10, 5, 20);
  CHECK(lognormal.quantile(0.05) == Approx(5).epsilon(1e-9));
  CHECK(lognormal.quantile(0.95) == Approx(20).epsilon(1e-9));
  const auto beta = Distribution::from_range(DistributionKind::beta, 2, 0, 8);
  CHECK(beta.alpha() == 2);  // 1 + 4 * 2/8
  CHECK(beta.beta() == 4);
  // The mode of a beta distribution, (alpha - 1) / (alpha + beta - 2), is the value again: 1/4 of [0, 8].
  CHECK((beta.alpha() - 1) / (beta.alpha() + beta.beta() - 2) * 8 == 2);
}

TEST_CASE("What is no distribution is a fault", "[distribution]") {
  CHECK(fault_of([] { Distribution::uniform(1, 1); }) ==
        "low 1 is not below high 1 (the distribution has no support) swap them, or give a value without a range?");
  CHECK(fault_of([] { Distribution::triangular(0, 2, 1); }) == "mode 2 is outside [0, 1] (it must lie within)");
  CHECK(fault_of([] { Distribution::normal(0, -1); }) == "sd = -1 (must be above 0)");
  CHECK(fault_of([] { Distribution::lognormal(0, 1); }) == "median = 0 (must be above 0)");
  CHECK(fault_of([] { Distribution::beta(1, 0, 0, 1); }) == "beta = 0 (must be above 0)");
  CHECK(fault_of([] { Distribution::truncated_normal(0, 1, 9, 10); }).find("holds less than a ten-thousandth") !=
        std::string::npos);
  CHECK(fault_of([] { Distribution::from_range(DistributionKind::normal, 9, 0, 1); }) ==
        "value 9 is outside [0, 1] (it must lie within)");
}

TEST_CASE("Distributions are echoed in a few words", "[distribution]") {
  CHECK(Distribution::triangular(4, 5.5, 8).describe("year") == "triangular(4, 5.5, 8) year");
  CHECK(Distribution::uniform(0.8, 1.25).describe("1") == "uniform(0.8, 1.25)");
  CHECK(Distribution::truncated_normal(1.2, 0.3, 0, infinity).describe("%") == "normal(1.2, 0.3) in [0, inf] %");
  CHECK(Distribution::beta(2, 4, 0, 8).describe("km") == "beta(2, 4) on [0, 8] km");
  CHECK(Distribution::lognormal(10, 0.42).describe("SEK/l") == "lognormal(10, 0.42) SEK/l");
  CHECK(Distribution::fixed(-0.0).describe("t") == "0 t");
  // What a change of unit leaves in the last figure is not shown.
  CHECK(Distribution::uniform(0.44999999999999996, 599.9999999999999).describe("SEK") == "uniform(0.45, 600) SEK");
}
