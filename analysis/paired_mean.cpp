#include "analysis/paired_mean.hpp"

#include <cmath>
#include <numeric>

#include "analysis/statistics.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

double mean_of(const std::vector<double>& sample) {
  return std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
}

/// Variance of the sample's mean; at least two values.
double variance_of_mean(const std::vector<double>& sample) {
  const double mean = mean_of(sample);
  double squares = 0;
  for (const double value : sample) squares += (value - mean) * (value - mean);
  const auto n = static_cast<double>(sample.size());
  return squares / (n - 1) / n;
}

}  // namespace

double student_quantile(double degrees_of_freedom) {
  sim::ensure(degrees_of_freedom >= 1, "Student's t needs a degree of freedom");
  if (degrees_of_freedom < 2) return 12.7062047362;  // tan(0.475 pi)
  if (degrees_of_freedom < 3) return 4.30265272991;  // 0.95 sqrt(2 / (1 - 0.95^2))
  constexpr double z = 1.95996398454;
  const double n = degrees_of_freedom;
  const double z2 = z * z;
  const double g1 = z * (z2 + 1) / 4;
  const double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
  const double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  const double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
  return z + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n;
}

PairedMean paired_mean(const std::vector<double>& differences) {
  sim::ensure(!differences.empty(), "paired mean of no members");
  PairedMean found;
  found.members = static_cast<int>(differences.size());
  found.mean = mean_of(differences);
  if (differences.size() > 1) {
    found.half_width =
        student_quantile(static_cast<double>(differences.size()) - 1) * std::sqrt(variance_of_mean(differences));
  }
  const std::vector<double> orders = quantiles(differences, {0.05, 0.5, 0.95});
  found.q05 = orders[0];
  found.q50 = orders[1];
  found.q95 = orders[2];
  return found;
}

double welch_half_width(const std::vector<double>& first, const std::vector<double>& second) {
  if (first.size() < 2 || second.size() < 2) return 0;
  const double a = variance_of_mean(first);
  const double b = variance_of_mean(second);
  if (a + b == 0) return 0;
  const double freedom =
      (a + b) * (a + b) /
      (a * a / (static_cast<double>(first.size()) - 1) + b * b / (static_cast<double>(second.size()) - 1));
  return student_quantile(freedom) * std::sqrt(a + b);
}

}  // namespace skifte::analysis
