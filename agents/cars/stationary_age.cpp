#include "agents/cars/stationary_age.hpp"

#include <cstddef>
#include <vector>

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr int fine = 600;  // integration steps
constexpr double reach =
    3.0;  // of the unit scale; for shape >= 1 the survival there is below 5 %, for 2 and more below 2e-4
constexpr double width = reach / fine;

/// Integral of the survival function exp(-t^shape) from 0 to k * width, for k = 0..fine (trapezium rule).
std::vector<double> cumulative_survival(double shape) {
  std::vector<double> sum(fine + 1, 0.0);
  double before = 1;
  for (std::size_t k = 1; k <= fine; ++k) {
    const double survival = sim::exp(-sim::pow(static_cast<double>(k) * width, shape));
    sum[k] = sum[k - 1] + (before + survival) / 2 * width;
    before = survival;
  }
  return sum;
}

}  // namespace

StationaryAge::StationaryAge(double shape, double scale) {
  const std::vector<double> cumulative = cumulative_survival(shape);
  std::size_t k = 0;
  for (std::size_t i = 0; i < quantile_.size(); ++i) {
    // The oldest are cut off at 1 - 1e-4: beyond lies the end of the integration, not of life.
    const double share = i + 1 == quantile_.size() ? 1 - 1e-4 : static_cast<double>(i) / steps;
    const double target = cumulative.back() * share;
    while (k + 1 < fine && cumulative[k + 1] < target) ++k;
    const double within = (target - cumulative[k]) / (cumulative[k + 1] - cumulative[k]);
    quantile_[i] = scale * width * (static_cast<double>(k) + (within > 1 ? 1 : within));
  }
}

double StationaryAge::quantile(double u) const {
  const double position = u * steps;
  const auto i = static_cast<std::size_t>(position);
  if (i >= steps) return quantile_[steps];
  return quantile_[i] + (position - static_cast<double>(i)) * (quantile_[i + 1] - quantile_[i]);
}

double StationaryAge::mean() const {
  double sum = 0;
  for (std::size_t i = 0; i < steps; ++i) sum += (quantile_[i] + quantile_[i + 1]) / 2;
  return sum / steps;
}

double weibull_scale(double shape, double mean) {
  return mean / cumulative_survival(shape).back();
}

}  // namespace skifte::agents
