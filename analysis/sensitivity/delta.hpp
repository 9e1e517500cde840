#pragma once
#include <vector>

#include "analysis/sensitivity/index.hpp"

namespace skifte::analysis {

/// One input's moment-independent index, and its first-order Sobol index from the same classes.
struct DeltaIndices {
  Index delta;
  Index first;
};

struct DeltaResult {
  std::vector<DeltaIndices> inputs;
  double dummy_delta = 0;  ///< what an input without effect stays below in 19 of 20 cases
};

/// Classes for n rows: min(ceil(n^(2 / (7 + tanh((1500 - n) / 500)))), 48), after Plischke, Borgonovo & Smith (2013).
std::size_t delta_classes(std::size_t n);

/// Borgonovo's delta (2007, doi:10.1016/j.ress.2006.04.015) from any sample, after Plischke, Borgonovo & Smith (2013,
/// doi:10.1016/j.ejor.2012.11.047):
///     delta_i = 1/2 sum_c n_c/n  integral |f(y) - f(y | class c of x_i)| dy
/// with densities by Gaussian kernels of Silverman's width, 1.06 n^(-1/5) sd (of the whole the lesser of sd and
/// IQR/1.34), on a grid of 128, and the bias taken out by the bootstrap: 2 delta - mean of resampled. first:
/// explained_share of the classes.
DeltaResult delta_indices(const Columns& x, const std::vector<double>& y, std::size_t classes,
                          const Resampling& resampling);

}  // namespace skifte::analysis
