#include "analysis/summary/variance_split.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "analysis/bootstrap.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t draws = 1000;

/// A point's members, by what the analysis needs of them.
struct PointSums {
  double members = 0;
  double mean = 0;
  double squares = 0;  ///< about the point's own mean
};

/// Components for points weighted by how often they were drawn.
struct Components {
  double assumptions = 0;
  double luck = 0;
  double mean = 0;
};

Components components(const std::vector<PointSums>& points, const std::vector<double>& weight) {
  double n = 0, n_squared = 0, sum = 0, within = 0, count = 0;
  for (std::size_t p = 0; p < points.size(); ++p) {
    n += weight[p] * points[p].members;
    n_squared += weight[p] * points[p].members * points[p].members;
    sum += weight[p] * points[p].members * points[p].mean;
    within += weight[p] * points[p].squares;
    count += weight[p];
  }
  Components found;
  found.mean = sum / n;
  double between = 0;
  for (std::size_t p = 0; p < points.size(); ++p) {
    const double deviation = points[p].mean - found.mean;
    between += weight[p] * points[p].members * deviation * deviation;
  }
  if (n <= count || count < 2) return {0, std::numeric_limits<double>::quiet_NaN(), found.mean};
  const double mean_square_within = within / (n - count);
  const double mean_square_between = between / (count - 1);
  const double usual_members = (n - n_squared / n) / (count - 1);
  found.luck = mean_square_within;
  found.assumptions = std::max(0.0, (mean_square_between - mean_square_within) / usual_members);
  return found;
}

double share_of(const Components& parts) {
  const double whole = parts.assumptions + parts.luck;
  return whole > 0 ? parts.assumptions / whole : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::optional<VarianceSplit> split_variance(const std::vector<double>& values, const std::vector<std::uint32_t>& point,
                                            std::uint64_t seed) {
  std::map<std::uint32_t, std::vector<double>> by_point;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isnan(values[i])) by_point[point[i]].push_back(values[i]);
  }
  std::vector<PointSums> sums;
  VarianceSplit split;
  bool has_replicates = false;
  for (const auto& [which, members] : by_point) {
    PointSums sum{static_cast<double>(members.size()), 0, 0};
    for (const double value : members) sum.mean += value / sum.members;
    for (const double value : members) sum.squares += (value - sum.mean) * (value - sum.mean);
    split.members += members.size();
    has_replicates = has_replicates || members.size() > 1;
    sums.push_back(sum);
  }
  if (!has_replicates || sums.size() < 2) return {};
  split.points = sums.size();
  const Components found = components(sums, std::vector<double>(sums.size(), 1.0));
  split.mean = found.mean;
  split.assumptions = found.assumptions;
  split.luck = found.luck;
  split.share = share_of(found);
  const KeyedDraws random(seed, "analysis.variance_split");
  std::vector<double> shares;
  for (std::size_t draw = 0; draw < draws; ++draw) {
    std::vector<double> weight(sums.size(), 0.0);
    for (const std::size_t picked : random.resample(sums.size(), draw)) weight[picked] += 1;
    shares.push_back(share_of(components(sums, weight)));
  }
  const Interval interval = percentile_interval(std::move(shares));
  split.share_low = interval.low;
  split.share_high = interval.high;
  return split;
}

}  // namespace skifte::analysis
