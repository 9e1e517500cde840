#include "analysis/paired_mean.hpp"

#include <cmath>
#include <map>
#include <numeric>

#include "analysis/statistics.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

double mean_of(const std::vector<double>& sample) {
  return std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
}

struct MeanVariance {
  double variance = 0;  ///< of the sample's mean
  double points = 0;
};

/// At least one value.
MeanVariance variance_of_mean(const PointSample& sample) {
  const double mean = mean_of(sample.values);
  std::map<std::uint32_t, double> deviation;  // summed, by point
  for (std::size_t i = 0; i < sample.values.size(); ++i) {
    const auto point = sample.points.empty() ? static_cast<std::uint32_t>(i) : sample.points[i];
    deviation[point] += sample.values[i] - mean;
  }
  double squares = 0;
  for (const auto& [point, sum] : deviation) squares += sum * sum;
  const auto n = static_cast<double>(sample.values.size());
  const auto p = static_cast<double>(deviation.size());
  return {p < 2 ? 0 : p / (p - 1) * squares / (n * n), p};
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
  return paired_mean(differences, {});
}

PairedMean paired_mean(const std::vector<double>& differences, const std::vector<std::uint32_t>& points) {
  sim::ensure(!differences.empty(), "paired mean of no members");
  sim::ensure(points.empty() || points.size() == differences.size(), "a point for each difference");
  PairedMean found;
  found.members = static_cast<int>(differences.size());
  found.mean = mean_of(differences);
  const MeanVariance known = variance_of_mean({differences, points});
  found.points = static_cast<int>(known.points);
  if (found.points > 1) found.half_width = student_quantile(known.points - 1) * std::sqrt(known.variance);
  const std::vector<double> orders = quantiles(differences, {0.05, 0.5, 0.95});
  found.q05 = orders[0];
  found.q50 = orders[1];
  found.q95 = orders[2];
  return found;
}

double welch_half_width(const PointSample& first, const PointSample& second) {
  if (first.values.empty() || second.values.empty()) return 0;
  const auto [a, m] = variance_of_mean(first);
  const auto [b, n] = variance_of_mean(second);
  if (m < 2 || n < 2 || a + b == 0) return 0;
  const double freedom = (a + b) * (a + b) / (a * a / (m - 1) + b * b / (n - 1));
  return student_quantile(freedom) * std::sqrt(a + b);
}

}  // namespace skifte::analysis
