#include "analysis/sensitivity/delta.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/bootstrap.hpp"
#include "analysis/sensitivity/partition.hpp"
#include "analysis/statistics.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t grid_size = 128;
constexpr std::size_t dummies = 100;
constexpr std::size_t dummy_resamples = 10;

/// Rows laid on a grid that reaches three kernel widths beyond the sample, each shared between its two neighbours.
struct Grid {
  double step = 1;
  std::vector<std::size_t> below;  ///< by row
  std::vector<double> share;       ///< of the point above
};

double silverman_width(const std::vector<double>& y) {
  const auto n = static_cast<double>(y.size());
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double squares = 0;
  for (const double value : y) squares += (value - mean) * (value - mean);
  double spread = sim::sqrt(squares / std::max(1.0, n - 1));
  const std::vector<double> q = quantiles(y, {0.25, 0.75});
  if (q[1] > q[0]) spread = std::min(spread, (q[1] - q[0]) / 1.34);
  return 1.06 * spread * sim::pow(n, -0.2);
}

Grid lay(const std::vector<double>& y, double width) {
  const auto [least, most] = std::minmax_element(y.begin(), y.end());
  const double begin = *least - 3 * width;
  Grid grid;
  grid.step = (*most + 3 * width - begin) / static_cast<double>(grid_size - 1);
  for (const double value : y) {
    const double place = (value - begin) / grid.step;
    const auto below = std::min(grid_size - 2, static_cast<std::size_t>(place));
    grid.below.push_back(below);
    grid.share.push_back(place - static_cast<double>(below));
  }
  return grid;
}

/// Mass per grid point, smoothed by a Gaussian of `width`.
std::vector<double> density(const std::vector<double>& mass, double width, double step) {
  const auto reach = std::min(grid_size - 1, static_cast<std::size_t>(4 * width / step) + 1);
  std::vector<double> kernel(reach + 1);
  double sum = 0;
  for (std::size_t k = 0; k <= reach; ++k) {
    const double z = static_cast<double>(k) * step / width;
    kernel[k] = sim::exp(-z * z / 2);
    sum += (k == 0 ? 1 : 2) * kernel[k];
  }
  std::vector<double> smooth(grid_size, 0.0);
  for (std::size_t g = 0; g < grid_size; ++g) {
    if (mass[g] == 0) continue;
    smooth[g] += mass[g] * kernel[0] / sum;
    for (std::size_t k = 1; k <= reach; ++k) {
      if (g >= k) smooth[g - k] += mass[g] * kernel[k] / sum;
      if (g + k < grid_size) smooth[g + k] += mass[g] * kernel[k] / sum;
    }
  }
  return smooth;
}

/// Spread of the rows in a class, for its kernel.
struct ClassSpread {
  double n = 0, sum = 0, squares = 0;
};

double delta_of(const std::vector<double>& y, const Grid& grid, const Partition& partition, double whole_width,
                const std::vector<double>& weight) {
  const std::size_t classes = partition.size.size();
  std::vector<double> mass(classes * grid_size, 0.0), all(grid_size, 0.0);
  std::vector<ClassSpread> spread(classes);
  double n = 0;
  for (std::size_t k = 0; k < y.size(); ++k) {
    if (weight[k] == 0) continue;
    const std::size_t c = partition.class_of[k];
    mass[c * grid_size + grid.below[k]] += weight[k] * (1 - grid.share[k]);
    mass[c * grid_size + grid.below[k] + 1] += weight[k] * grid.share[k];
    spread[c].n += weight[k];
    spread[c].sum += weight[k] * y[k];
    spread[c].squares += weight[k] * y[k] * y[k];
    n += weight[k];
  }
  for (std::size_t c = 0; c < classes; ++c) {
    for (std::size_t g = 0; g < grid_size; ++g) all[g] += mass[c * grid_size + g] / n;
  }
  all = density(all, whole_width, grid.step);
  double delta = 0;
  for (std::size_t c = 0; c < classes; ++c) {
    const ClassSpread& s = spread[c];
    if (s.n == 0) continue;
    std::vector<double> part(mass.begin() + static_cast<std::ptrdiff_t>(c * grid_size),
                             mass.begin() + static_cast<std::ptrdiff_t>((c + 1) * grid_size));
    for (double& value : part) value /= s.n;
    const double variance = std::max(0.0, s.squares / s.n - (s.sum / s.n) * (s.sum / s.n));
    const double width = std::max(grid.step / 2, 1.06 * sim::sqrt(variance) * sim::pow(s.n, -0.2));
    part = density(part, width, grid.step);
    double distance = 0;
    for (std::size_t g = 0; g < grid_size; ++g) distance += std::abs(all[g] - part[g]);
    delta += s.n / n * distance / 2;
  }
  return delta;
}

}  // namespace

