#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace skifte::analysis {

/// An outcome's variance in two parts.
struct VarianceSplit {
  std::size_t points = 0;  ///< of the assumptions, with at least one member
  std::size_t members = 0;
  double mean = 0;
  double assumptions = 0;  ///< variance between points, luck taken out; not below 0
  double luck = 0;         ///< variance within points
  double share = 0;        ///< assumptions / (assumptions + luck); NaN when nothing varies
  double share_low = 0;    ///< 95 % interval by bootstrap over points
  double share_high = 0;
};

/// Nested analysis of variance (one-way, random effects; Searle, Casella & McCulloch 1992, Variance Components, 3.6):
///     luck = MSW,  assumptions = max(0, (MSB - MSW) / r0),  r0 = (N - sum r_p^2 / N) / (P - 1)
/// with MSB and MSW the mean squares between and within the P points, r_p the members of point p, N their sum. The
/// interval: 2.5 and 97.5 % quantiles over 1 000 draws of points with replacement, keyed by `seed`.
/// Empty where no point has two members, or fewer than two points are there: the design has no --replicates.
/// `point` and `values` are by member; NaN members are left out.
std::optional<VarianceSplit> split_variance(const std::vector<double>& values, const std::vector<std::uint32_t>& point,
                                            std::uint64_t seed);

}  // namespace skifte::analysis
