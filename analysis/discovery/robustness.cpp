#include "analysis/discovery/robustness.hpp"

#include <algorithm>
#include <numeric>

#include "analysis/design_points.hpp"
#include "analysis/statistics.hpp"

namespace skifte::analysis {

Robustness robustness(const PairedOutcomes& paired, const std::string& outcome, Better better) {
  Robustness made{outcome,         paired.unit, paired.is_condition, paired.values.front().size(), paired.left_out,
                  paired.unshared, {}};
  const std::size_t futures = made.futures;
  std::vector<double> best(futures);
  for (std::size_t f = 0; f < futures; ++f) {
    best[f] = paired.values.front()[f];
    for (const auto& values : paired.values) {
      best[f] = better == Better::less ? std::min(best[f], values[f]) : std::max(best[f], values[f]);
    }
  }
  for (std::size_t s = 0; s < paired.scenarios.size(); ++s) {
    const std::vector<double>& values = paired.values[s];
    RobustScenario scenario;
    scenario.satisfied.points = static_cast<int>(count_points(paired.points));
    scenario.name = paired.scenarios[s];
    std::vector<double> regret;
    for (std::size_t f = 0; f < futures; ++f) {
      scenario.mean += values[f] / static_cast<double>(futures);
      regret.push_back(better == Better::less ? values[f] - best[f] : best[f] - values[f]);
      if (values[f] == best[f]) scenario.best_share += 1 / static_cast<double>(futures);
      if (values[f] > 0.5) ++scenario.satisfied.met;
      ++scenario.satisfied.members;
    }
    scenario.regret_mean = std::accumulate(regret.begin(), regret.end(), 0.0) / static_cast<double>(futures);
    scenario.regret_q95 = quantile(regret, 0.95);
    scenario.regret_largest = *std::max_element(regret.begin(), regret.end());
    made.scenarios.push_back(std::move(scenario));
  }
  return made;
}

}  // namespace skifte::analysis
