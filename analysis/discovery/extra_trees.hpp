#pragma once
#include <cstdint>
#include <vector>

#include "analysis/sensitivity/index.hpp"

namespace skifte::analysis {

struct ForestOptions {
  std::size_t trees = 100;
  std::size_t least_split = 5;  ///< members below which a node is not split
  std::uint64_t seed = 1;
  int threads = 1;
};

/// Feature scores: the share of the outcome's sum of squares that splits by each input take out, over extremely
/// randomised trees (Geurts, Ernst & Wehenkel 2006, doi:10.1007/s10994-006-6226-1): each node tries a third of the
/// inputs at one random threshold each. Scores add to 1 (all 0 when nothing varies); all equal, each would have 1 /
/// inputs. Draws are keyed by tree, node and input.
std::vector<double> feature_scores(const Columns& x, const std::vector<double>& y, const ForestOptions& options);

}  // namespace skifte::analysis
