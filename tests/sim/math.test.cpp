#include "sim/math.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/random.hpp"

namespace sim = skifte::sim;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Error of `value` in units in the last place of the exact result, which libm gives here in 64 mantissa bits. A
/// subnormal's unit is the smallest double.
double ulp_error(double value, long double exact) {
  const int exponent = std::max(std::ilogb(exact), -1022);
  return static_cast<double>(std::abs((static_cast<long double>(value) - exact) / std::ldexp(1.0L, exponent - 52)));
}

/// The largest error over `n` arguments spread evenly, but for the keyed jitter, over [low, high].
template <typename Ours, typename Exact>
double greatest_error(double low, double high, int n, Ours ours, Exact exact) {
  const sim::RandomSource source(1, 0);
  double greatest = 0.0;
  for (int i = 0; i < n; ++i) {
    const double jitter = source.uniform(sim::decision("argument"), {0}, static_cast<std::uint32_t>(i));
    const double x = low + (high - low) * ((i + jitter) / n);
    greatest = std::max(greatest, ulp_error(ours(x), exact(static_cast<long double>(x))));
  }
  return greatest;
}

}  // namespace

TEST_CASE("exp errs by no more than the header states", "[sim][math]") {
  const auto exact = [](long double x) { return std::exp(x); };
  for (const double reach : {1e-10, 0.3, 1.0, 40.0, 708.0}) {
    const double error = greatest_error(-reach, reach, 100000, sim::exp, exact);
    CAPTURE(reach, error);
    CHECK(error < 0.9);
  }
  const double subnormal = greatest_error(-745.1, -708.0, 100000, sim::exp, exact);
  CAPTURE(subnormal);
  CHECK(subnormal < 0.9);
  CHECK(greatest_error(709.0, 709.78, 10000, sim::exp, exact) < 0.9);
}

TEST_CASE("exp at its ends", "[sim][math]") {
  CHECK(sim::exp(0.0) == 1.0);
  CHECK(sim::exp(-0.0) == 1.0);
  CHECK(sim::exp(infinity) == infinity);
  CHECK(sim::exp(-infinity) == 0.0);
  CHECK(sim::exp(709.9) == infinity);
  CHECK(sim::exp(-745.2) == 0.0);
  CHECK(sim::exp(-745.0) == std::numeric_limits<double>::denorm_min());
  CHECK(std::isnan(sim::exp(not_a_number)));
}

TEST_CASE("log errs by no more than the header states", "[sim][math]") {
  const auto exact = [](long double x) { return std::log(x); };
  struct Range {
    double low, high;
  };
  for (const Range range : {Range{0.999, 1.001}, Range{0.5, 2.0}, Range{1e-9, 1e-3}, Range{1.0, 1e6},
                            Range{1e300, 1.7e308}, Range{1e-308, 1e-300}, Range{1e-323, 1e-308}}) {
    const double error = greatest_error(range.low, range.high, 100000, sim::log, exact);
    CAPTURE(range.low, error);
    CHECK(error < 0.9);
  }
}

TEST_CASE("log at its ends", "[sim][math]") {
  CHECK(sim::log(1.0) == 0.0);
  CHECK(sim::log(0.0) == -infinity);
  CHECK(sim::log(infinity) == infinity);
  CHECK(std::isnan(sim::log(-1.0)));
  CHECK(std::isnan(sim::log(not_a_number)));
}

TEST_CASE("pow errs by no more than the header states, for ordinary and great exponents", "[sim][math]") {
  const sim::RandomSource source(2, 0);
  double ordinary = 0.0, great = 0.0;
  for (std::uint32_t i = 0; i < 200000; ++i) {
    const auto [u, v] = source.uniform_pair(sim::decision("pow"), {1}, i);
    const double base = std::exp(14.0 * (u - 0.5)), exponent = 20.0 * (v - 0.5);
    ordinary =
        std::max(ordinary, ulp_error(sim::pow(base, exponent), std::pow(static_cast<long double>(base), exponent)));
    const double base_near_one = 0.5 + 1.5 * u;
    const double wide = 690.0 * (2.0 * v - 1.0) / std::max(1e-3, std::abs(std::log(base_near_one)));
    great = std::max(great,
                     ulp_error(sim::pow(base_near_one, wide), std::pow(static_cast<long double>(base_near_one), wide)));
  }
  CAPTURE(ordinary, great);
  CHECK(ordinary < 0.9);
  CHECK(great < 0.95);
}

TEST_CASE("pow gives small whole powers exactly", "[sim][math]") {
  CHECK(sim::pow(2.0, 10.0) == 1024.0);
  CHECK(sim::pow(10.0, 3.0) == 1000.0);
  CHECK(sim::pow(3.0, 4.0) == 81.0);
  CHECK(sim::pow(0.5, 3.0) == 0.125);
  CHECK(sim::pow(1.25, 1.0) == 1.25);
  CHECK(sim::pow(9.0, 0.5) == 3.0);
  CHECK(sim::pow(2.0, -1074.0) == std::numeric_limits<double>::denorm_min());
}

TEST_CASE("pow at its ends", "[sim][math]") {
  CHECK(sim::pow(0.0, 2.0) == 0.0);
  CHECK(sim::pow(0.0, -2.0) == infinity);
  CHECK(sim::pow(0.0, 0.0) == 1.0);
  CHECK(sim::pow(7.0, 0.0) == 1.0);
  CHECK(sim::pow(1.0, 1e300) == 1.0);
  CHECK(sim::pow(1.5, 1e300) == infinity);
  CHECK(sim::pow(1.5, -1e300) == 0.0);
  CHECK(sim::pow(0.5, infinity) == 0.0);
  CHECK(sim::pow(infinity, -1.0) == 0.0);
  CHECK(sim::pow(infinity, 0.5) == infinity);
  CHECK(std::isnan(sim::pow(-1.0, 2.0)));
  CHECK(std::isnan(sim::pow(2.0, not_a_number)));
}

