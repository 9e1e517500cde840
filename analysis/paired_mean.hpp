#pragma once
#include <vector>

namespace skifte::analysis {

/// The mean of paired differences and what is known about it.
struct PairedMean {
  int members = 0;
  double mean = 0;
  double half_width = 0;  ///< of the mean's 95 % interval by Student's t; 0 with one member (nothing is known)
  double q05 = 0, q50 = 0, q95 = 0;  ///< over members
};

/// Over members, whose order does not matter. ProgramFault for none.
PairedMean paired_mean(const std::vector<double>& differences);

/// Welch's interval of the difference of two independent means, second less first: half width (Welch 1947,
/// doi:10.1093/biomet/34.1-2.28). 0 when either has one member.
double welch_half_width(const std::vector<double>& first, const std::vector<double>& second);

/// Quantile 97.5 % of Student's t with so many degrees of freedom, at least 1: exact for 1 and 2, else the expansion of
/// Abramowitz & Stegun (1964), 26.7.5, off by less than 0.003.
double student_quantile(double degrees_of_freedom);

}  // namespace skifte::analysis
