#pragma once
#include <functional>
#include <string>
#include <vector>

#include "analysis/summary/quantile_interval.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// Quantiles of one number of a variable over members.
struct FanCell {
  std::string label;  ///< `transport`, `heating.city`; `total` for the sum of labels that add up; "" without labels
  int year = 0;       ///< 0: the variable has no years
  std::size_t members = 0;  ///< that have a value: those done, less those for which it is missing
  FanEstimator::Estimates quantiles;
};

/// A variable's fans: cells by label, then year.
struct VariableFans {
  std::string variable;
  std::string units;
  std::string long_name;
  std::vector<FanCell> cells;
};

/// Fans of the named variables, or of all but inputs when none is named, one variable in memory at a time. Members
/// stand in `points` points of the design: intervals claim no more than that many independent futures tell. `threads` 1
/// or more.
std::vector<VariableFans> result_fans(const output::ResultFile& file, const std::vector<std::string>& variables,
                                      std::size_t points, int threads);

}  // namespace skifte::analysis
