#include "scenarios/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/fault.hpp"
#include "sim/math.hpp"
#include "sim/random.hpp"

namespace skifte::scenarios {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double central_90_width = 2 * 1.6448536269514722;  ///< of the standard normal, 5 % to 95 %
constexpr double least_mass = 1e-4;  ///< of a truncated normal: beyond, its quantiles lose their digits

void require(bool holds, const std::string& text) {
  if (!holds) throw sim::UserFault(text);
}

void require_support(double low, double high) {
  require(low < high,
          fmt::format("low {} is not below high {} (the distribution has no support) swap them, or give a value "
                      "without a range?",
                      short_number(low), short_number(high)));
}

void require_positive(double value, const char* name) {
  require(value > 0, fmt::format("{} = {} (must be above 0)", name, short_number(value)));
}

void require_inside(double value, const char* name, double low, double high) {
  require(low <= value && value <= high, fmt::format("{} {} is outside [{}, {}] (it must lie within)", name,
                                                     short_number(value), short_number(low), short_number(high)));
}

/// log Gamma(x), x > 0: Stirling's series (DLMF 5.11.1) after shifting x above 10, relative error below 1e-14.
double log_gamma(double x) {
  double shift = 0;
  while (x < 10) {
    shift += sim::log(x);
    x += 1;
  }
  const double inverse = 1 / x;
  const double square = inverse * inverse;
  const double series =
      inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
  constexpr double half_log_two_pi = 0.91893853320467274178;
  return (x - 0.5) * sim::log(x) - x + half_log_two_pi + series - shift;
}

/// The continued fraction of DLMF 8.17.22, which converges fast for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  constexpr int most_terms = 1000;
  const auto away_from_zero = [](double value) { return std::abs(value) < tiny ? tiny : value; };
  double c = 1;
  double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int m = 1; m <= most_terms; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    fraction *= c * d;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    fraction *= c * d;
    if (std::abs(c * d - 1) < 1e-15) break;
  }
  return fraction;
}

/// Quantile of the beta distribution on [0, 1] by bisection, to the last bit that the incomplete beta function can
/// tell.
double beta_quantile(double u, double a, double b) {
  double below = 0;
  double above = 1;
  for (int i = 0; i < 100 && below < above; ++i) {
    const double middle = 0.5 * (below + above);
    if (middle <= below || middle >= above) break;
    (incomplete_beta(a, b, middle) < u ? below : above) = middle;
  }
  return 0.5 * (below + above);
}

}  // namespace

std::string_view to_word(DistributionKind kind) {
  switch (kind) {
    case DistributionKind::fixed:
      return "fixed";
    case DistributionKind::uniform:
      return "uniform";
    case DistributionKind::triangular:
      return "triangular";
    case DistributionKind::normal:
      return "normal";
    case DistributionKind::lognormal:
      return "lognormal";
    case DistributionKind::beta:
      return "beta";
  }
  throw sim::ProgramFault("distribution: unknown kind");
}

std::string short_number(double value) {
  // A zero's sign says nothing to a reader.
  return fmt::format("{}", value == 0 ? 0.0 : value);
}

std::string rounded_number(double value) {
  return fmt::format("{:.12g}", value == 0 ? 0.0 : value);
}

double incomplete_beta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double log_front = log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * sim::log(x) + b * sim::log(1 - x);
  const double front = sim::exp(log_front);
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

Distribution Distribution::fixed(double value) {
  Distribution result;
  result.low_ = result.high_ = result.mode_ = value;
  return result;
}

Distribution Distribution::uniform(double low, double high) {
  require_support(low, high);
  Distribution result;
  result.kind_ = DistributionKind::uniform;
  result.low_ = low;
  result.high_ = high;
  return result;
}

Distribution Distribution::triangular(double low, double mode, double high) {
  require_support(low, high);
  require_inside(mode, "mode", low, high);
  Distribution result = uniform(low, high);
  result.kind_ = DistributionKind::triangular;
  result.mode_ = mode;
  return result;
}

Distribution Distribution::normal(double mean, double sd) {
  return truncated_normal(mean, sd, -infinity, infinity);
}

Distribution Distribution::truncated_normal(double mean, double sd, double low, double high) {
  require_positive(sd, "sd");
  require_support(low, high);
  Distribution result = uniform(low, high);
  result.kind_ = DistributionKind::normal;
  result.mean_ = mean;
  result.sd_ = sd;
  const double inside = sim::normal_cdf((high - mean) / sd) - sim::normal_cdf((low - mean) / sd);
  require(inside >= least_mass,
          fmt::format("[{}, {}] holds less than a ten-thousandth of the normal distribution (a range far "
                      "out in its tail)",
                      short_number(low), short_number(high)));
  return result;
}

