#include "analysis/sensitivity/sobol_indices.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/bootstrap.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace skifte::analysis {

namespace {

using Weights = std::vector<double>;

/// An outcome at one place of all blocks, centred so that products lose no digits.
struct Evaluations {
  std::vector<double> a, b;
  Columns ab, ba;  ///< by input
  double centre = 0;
  bool shared_luck = false;
};

Evaluations arrange(const SobolBlocks& blocks) {
  Evaluations f;
  double sum = 0;
  for (const auto& block : blocks.blocks) sum += block.front() + block.back();
  f.centre = sum / (2 * static_cast<double>(blocks.blocks.size()));
  f.shared_luck = blocks.shared_luck;
  f.ab.resize(blocks.inputs);
  f.ba.resize(blocks.second_order ? blocks.inputs : 0);
  for (const auto& block : blocks.blocks) {
    f.a.push_back(block.front() - f.centre);
    f.b.push_back(block.back() - f.centre);
    for (std::size_t i = 0; i < blocks.inputs; ++i) f.ab[i].push_back(block[1 + i] - f.centre);
    for (std::size_t i = 0; i < f.ba.size(); ++i) f.ba[i].push_back(block[1 + blocks.inputs + i] - f.centre);
  }
  return f;
}

struct Moments {
  double mean = 0;
  double variance = 0;
};

double weighted_sum(const std::vector<double>& values, const Weights& weight) {
  double sum = 0;
  for (std::size_t k = 0; k < values.size(); ++k) sum += weight[k] * values[k];
  return sum;
}

double correlation(const std::vector<double>& left, const std::vector<double>& right, const Weights& weight, double n) {
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (std::size_t k = 0; k < left.size(); ++k) {
    const double w = weight[k];
    x += w * left[k];
    y += w * right[k];
    xx += w * left[k] * left[k];
    yy += w * right[k] * right[k];
    xy += w * left[k] * right[k];
  }
  const double spread = (xx - x * x / n) * (yy - y * y / n);
  return spread > 0 ? (xy - x * y / n) / sim::sqrt(spread) : std::numeric_limits<double>::quiet_NaN();
}

double mean_square_difference(const std::vector<double>& left, const std::vector<double>& right, const Weights& weight,
                              double n) {
  double sum = 0;
  for (std::size_t k = 0; k < left.size(); ++k) sum += weight[k] * (left[k] - right[k]) * (left[k] - right[k]);
  return sum / n;
}

Moments moments(const Evaluations& f, const Weights& weight, double n) {
  const double mean = (weighted_sum(f.a, weight) + weighted_sum(f.b, weight)) / (2 * n);
  double squares = 0;
  for (std::size_t k = 0; k < f.a.size(); ++k) {
    squares += weight[k] * ((f.a[k] - mean) * (f.a[k] - mean) + (f.b[k] - mean) * (f.b[k] - mean));
  }
  return {mean + f.centre, squares / (2 * n - 1)};
}

/// The share of the variance that two evaluations have in common.
double common_share(const std::vector<double>& left, const std::vector<double>& right, const Weights& weight, double n,
                    double variance, SobolEstimator estimator) {
  if (estimator == SobolEstimator::martinez) return correlation(left, right, weight, n);
  return 1 - mean_square_difference(left, right, weight, n) / (2 * variance);
}

/// Estimates under weights of blocks: luck's share, first, total, then second orders row by row.
std::vector<double> estimate(const Evaluations& f, const Weights& weight, SobolEstimator estimator) {
  const double n = std::accumulate(weight.begin(), weight.end(), 0.0);
  const std::size_t d = f.ab.size();
  const double variance = moments(f, weight, n).variance;
  const double luck = f.shared_luck ? common_share(f.a, f.b, weight, n, variance, estimator) : 0.0;
  const auto share = [&](const std::vector<double>& left, const std::vector<double>& right) {
    return (common_share(left, right, weight, n, variance, estimator) - luck) / (1 - luck);
  };
  std::vector<double> found = {luck};
  found.reserve(1 + 2 * d + (f.ba.empty() ? 0 : d * (d - 1) / 2));
  for (std::size_t i = 0; i < d; ++i) {
    const double one = share(f.b, f.ab[i]);
    found.push_back(f.ba.empty() ? one : (one + share(f.a, f.ba[i])) / 2);
  }
  for (std::size_t i = 0; i < d; ++i) {
    const double one = 1 - share(f.a, f.ab[i]);
    found.push_back(f.ba.empty() ? one : (one + 1 - share(f.b, f.ba[i])) / 2);
  }
  for (std::size_t i = 0; i < f.ba.size(); ++i) {
    for (std::size_t j = i + 1; j < d; ++j) {
      const double closed = (share(f.ab[i], f.ba[j]) + share(f.ab[j], f.ba[i])) / 2;
      found.push_back(closed - found[1 + i] - found[1 + j]);
    }
  }
  return found;
}

}  // namespace

SobolBlocks cut_blocks(const std::vector<double>& values, std::size_t inputs, bool second_order) {
  SobolBlocks made{inputs, second_order, {}, 0, false};
  const std::size_t width = made.width();
  sim::ensure(values.size() % width == 0, "Sobol indices: the values are not whole blocks");
  for (std::size_t first = 0; first < values.size(); first += width) {
    std::vector<double> block(values.begin() + static_cast<std::ptrdiff_t>(first),
                              values.begin() + static_cast<std::ptrdiff_t>(first + width));
    const bool is_whole = std::none_of(block.begin(), block.end(), [](double value) { return std::isnan(value); });
    if (is_whole)
      made.blocks.push_back(std::move(block));
    else
      ++made.left_out;
  }
  return made;
}

SobolIndices sobol_indices(const SobolBlocks& blocks, SobolEstimator estimator, const Resampling& resampling) {
  sim::ensure(blocks.blocks.size() >= 2, "Sobol indices need two blocks");
  const Evaluations f = arrange(blocks);
  const std::size_t n = f.a.size();
  const std::size_t d = blocks.inputs;
  const Weights once(n, 1.0);
  const std::vector<double> values = estimate(f, once, estimator);
  std::vector<std::vector<double>> replicates(values.size(), std::vector<double>(resampling.draws));
  const KeyedDraws random(resampling.seed, "analysis.sobol.bootstrap");
  sim::for_each_block(resampling.draws, 16, resampling.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t draw = begin; draw < end; ++draw) {
      Weights weight(n, 0.0);
      for (const std::size_t picked : random.resample(n, draw)) weight[picked] += 1;
      const std::vector<double> found = estimate(f, weight, estimator);
      for (std::size_t i = 0; i < found.size(); ++i) replicates[i][draw] = found[i];
    }
  });
  const auto index = [&](std::size_t place) {
    const Interval interval = percentile_interval(std::move(replicates[place]));
    return Index{values[place], interval.low, interval.high};
  };
  SobolIndices made;
  const Moments all = moments(f, once, static_cast<double>(n));
  made.mean = all.mean;
  made.variance = all.variance;
  made.luck = values.front();
  for (std::size_t i = 0; i < d; ++i) made.first.push_back(index(1 + i));
  for (std::size_t i = 0; i < d; ++i) made.total.push_back(index(1 + d + i));
  std::size_t place = 1 + 2 * d;
  if (blocks.second_order) made.second.assign(d, std::vector<Index>(d));
  for (std::size_t i = 0; i < made.second.size(); ++i) {
    for (std::size_t j = i + 1; j < d; ++j) made.second[i][j] = index(place++);
  }
  return made;
}

}  // namespace skifte::analysis
