#include "analysis/summary/convergence.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/design_points.hpp"

namespace skifte::analysis {

Convergence converge(const std::string& outcome, const std::string& unit, const std::vector<double>& values,
                     const std::vector<std::uint32_t>& points) {
  std::vector<double> kept;
  std::vector<std::uint32_t> kept_points;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    kept.push_back(values[i]);
    kept_points.push_back(points[i]);
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
    const std::size_t held =
        count_points({kept_points.begin(), kept_points.begin() + static_cast<std::ptrdiff_t>(members)});
    const FanEstimator::Estimates quantiles = estimate(first, held);
    made.rows.push_back({members,
                         quantiles[0],
                         quantiles[2],
                         quantiles[4],
                         {static_cast<int>(met), static_cast<int>(members), static_cast<int>(held)}});
  }
  return made;
}

}  // namespace skifte::analysis
