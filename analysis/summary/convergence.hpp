#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/report_data.hpp"
#include "analysis/summary/quantile_interval.hpp"

namespace skifte::analysis {

/// What the first members alone say.
struct ConvergenceRow {
  std::size_t members = 0;
  QuantileEstimate q05, q50, q95;  ///< of an amount
  MemberCount count;               ///< of a yes or no
};

/// An outcome by the number of members, at an eighth, a quarter, half and all of them.
struct Convergence {
  std::string outcome;
  std::string unit;
  bool is_chance = false;
  bool is_asked = false;  ///< by the user, not one of the usual
  std::vector<ConvergenceRow> rows;
};

/// Of members in their order, NaN left out, each of a point of the design. The first members of a Latin hypercube are a
/// random part of it, hence less even than the whole.
Convergence converge(const std::string& outcome, const std::string& unit, const std::vector<double>& values,
                     const std::vector<std::uint32_t>& points);

}  // namespace skifte::analysis