Distribution Distribution::lognormal(double median, double log_sd) {
  require_positive(median, "median");
  require_positive(log_sd, "log_sd");
  Distribution result = uniform(0, infinity);
  result.kind_ = DistributionKind::lognormal;
  result.median_ = median;
  result.log_sd_ = log_sd;
  return result;
}

Distribution Distribution::beta(double alpha, double beta, double low, double high) {
  require_positive(alpha, "alpha");
  require_positive(beta, "beta");
  require_support(low, high);
  Distribution result = uniform(low, high);
  result.kind_ = DistributionKind::beta;
  result.alpha_ = alpha;
  result.beta_ = beta;
  return result;
}

Distribution Distribution::from_range(DistributionKind kind, double value, double low, double high) {
  if (kind == DistributionKind::fixed) return fixed(value);
  require_support(low, high);
  require_inside(value, "value", low, high);
  switch (kind) {
    case DistributionKind::uniform:
      return uniform(low, high);
    case DistributionKind::triangular:
      return triangular(low, value, high);
    case DistributionKind::normal:
      return normal(value, (high - low) / central_90_width);
    case DistributionKind::lognormal:
      require_positive(low, "low");
      return lognormal(value, sim::log(high / low) / central_90_width);
    case DistributionKind::beta:
      return beta(1 + 4 * (value - low) / (high - low), 1 + 4 * (high - value) / (high - low), low, high);
    case DistributionKind::fixed:
      break;
  }
  throw sim::ProgramFault("distribution: unknown kind");
}

Distribution Distribution::scaled(double factor) const {
  sim::ensure(factor > 0, "distribution: scaled by a factor that is not above 0");
  Distribution scaled = *this;  // shape parameters (log_sd, alpha, beta) stay
  for (double* length : {&scaled.low_, &scaled.high_, &scaled.mode_, &scaled.mean_, &scaled.sd_, &scaled.median_}) {
    *length *= factor;
  }
  return scaled;
}

double Distribution::quantile(double u) const {
  sim::ensure(u > 0 && u < 1, "distribution: quantile of a share outside (0, 1)");
  switch (kind_) {
    case DistributionKind::fixed:
      return mode_;
    case DistributionKind::uniform:
      return low_ + u * (high_ - low_);
    case DistributionKind::triangular:
      return sim::triangular(u, low_, mode_, high_);
    case DistributionKind::normal: {
      if (low_ == -infinity && high_ == infinity) return sim::normal(u, mean_, sd_);
      const double below = sim::normal_cdf((low_ - mean_) / sd_);
      const double inside = sim::normal_cdf((high_ - mean_) / sd_) - below;
      const double share =
          std::min(below + u * inside, 1 - 0x1p-53);  // rounding may reach 1, whose quantile is infinite
      return std::clamp(sim::normal(share, mean_, sd_), low_, high_);
    }
    case DistributionKind::lognormal:
      return sim::lognormal(u, median_, log_sd_);
    case DistributionKind::beta:
      return low_ + beta_quantile(u, alpha_, beta_) * (high_ - low_);
  }
  throw sim::ProgramFault("distribution: unknown kind");
}

std::string Distribution::describe(std::string_view unit) const {
  const auto words = [&]() -> std::string {
    switch (kind_) {
      case DistributionKind::fixed:
        return rounded_number(mode_);
      case DistributionKind::uniform:
        return fmt::format("uniform({}, {})", rounded_number(low_), rounded_number(high_));
      case DistributionKind::triangular:
        return fmt::format("triangular({}, {}, {})", rounded_number(low_), rounded_number(mode_),
                           rounded_number(high_));
      case DistributionKind::normal:
        if (low_ == -infinity && high_ == infinity)
          return fmt::format("normal({}, {})", rounded_number(mean_), rounded_number(sd_));
        return fmt::format("normal({}, {}) in [{}, {}]", rounded_number(mean_), rounded_number(sd_),
                           rounded_number(low_), rounded_number(high_));
      case DistributionKind::lognormal:
        return fmt::format("lognormal({}, {})", rounded_number(median_), rounded_number(log_sd_));
      case DistributionKind::beta:
        return fmt::format("beta({}, {}) on [{}, {}]", rounded_number(alpha_), rounded_number(beta_),
                           rounded_number(low_), rounded_number(high_));
    }
    throw sim::ProgramFault("distribution: unknown kind");
  }();
  return unit.empty() || unit == "1" ? words : words + " " + std::string(unit);
}

}  // namespace skifte::scenarios
