#pragma once
#include <vector>

namespace skifte::analysis {

/// The quantile of order p in [0, 1] of a sample, linear between order statistics (Hyndman & Fan 1996, type 7). Sorts a
/// copy; NaN in an empty sample. Values must not be NaN.
double quantile(std::vector<double> sample, double p);

/// Several quantiles of one sample, sorted once.
std::vector<double> quantiles(std::vector<double> sample, const std::vector<double>& orders);

}  // namespace skifte::analysis
