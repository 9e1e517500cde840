#include "analysis/sensitivity/sobol_indices.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/sensitivity/functions.hpp"

using namespace skifte::analysis;
using namespace skifte::analysis::testing;

namespace {

SobolIndices indices(std::size_t samples, std::size_t inputs, bool second_order, const Function& function,
                     SobolEstimator estimator, std::size_t draws = 50) {
  const Columns x = saltelli_columns(samples, inputs, second_order);
  return sobol_indices(cut_blocks(evaluate(x, function), inputs, second_order), estimator, {draws, 1, 1});
}

}  // namespace

TEST_CASE("Sobol indices of the Ishigami function meet their closed form") {
  const IshigamiIndices exact = ishigami_indices();
  for (const SobolEstimator estimator : {SobolEstimator::martinez, SobolEstimator::jansen}) {
    const SobolIndices found = indices(8192, 3, true, ishigami, estimator);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(found.first[i].value == Approx(exact.first[i]).margin(0.01));
      CHECK(found.total[i].value == Approx(exact.total[i]).margin(0.01));
    }
    CHECK(found.second[0][2].value == Approx(exact.pair13).margin(0.02));
    CHECK(found.second[0][1].value == Approx(0).margin(0.02));
    CHECK(found.second[1][2].value == Approx(0).margin(0.02));
    CHECK(found.mean == Approx(3.5).margin(0.02));           // a / 2
    CHECK(found.variance == Approx(13.8446).epsilon(0.01));  // v1 + v2 + v13
  }
}

TEST_CASE("Sobol indices of the G function meet their closed form") {
  const SobolIndices found = indices(8192, 8, false, sobol_g, SobolEstimator::martinez);
  for (std::size_t i = 0; i < 8; ++i) {
    CHECK(found.first[i].value == Approx(g_first(i)).margin(0.015));
    CHECK(found.total[i].value == Approx(g_total(i)).margin(0.015));
  }
  CHECK(g_first(0) == Approx(0.7162).margin(0.0002));  // Saltelli et al. 2010
  CHECK(g_total(0) == Approx(0.7871).margin(0.0002));
}

TEST_CASE("luck that a block shares is told apart from the inputs") {
  // y = 2 x1 + x2 + 10 L, L uniform and the same in all of a block: V(x) = 5/12 of which x1 4/5; luck's share is
  // 100 / 105. Without telling them apart both first indices would be near 1.
  const std::size_t samples = 4096, inputs = 2, width = 4;
  const Columns x = saltelli_columns(samples, inputs, false);
  std::vector<double> y = evaluate(x, [](const std::vector<double>& at) { return 2 * at[0] + at[1]; });
  const skifte::analysis::KeyedDraws random(1, "test.luck");
  for (std::size_t row = 0; row < y.size(); ++row) y[row] += 10 * random.uniform(row / width, 0);
  SobolBlocks blocks = cut_blocks(y, inputs, false);
  blocks.shared_luck = true;
  for (const SobolEstimator estimator : {SobolEstimator::martinez, SobolEstimator::jansen}) {
    const SobolIndices found = sobol_indices(blocks, estimator, {50, 1, 1});
    CHECK(found.luck == Approx(100.0 / 105.0).margin(0.01));
    CHECK(found.first[0].value == Approx(0.8).margin(0.03));
    CHECK(found.first[1].value == Approx(0.2).margin(0.03));
    CHECK(found.total[0].value == Approx(0.8).margin(0.03));
    CHECK(found.total[1].value == Approx(0.2).margin(0.03));
  }
}

TEST_CASE("on a few blocks the estimators give what one computes by hand") {
  // Three blocks of one input: a, c, b. Jansen: V over (1, 3, 2; 2, 4, 6): mean 3, squares 16, / 5; first
  // 1 - mean ((2-2)^2, (4-3)^2, (6-6)^2) / 2V = 1 - (1/3) / 6.4; total mean (1, 0, 16) / 6.4.
  const SobolBlocks blocks = cut_blocks({1, 2, 2, 3, 3, 4, 2, 6, 6}, 1, false);
  const SobolIndices jansen = sobol_indices(blocks, SobolEstimator::jansen, {0, 1, 1});
  CHECK(jansen.variance == Approx(3.2));
  CHECK(jansen.first[0].value == Approx(1 - (1.0 / 3) / 6.4));
  CHECK(jansen.total[0].value == Approx(17.0 / 3 / 6.4));
  // Martinez: corr(b, c) of (2, 4, 6) and (2, 3, 6): 8 / sqrt(8 x 8.6667); corr(a, c) of (1, 3, 2), (2, 3, 6):
  // 1 / sqrt(2 x 8.6667)... deviations (-1, 1, 0), (-5/3, -2/3, 7/3): product 1.
  const SobolIndices martinez = sobol_indices(blocks, SobolEstimator::martinez, {0, 1, 1});
  CHECK(martinez.first[0].value == Approx(8 / std::sqrt(8 * 26.0 / 3)));
  CHECK(martinez.total[0].value == Approx(1 - 1 / std::sqrt(2 * 26.0 / 3)));
}

TEST_CASE("a block with a failed member is dropped whole, and intervals widen") {
  const Columns x = saltelli_columns(256, 3, false);
  std::vector<double> y = evaluate(x, ishigami);
  const SobolIndices whole = sobol_indices(cut_blocks(y, 3, false), SobolEstimator::martinez, {200, 1, 1});
  for (std::size_t block = 0; block < 192; ++block) y[block * 5 + block % 5] = std::nan("");
  const SobolBlocks left = cut_blocks(y, 3, false);
  CHECK(left.left_out == 192);
  CHECK(left.blocks.size() == 64);
  const SobolIndices found = sobol_indices(left, SobolEstimator::martinez, {200, 1, 1});
  CHECK(found.first[1].high - found.first[1].low > 1.3 * (whole.first[1].high - whole.first[1].low));
  // The wider interval is about the same index: twice its half-width either way holds the exact one but once in 10 000.
  const double half = (found.first[1].high - found.first[1].low) / 2;
  CHECK(found.first[1].value == Approx(ishigami_indices().first[1]).margin(2 * half));
}

TEST_CASE("bootstrap intervals are the same on any number of threads") {
  const SobolBlocks blocks = cut_blocks(evaluate(saltelli_columns(64, 3, true), ishigami), 3, true);
  const SobolIndices one = sobol_indices(blocks, SobolEstimator::martinez, {64, 7, 1});
  const SobolIndices three = sobol_indices(blocks, SobolEstimator::martinez, {64, 7, 3});
  CHECK(one.first[0].low == three.first[0].low);
  CHECK(one.second[0][2].high == three.second[0][2].high);
}
