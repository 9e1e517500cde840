#include "analysis/discovery/tree.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "analysis/bootstrap.hpp"
#include "sim/math.hpp"

namespace skifte::analysis {

namespace {

struct Split {
  double gain = 0;
  std::size_t input = 0;
  double threshold = 0;
};

/// Rows in each input's order.
using Orders = std::vector<std::vector<std::size_t>>;

Orders sort_rows(const Columns& x, const std::vector<std::size_t>& rows) {
  Orders orders(x.size(), rows);
  for (std::size_t i = 0; i < x.size(); ++i) {
    std::stable_sort(orders[i].begin(), orders[i].end(),
                     [&](std::size_t a, std::size_t b) { return x[i][a] < x[i][b]; });
  }
  return orders;
}

class Grower {
 public:
  Grower(const Columns& x, const std::vector<double>& y, std::size_t least, std::size_t deepest)
      : x_(x), y_(y), least_(std::max<std::size_t>(1, least)), deepest_(deepest), goes_left_(y.size()) {}

  Tree grow(const std::vector<std::size_t>& rows) {
    add(sort_rows(x_, rows), 0);
    return std::move(tree_);
  }

 private:
  std::size_t add(Orders orders, std::size_t depth) {
    const std::size_t here = tree_.size();
    TreeNode node;
    node.members = orders.front().size();
    for (const std::size_t row : orders.front()) node.mean += y_[row] / static_cast<double>(node.members);
    // Of equal values the mean may differ by rounding, and what is left would be split on.
    const auto [least, most] = std::minmax_element(orders.front().begin(), orders.front().end(),
                                                   [&](std::size_t a, std::size_t b) { return y_[a] < y_[b]; });
    if (y_[*least] == y_[*most]) node.mean = y_[*least];
    for (const std::size_t row : orders.front()) node.squares += (y_[row] - node.mean) * (y_[row] - node.mean);
    tree_.push_back(node);
    if (depth == deepest_ || node.squares <= 0) return here;
    const Split split = best_split(orders, node);
    if (split.gain <= 1e-12 * node.squares) return here;
    for (const std::size_t row : orders.front()) goes_left_[row] = x_[split.input][row] < split.threshold;
    Orders right(orders.size());
    for (std::size_t i = 0; i < orders.size(); ++i) {
      std::vector<std::size_t> left;
      for (const std::size_t row : orders[i]) (goes_left_[row] ? left : right[i]).push_back(row);
      orders[i] = std::move(left);
    }
    const std::size_t left_node = add(std::move(orders), depth + 1);
    const std::size_t right_node = add(std::move(right), depth + 1);
    tree_[here].input = split.input;
    tree_[here].threshold = split.threshold;
    tree_[here].left = left_node;
    tree_[here].right = right_node;
    return here;
  }

  Split best_split(const Orders& orders, const TreeNode& node) const {
    Split best;
    const auto n = static_cast<double>(node.members);
    for (std::size_t i = 0; i < orders.size(); ++i) {
      double left = 0;  // sum of deviations from the node's mean
      for (std::size_t k = 0; k + 1 < orders[i].size(); ++k) {
        left += y_[orders[i][k]] - node.mean;
        const double below = x_[i][orders[i][k]], above = x_[i][orders[i][k + 1]];
        if (below == above || k + 1 < least_ || node.members - k - 1 < least_) continue;
        const auto m = static_cast<double>(k + 1);
        const double gain = left * left / m + left * left / (n - m);
        if (gain > best.gain * (1 + 1e-12)) best = {gain, i, (below + above) / 2};
      }
    }
    return best;
  }

