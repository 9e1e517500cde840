#include "analysis/sensitivity/pawn.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/bootstrap.hpp"
#include "analysis/sensitivity/partition.hpp"
#include "analysis/statistics.hpp"
#include "sim/parallel.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t dummies = 200;

struct Distances {
  double median = 0;
  double largest = 0;
};

/// Rows grouped by equal y, ascending: distribution functions are compared between groups, not within.
struct Steps {
  std::vector<std::size_t> step_of;  ///< by row
  std::size_t count = 0;
};

Steps steps_of(const std::vector<double>& y) {
  std::vector<std::size_t> order(y.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return y[a] < y[b]; });
  Steps steps{std::vector<std::size_t>(y.size()), 0};
  for (std::size_t k = 0; k < order.size(); ++k) {
    if (k > 0 && y[order[k]] != y[order[k - 1]]) ++steps.count;
    steps.step_of[order[k]] = steps.count;
  }
  if (!y.empty()) ++steps.count;
  return steps;
}

/// Distances with rows counted as often as `weight` says.
Distances distances(const Steps& steps, const Partition& partition, const std::vector<double>& weight) {
  const std::size_t classes = partition.size.size();
  std::vector<double> counts(steps.count * classes, 0.0);
  std::vector<double> size(classes, 0.0);
  double n = 0;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    counts[steps.step_of[k] * classes + partition.class_of[k]] += weight[k];
    size[partition.class_of[k]] += weight[k];
    n += weight[k];
  }
  std::vector<double> reached(classes, 0.0);
  std::vector<double> distance(classes, 0.0);
  double all = 0;
  for (std::size_t step = 0; step < steps.count; ++step) {
    const double* row = counts.data() + step * classes;
    for (std::size_t c = 0; c < classes; ++c) {
      all += row[c];
      reached[c] += row[c];
    }
    for (std::size_t c = 0; c < classes; ++c) {
      if (size[c] > 0) distance[c] = std::max(distance[c], std::abs(all / n - reached[c] / size[c]));
    }
  }
  return {quantile(distance, 0.5), *std::max_element(distance.begin(), distance.end())};
}

}  // namespace

PawnResult pawn(const Columns& x, const std::vector<double>& y, std::size_t classes, const Resampling& resampling) {
  const Steps steps = steps_of(y);
  const std::vector<double> once(y.size(), 1.0);
  const KeyedDraws random(resampling.seed, "analysis.pawn.bootstrap");
  PawnResult made;
  made.inputs.resize(x.size());
  std::vector<std::vector<double>> weights;
  for (std::size_t draw = 0; draw < resampling.draws; ++draw) {
    weights.emplace_back(y.size(), 0.0);
    for (const std::size_t picked : random.resample(y.size(), draw)) weights.back()[picked] += 1;
  }
  sim::for_each_block(x.size(), 1, resampling.threads, [&](std::size_t i, std::size_t) {
    const Partition partition = equal_classes(x[i], classes);
    const Distances found = distances(steps, partition, once);
    std::vector<double> medians, largest;
    for (const auto& weight : weights) {
      const Distances resampled = distances(steps, partition, weight);
      medians.push_back(resampled.median);
      largest.push_back(resampled.largest);
    }
    const Interval median = percentile_interval(std::move(medians));
    const Interval most = percentile_interval(std::move(largest));
    made.inputs[i] = {{found.median, median.low, median.high}, {found.largest, most.low, most.high}};
  });
  const KeyedDraws shuffles(resampling.seed, "analysis.pawn.dummy");
  std::vector<double> medians, largest;
  for (std::size_t draw = 0; draw < dummies; ++draw) {
    std::vector<double> column(y.size());
    const std::vector<std::size_t> order = shuffles.permutation(y.size(), draw);
    for (std::size_t k = 0; k < order.size(); ++k) column[k] = static_cast<double>(order[k]);
    const Distances found = distances(steps, equal_classes(column, classes), once);
    medians.push_back(found.median);
    largest.push_back(found.largest);
  }
  made.dummy_median = quantile(std::move(medians), 0.95);
  made.dummy_largest = quantile(std::move(largest), 0.95);
  return made;
}

}  // namespace skifte::analysis
