#pragma once
#include <optional>
#include <vector>

#include "analysis/sensitivity/index.hpp"

namespace skifte::analysis {

/// One input's elementary effects.
struct ElementaryEffects {
  Index mu_star;  ///< mean of their absolute values
  Index mu;       ///< mean
  Index sigma;    ///< standard deviation
};

struct MorrisIndices {
  std::size_t trajectories = 0;
  std::size_t left_out = 0;
  double mean = 0;
  double variance = 0;
  std::vector<ElementaryEffects> inputs;
};

/// Elementary effects along trajectories (Morris 1991, doi:10.1080/00401706.1991.10484804) with mu* (Campolongo,
/// Cariboni & Saltelli 2007, doi:10.1016/j.envsoft.2006.10.004):
///     e = (y(next) - y) / (signed step of the one input that changes),  mu* = mean |e|, mu = mean e, sigma = sd e
/// `x` by input and row, `y` by row, both in the design's order, a trajectory one more row than inputs. A trajectory
/// with a NaN is left out whole. `step` is a step's length in the unit cube (1/2 in our designs); without it each step
/// is measured in the range of its input's column, which for Morris's own grid is the same. An input that no row shows
/// changed in a trajectory (a distribution of few values) has the effect 0 there. Intervals: bootstrap over
/// trajectories. UserFault where rows differ in more than one input.
MorrisIndices morris_indices(const Columns& x, const std::vector<double>& y, std::optional<double> step,
                             const Resampling& resampling);

}  // namespace skifte::analysis
