#pragma once
#include <vector>

#include "analysis/sensitivity/index.hpp"

namespace skifte::analysis {

/// One input's PAWN indices: over its classes the median and the largest Kolmogorov-Smirnov distance.
struct PawnIndices {
  Index median;
  Index largest;
};

struct PawnResult {
  std::vector<PawnIndices> inputs;
  double dummy_median = 0;  ///< what an input without effect stays below in 19 of 20 cases
  double dummy_largest = 0;
};

/// PAWN from any sample (Pianosi & Wagener 2018, doi:10.1016/j.envsoft.2018.07.019): each input is cut into `classes`
/// of equal size, and in each class the distribution of y given the class is held against the whole one:
///     KS_c = max_y |F(y) - F(y | class c)|
/// Intervals: bootstrap over rows. The dummy: 200 random orders of an input in as many classes, keyed by the seed.
PawnResult pawn(const Columns& x, const std::vector<double>& y, std::size_t classes, const Resampling& resampling);

}  // namespace skifte::analysis
