#include "analysis/discovery/extra_trees.hpp"

#include <algorithm>
#include <numeric>

#include "analysis/bootstrap.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace {

constexpr std::uint32_t choice_lane = 1, threshold_lane = 2;

/// Grows one tree and adds what its splits take out of the squares.
class RandomTree {
 public:
  RandomTree(const Columns& x, const std::vector<double>& y, const KeyedDraws& random, std::size_t least_split)
      : x_(x), y_(y), random_(random), least_split_(least_split), inputs_(x.size()), scores_(x.size(), 0.0) {
    std::iota(inputs_.begin(), inputs_.end(), std::size_t{0});
  }

  std::vector<double> grow(std::uint64_t tree) {
    std::vector<std::size_t> rows(y_.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    split(rows.data(), rows.size(), sim::mix_bits(tree + 1));
    return std::move(scores_);
  }

 private:
  struct Best {
    double gain = 0;
    std::size_t input = 0;
    double threshold = 0;
  };

  void split(std::size_t* rows, std::size_t n, std::uint64_t node) {
    if (n < least_split_) return;
    double mean = 0;
    double least = y_[rows[0]], most = least;
    for (std::size_t k = 0; k < n; ++k) {
      mean += y_[rows[k]] / static_cast<double>(n);
      least = std::min(least, y_[rows[k]]);
      most = std::max(most, y_[rows[k]]);
    }
    if (least == most) return;
    const Best best = try_inputs(rows, n, mean, node);
    if (best.gain <= 0) return;
    scores_[best.input] += best.gain;
    const std::vector<double>& column = x_[best.input];
    std::size_t* const middle =
        std::stable_partition(rows, rows + n, [&](std::size_t row) { return column[row] < best.threshold; });
    const auto left = static_cast<std::size_t>(middle - rows);
    split(rows, left, sim::mix_bits(2 * node));
    split(middle, n - left, sim::mix_bits(2 * node + 1));
  }

  Best try_inputs(const std::size_t* rows, std::size_t n, double mean, std::uint64_t node) {
    const std::size_t wanted = (inputs_.size() + 2) / 3;
    Best best;
    std::size_t tried = 0;
    for (std::size_t i = 0; i < inputs_.size() && tried < wanted; ++i) {
      const std::size_t pick = i + random_.index(inputs_.size() - i, node, static_cast<std::uint32_t>(i), choice_lane);
      std::swap(inputs_[i], inputs_[pick]);
      const std::vector<double>& column = x_[inputs_[i]];
      double least = column[rows[0]], most = least;
      for (std::size_t k = 1; k < n; ++k) {
        least = std::min(least, column[rows[k]]);
        most = std::max(most, column[rows[k]]);
      }
      if (least == most) continue;
      ++tried;
      const double threshold =
          least + (most - least) * random_.uniform(node, static_cast<std::uint32_t>(inputs_[i]), threshold_lane);
      double sum = 0;
      std::size_t left = 0;
      for (std::size_t k = 0; k < n; ++k) {
        if (column[rows[k]] >= threshold) continue;
        sum += y_[rows[k]] - mean;
        ++left;
      }
      if (left == 0 || left == n) continue;
      const double gain = sum * sum / static_cast<double>(left) + sum * sum / static_cast<double>(n - left);
      if (gain > best.gain) best = {gain, inputs_[i], threshold};
    }
    // Back in order, so that the next node's choice depends on its key alone.
    std::iota(inputs_.begin(), inputs_.end(), std::size_t{0});
    return best;
  }

  const Columns& x_;
  const std::vector<double>& y_;
  const KeyedDraws& random_;
  std::size_t least_split_;
  std::vector<std::size_t> inputs_;
  std::vector<double> scores_;
};

}  // namespace

std::vector<double> feature_scores(const Columns& x, const std::vector<double>& y, const ForestOptions& options) {
  const KeyedDraws random(options.seed, "analysis.extra_trees");
  std::vector<std::vector<double>> by_tree(options.trees);
  sim::for_each_block(options.trees, 1, options.threads, [&](std::size_t tree, std::size_t) {
    by_tree[tree] = RandomTree(x, y, random, options.least_split).grow(tree);
  });
  std::vector<double> scores(x.size(), 0.0);
  double whole = 0;
  for (const auto& tree : by_tree) {
    for (std::size_t i = 0; i < scores.size(); ++i) {
      scores[i] += tree[i];
      whole += tree[i];
    }
  }
  for (double& score : scores) score = whole > 0 ? score / whole : 0;
  return scores;
}

}  // namespace skifte::analysis
