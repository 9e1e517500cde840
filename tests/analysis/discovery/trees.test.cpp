#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "analysis/discovery/extra_trees.hpp"
#include "analysis/discovery/tree.hpp"
#include "tests/analysis/sensitivity/functions.hpp"

using namespace skifte::analysis;
using namespace skifte::analysis::testing;

TEST_CASE("a tree's first split is the one computed by hand") {
  // y = 0 0 1 0 1 1 over x = 1 .. 6: below 2.5: gain 0.75 of 1.5; below 4.5 the same; below 3.5 0.167. The lower one.
  const Columns x{{1, 2, 3, 4, 5, 6}, {1, 1, 1, 2, 2, 2}};
  TreeOptions options;
  options.deepest = 1;
  options.least_leaf = 0.1;
  options.folds = 0;
  const Tree tree = grow_tree(x, {0, 0, 1, 0, 1, 1}, options);
  REQUIRE(tree.size() == 3);
  CHECK(tree[0].input == 0);
  CHECK(tree[0].threshold == 2.5);
  CHECK(tree[0].squares == Approx(1.5));
  CHECK(tree[1].squares + tree[2].squares == Approx(0.75));
  CHECK(tree[2].mean == Approx(0.75));
}

TEST_CASE("a tree finds nested conditions and prunes noise") {
  const Columns x = random_columns(1000, 6, 5);
  const KeyedDraws noise(1, "test.noise");
  std::uint64_t row = 0;
  // 0.9 where x2 < 0.3 or (x2 >= 0.3 and x4 > 0.8), else 0.1: three leaves.
  const std::vector<double> y = evaluate(x, [&](const std::vector<double>& u) {
    const double chance = u[2] < 0.3 || u[4] > 0.8 ? 0.9 : 0.1;
    return noise.uniform(row++, 0) < chance ? 1.0 : 0.0;
  });
  const std::vector<TreeRule> rules = tree_rules(grow_tree(x, y, {}));
  REQUIRE(rules.size() == 3);
  CHECK(rules[0].mean == Approx(0.9).margin(0.06));
  CHECK(rules[2].mean == Approx(0.1).margin(0.05));
  CHECK(rules[2].box.at(2).low == Approx(0.3).margin(0.02));
  CHECK(rules[2].box.at(4).high == Approx(0.8).margin(0.02));
  CHECK(rules[2].box.size() == 2);

  const std::vector<double> chance =
      evaluate(x, [&](const std::vector<double>&) { return noise.uniform(row++, 1) < 0.4; });
  CHECK(tree_rules(grow_tree(x, chance, {})).size() == 1);
}

TEST_CASE("feature scores name what matters, add to one and do not depend on threads") {
  const Columns x = random_columns(600, 9, 6);
  const std::vector<double> y =
      evaluate(x, [](const std::vector<double>& u) { return 4 * u[5] + 2 * std::abs(u[1] - 0.5) + 0.01 * u[0]; });
  ForestOptions options;
  const std::vector<double> one = feature_scores(x, y, options);
  CHECK(std::accumulate(one.begin(), one.end(), 0.0) == Approx(1));
  CHECK(one[5] > 0.6);
  CHECK(one[1] > 1.0 / 9 / 3);
  for (const std::size_t other : {0UL, 2UL, 3UL, 4UL, 6UL, 7UL, 8UL}) CHECK(one[other] < one[1]);
  options.threads = 3;
  CHECK(feature_scores(x, y, options) == one);
  CHECK(feature_scores(x, std::vector<double>(600, 2.0), options) == std::vector<double>(9, 0.0));
}
