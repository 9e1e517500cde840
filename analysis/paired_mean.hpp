#pragma once
#include <cstdint>
#include <vector>

namespace skifte::analysis {

/// The mean of paired differences and what is known about it.
struct PairedMean {
  int members = 0;
  double mean = 0;
  double half_width = 0;  ///< of the mean's 95 % interval by Student's t; 0 with one point (nothing is known)
  double q05 = 0, q50 = 0, q95 = 0;  ///< over members
  int points = 0;                    ///< of the design in which they stand: replicates of one are not independent
};

/// Over members, whose order does not matter. ProgramFault for none.
PairedMean paired_mean(const std::vector<double>& differences);

/// Members of the points of a design (one a member): the mean's variance is that of points, P/(P-1) sum_p (sum of p's
/// deviations)^2 / N^2 (Liang & Zeger 1986, doi:10.1093/biomet/73.1.13), t with P - 1 degrees of freedom. Of exact
/// copies it is the interval of one of each.
PairedMean paired_mean(const std::vector<double>& differences, const std::vector<std::uint32_t>& points);

/// A sample, and each value's point of the design; without points each is its own.
struct PointSample {
  std::vector<double> values;
  std::vector<std::uint32_t> points = {};
};

/// Welch's interval of the difference of two independent means, second less first: half width (Welch 1947,
/// doi:10.1093/biomet/34.1-2.28). 0 when either has one point.
double welch_half_width(const PointSample& first, const PointSample& second);

/// Quantile 97.5 % of Student's t with so many degrees of freedom, at least 1: exact for 1 and 2, else the expansion of
/// Abramowitz & Stegun (1964), 26.7.5, off by less than 0.003.
double student_quantile(double degrees_of_freedom);

}  // namespace skifte::analysis