TEST_CASE("sqrt is IEEE 754's", "[sim][math]") {
  CHECK(sim::sqrt(2.0) == 1.4142135623730951);
  CHECK(sim::sqrt(0.0) == 0.0);
  CHECK(std::isnan(sim::sqrt(-1.0)));
}

TEST_CASE("sin and cos err by no more than the header states", "[sim][math]") {
  for (const double reach : {1e-6, 0.8, 3.2, 100.0, 1e4}) {
    const double sine = greatest_error(-reach, reach, 100000, sim::sin, [](long double x) { return std::sin(x); });
    const double cosine = greatest_error(-reach, reach, 100000, sim::cos, [](long double x) { return std::cos(x); });
    CAPTURE(reach, sine, cosine);
    CHECK(sine < 0.8);
    CHECK(cosine < 0.8);
  }
}

TEST_CASE("sin and cos hold next to their zeros", "[sim][math]") {
  double greatest = 0.0;
  for (int k = 1; k <= 6366; ++k) {
    const double x = static_cast<double>(k * 1.57079632679489661923132L);  // the double nearest to k quarter turns
    const bool sine_is_zero = k % 2 == 0;
    const double ours = sine_is_zero ? sim::sin(x) : sim::cos(x);
    const long double exact =
        sine_is_zero ? std::sin(static_cast<long double>(x)) : std::cos(static_cast<long double>(x));
    greatest = std::max(greatest, ulp_error(ours, exact));
  }
  CAPTURE(greatest);
  CHECK(greatest < 0.75);
  CHECK(std::isnan(sim::sin(1.1e4)));
  CHECK(std::isnan(sim::cos(not_a_number)));
}

TEST_CASE("normal_cdf against the complementary error function", "[sim][math]") {
  double greatest = 0.0, greatest_relative = 0.0;
  for (int i = -380000; i <= 380000; ++i) {
    const double x = i * 1e-4;
    const long double exact = 0.5L * std::erfc(-static_cast<long double>(x) / std::sqrt(2.0L));
    const double error = static_cast<double>(std::abs(sim::normal_cdf(x) - exact));
    greatest = std::max(greatest, error);
    if (x > -37.0) greatest_relative = std::max(greatest_relative, error / static_cast<double>(exact));
  }
  CAPTURE(greatest, greatest_relative);
  CHECK(greatest < 3e-16);
  CHECK(greatest_relative < 1e-8);
  CHECK(sim::normal_cdf(0.0) == Approx(0.5).margin(1e-15));
  CHECK(sim::normal_cdf(-infinity) == 0.0);
  CHECK(sim::normal_cdf(infinity) == 1.0);
}

TEST_CASE("normal_quantile inverts the normal distribution", "[sim][math]") {
  // Tables: the 97.5 % and 99.9 % points of the standard normal distribution.
  CHECK(sim::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-15));
  CHECK(sim::normal_quantile(0.999) == Approx(3.090232306167813).epsilon(1e-15));
  CHECK(sim::normal_quantile(0.5) == 0.0);
  // Error in x: that in p by erfc at the quantile, over the density.
  double greatest = 0.0;
  const auto error_at = [](double p) {
    const long double x = sim::normal_quantile(p);
    const long double density = std::exp(-0.5L * x * x) / 2.50662827463100050242L;
    return static_cast<double>(std::abs((0.5L * std::erfc(-x / std::sqrt(2.0L)) - p) / density));
  };
  for (int i = 1; i < 200000; ++i) greatest = std::max(greatest, error_at(i / 200000.0));
  CHECK(greatest < 2e-15);
  for (double p = 0.01; p > 1e-300; p *= 0.7) greatest = std::max(greatest, error_at(p));
  CAPTURE(greatest);
  CHECK(greatest < 2e-14);
  CHECK(sim::normal_quantile(0.0) == -infinity);
  CHECK(sim::normal_quantile(1.0) == infinity);
  CHECK(std::isnan(sim::normal_quantile(1.5)));
}

TEST_CASE("normal_quantile is antisymmetric", "[sim][math]") {
  const sim::RandomSource source(3, 0);
  for (std::uint32_t i = 0; i < 10000; ++i) {
    const double u = source.uniform(sim::decision("quantile"), {1}, i);
    REQUIRE(sim::normal_quantile(u) == -sim::normal_quantile(1.0 - u));  // 1 - u is exact
  }
}

TEST_CASE("the functions give the same bits in every build", "[sim][math]") {
  // FNV-1a of the results' bits as first computed: an optimisation that changes a rounding, or another processor's,
  // shows.
  const sim::RandomSource source(4, 0);
  std::uint64_t hash = 14695981039346656037ULL;
  const auto absorb = [&](double value) { hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211ULL; };
  for (std::uint32_t i = 0; i < 10000; ++i) {
    const auto [u, v] = source.uniform_pair(sim::decision("bits"), {1}, i);
    for (const double value :
         {sim::exp(100.0 * (u - 0.5)), sim::log(u), sim::pow(10.0 * u, 20.0 * (v - 0.5)), sim::sin(1e3 * u),
          sim::cos(1e3 * v), sim::normal_quantile(u), sim::normal_cdf(8.0 * (v - 0.5)), sim::sqrt(v)}) {
      absorb(value);
    }
  }
  CHECK(hash == 0xe3536f401183b171ULL);
}
