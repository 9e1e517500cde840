#include "analysis/summary/convergence.hpp"

#include <algorithm>
#include <cmath>

namespace skifte::analysis {

Convergence converge(const std::string& outcome, const std::string& unit, const std::vector<double>& values) {
  std::vector<double> kept;
  for (const double value : values) {
    if (!std::isnan(value)) kept.push_back(value);
  }
  Convergence made{outcome, unit, false, false, {}};
  made.is_chance =
      !kept.empty() && unit == "1" && std::all_of(kept.begin(), kept.end(), [](double v) { return v == 0 || v == 1; });
  FanEstimator estimate;
  for (const std::size_t part : {8UL, 4UL, 2UL, 1UL}) {
    const std::size_t members = kept.size() / part;
    if (members == 0 || (!made.rows.empty() && made.rows.back().members == members)) continue;
    std::vector<double> first(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(members));
    const auto met = std::count_if(first.begin(), first.end(), [](double value) { return value > 0.5; });
    const FanEstimator::Estimates quantiles = estimate(first);
    made.rows.push_back(
        {members, quantiles[0], quantiles[2], quantiles[4], {static_cast<int>(met), static_cast<int>(members)}});
  }
  return made;
}

}  // namespace skifte::analysis