  const Columns& x_;
  const std::vector<double>& y_;
  std::size_t least_;
  std::size_t deepest_;
  std::vector<char> goes_left_;
  Tree tree_;
};

/// Squares and leaves below a node.
struct Below {
  double squares = 0;
  double leaves = 0;
};

Below below(const Tree& tree, std::size_t node) {
  if (tree[node].is_leaf()) return {tree[node].squares, 1};
  const Below left = below(tree, tree[node].left), right = below(tree, tree[node].right);
  return {left.squares + right.squares, left.leaves + right.leaves};
}

void collapse(Tree& tree, std::size_t node) {
  tree[node].left = tree[node].right = 0;
}

bool is_reached(const Tree& tree, std::size_t node, std::size_t from = 0) {
  if (node == from) return true;
  return !tree[from].is_leaf() && (is_reached(tree, node, tree[from].left) || is_reached(tree, node, tree[from].right));
}

/// The inner node whose split buys least a leaf, and what it buys.
std::pair<std::size_t, double> weakest(const Tree& tree) {
  std::pair<std::size_t, double> found{tree.size(), std::numeric_limits<double>::infinity()};
  for (std::size_t node = 0; node < tree.size(); ++node) {
    if (tree[node].is_leaf() || !is_reached(tree, node)) continue;
    const Below parts = below(tree, node);
    const double price = (tree[node].squares - parts.squares) / (parts.leaves - 1);
    if (price < found.second) found = {node, price};
  }
  return found;
}

/// Prunes all splits that buy at most `price` a leaf.
Tree pruned(Tree tree, double price) {
  for (;;) {
    const auto [node, least] = weakest(tree);
    if (node == tree.size() || least > price) return tree;
    collapse(tree, node);
  }
}

std::vector<double> prices(Tree tree) {
  std::vector<double> all{0};
  for (;;) {
    const auto [node, least] = weakest(tree);
    if (node == tree.size()) return all;
    if (least > all.back()) all.push_back(least);
    collapse(tree, node);
  }
}

/// Mean and standard error of the squared error over members, at each price, by cross-validation.
std::vector<std::pair<double, double>> validate(const Columns& x, const std::vector<double>& y,
                                                const std::vector<double>& at, const TreeOptions& options,
                                                std::size_t least) {
  const std::size_t n = y.size();
  const std::vector<std::size_t> order = KeyedDraws(options.seed, "analysis.tree.folds").permutation(n, 0);
  std::vector<std::vector<double>> errors(at.size(), std::vector<double>(n));
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    std::vector<std::size_t> inside, outside;
    for (std::size_t k = 0; k < n; ++k) (k % options.folds == fold ? outside : inside).push_back(order[k]);
    std::sort(inside.begin(), inside.end());
    Tree tree = Grower(x, y, least, options.deepest).grow(inside);
    for (std::size_t a = 0; a < at.size(); ++a) {
      tree = pruned(std::move(tree), at[a] * static_cast<double>(inside.size()) / static_cast<double>(n));
      for (const std::size_t row : outside) {
        const double error = y[row] - predict(tree, x, row);
        errors[a][row] = error * error;
      }
    }
  }
  std::vector<std::pair<double, double>> all;
  for (const auto& list : errors) {
    const double mean = std::accumulate(list.begin(), list.end(), 0.0) / static_cast<double>(n);
    double squares = 0;
    for (const double error : list) squares += (error - mean) * (error - mean);
    all.emplace_back(mean, sim::sqrt(squares) / static_cast<double>(n));
  }
  return all;
}

}  // namespace

double predict(const Tree& tree, const Columns& x, std::size_t row) {
  std::size_t node = 0;
  while (!tree[node].is_leaf()) {
    node = x[tree[node].input][row] < tree[node].threshold ? tree[node].left : tree[node].right;
  }
  return tree[node].mean;
}

Tree grow_tree(const Columns& x, const std::vector<double>& y, const TreeOptions& options) {
  const auto least = static_cast<std::size_t>(std::ceil(options.least_leaf * static_cast<double>(y.size())));
  std::vector<std::size_t> rows(y.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  Tree tree = Grower(x, y, least, options.deepest).grow(rows);
  const std::vector<double> steps = prices(tree);
  if (steps.size() < 2 || options.folds < 2) return tree;
  // Between two prices the tree is the same: their geometric mean stands for it.
  std::vector<double> at;
  for (std::size_t s = 0; s + 1 < steps.size(); ++s) at.push_back(sim::sqrt(steps[s] * steps[s + 1]));
  at.push_back(steps.back() * 1.001);
  const auto errors = validate(x, y, at, options, least);
  const auto best = std::min_element(errors.begin(), errors.end());
  std::size_t chosen = static_cast<std::size_t>(best - errors.begin());
  for (std::size_t a = chosen; a < errors.size(); ++a) {
    if (errors[a].first <= best->first + best->second) chosen = a;
  }
  return pruned(std::move(tree), at[chosen]);
}

std::vector<TreeRule> tree_rules(const Tree& tree) {
  std::vector<TreeRule> rules;
  const std::function<void(std::size_t, const Box&)> walk = [&](std::size_t node, const Box& box) {
    if (tree[node].is_leaf()) {
      rules.push_back({box, tree[node].members, tree[node].mean});
      return;
    }
    Box left = box, right = box;
    BoxLimit& below_limit = left[tree[node].input];
    below_limit.high = std::min(below_limit.high, tree[node].threshold);
    BoxLimit& above_limit = right[tree[node].input];
    above_limit.low = std::max(above_limit.low, tree[node].threshold);
    walk(tree[node].left, left);
    walk(tree[node].right, right);
  };
  walk(0, {});
  std::stable_sort(rules.begin(), rules.end(), [](const TreeRule& a, const TreeRule& b) { return a.mean > b.mean; });
  return rules;
}

}  // namespace skifte::analysis