std::size_t delta_classes(std::size_t n) {
  const double e = sim::exp(2 * (1500 - static_cast<double>(n)) / 500);
  const double tanh = std::isinf(e) ? 1 : (e - 1) / (e + 1);
  return std::min<std::size_t>(48,
                               static_cast<std::size_t>(std::ceil(sim::pow(static_cast<double>(n), 2 / (7 + tanh)))));
}

DeltaResult delta_indices(const Columns& x, const std::vector<double>& y, std::size_t classes,
                          const Resampling& resampling) {
  DeltaResult made;
  made.inputs.resize(x.size());
  const double width = silverman_width(y);
  if (width <= 0) {  // nothing varies
    for (auto& input : made.inputs) input = {{0, 0, 0}, {0, 0, 0}};
    return made;
  }
  // Centred, so that a class's variance by sums of squares loses no digits.
  std::vector<double> centred = y;
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
  for (double& value : centred) value -= mean;
  const Grid grid = lay(centred, width);
  const std::vector<double> once(y.size(), 1.0);
  const KeyedDraws random(resampling.seed, "analysis.delta.bootstrap");
  std::vector<std::vector<std::size_t>> samples;
  for (std::size_t draw = 0; draw < resampling.draws; ++draw) samples.push_back(random.resample(y.size(), draw));
  sim::for_each_block(x.size(), 1, resampling.threads, [&](std::size_t i, std::size_t) {
    const Partition partition = equal_classes(x[i], classes);
    const double plain = delta_of(centred, grid, partition, width, once);
    std::vector<double> deltas, firsts;
    double sum = 0;
    for (const auto& sample : samples) {
      std::vector<double> weight(y.size(), 0.0), resampled(y.size());
      Partition drawn{std::vector<std::size_t>(y.size()), std::vector<std::size_t>(partition.size.size(), 0)};
      for (std::size_t k = 0; k < sample.size(); ++k) {
        weight[sample[k]] += 1;
        resampled[k] = centred[sample[k]];
        drawn.class_of[k] = partition.class_of[sample[k]];
        ++drawn.size[drawn.class_of[k]];
      }
      for (std::size_t& size : drawn.size) size = std::max<std::size_t>(size, 1);
      deltas.push_back(delta_of(centred, grid, partition, width, weight));
      sum += deltas.back();
      firsts.push_back(explained_share(resampled, drawn));
    }
    const double bias = deltas.empty() ? 0 : sum / static_cast<double>(deltas.size()) - plain;
    for (double& value : deltas) value -= 2 * bias;
    const Interval delta = percentile_interval(std::move(deltas));
    const Interval first = percentile_interval(std::move(firsts));
    made.inputs[i] = {{plain - bias, delta.low, delta.high}, {explained_share(y, partition), first.low, first.high}};
  });
  const KeyedDraws shuffles(resampling.seed, "analysis.delta.dummy");
  std::vector<double> found;
  for (std::size_t draw = 0; draw < dummies; ++draw) {
    std::vector<double> column(y.size());
    const std::vector<std::size_t> order = shuffles.permutation(y.size(), draw);
    for (std::size_t k = 0; k < order.size(); ++k) column[k] = static_cast<double>(order[k]);
    const Partition partition = equal_classes(column, classes);
    const double plain = delta_of(centred, grid, partition, width, once);
    double sum = 0;
    const std::size_t few = std::min(dummy_resamples, samples.size());
    for (std::size_t k = 0; k < few; ++k) {
      std::vector<double> weight(y.size(), 0.0);
      for (const std::size_t picked : samples[k]) weight[picked] += 1;
      sum += delta_of(centred, grid, partition, width, weight);
    }
    found.push_back(few == 0 ? plain : 2 * plain - sum / static_cast<double>(few));
  }
  made.dummy_delta = quantile(std::move(found), 0.95);
  return made;
}

}  // namespace skifte::analysis
