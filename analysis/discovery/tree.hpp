#pragma once
#include <cstdint>
#include <vector>

#include "analysis/discovery/box.hpp"

namespace skifte::analysis {

/// A node of a tree; node 0 is the root.
struct TreeNode {
  std::size_t members = 0;
  double mean = 0;        ///< of the outcome; of a condition the share that meets it
  double squares = 0;     ///< about the mean
  std::size_t input = 0;  ///< that it is split by
  double threshold = 0;   ///< left: x < threshold
  std::size_t left = 0;   ///< 0: a leaf
  std::size_t right = 0;
  bool is_leaf() const { return left == 0; }
};
using Tree = std::vector<TreeNode>;

struct TreeOptions {
  std::size_t deepest = 5;
  double least_leaf = 0.05;  ///< share of all members that a leaf has at least
  std::size_t folds = 10;    ///< of the cross-validation that prunes
  std::uint64_t seed = 1;
};

/// A classification and regression tree (Breiman, Friedman, Olshen & Stone 1984): each split takes most out of the sum
/// of squares (of 0 and 1 that is Gini's impurity), ties by the first input and the lower threshold; thresholds stand
/// halfway between values. Pruned by cost and complexity to the smallest tree within one standard error of the least
/// cross-validated error, folds keyed by the seed.
Tree grow_tree(const Columns& x, const std::vector<double>& y, const TreeOptions& options);

double predict(const Tree& tree, const Columns& x, std::size_t row);

/// A leaf as a box.
struct TreeRule {
  Box box;
  std::size_t members = 0;
  double mean = 0;
};
/// Highest mean first.
std::vector<TreeRule> tree_rules(const Tree& tree);

}  // namespace skifte::analysis
