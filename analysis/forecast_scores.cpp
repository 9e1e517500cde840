#include "analysis/forecast_scores.hpp"

#include <algorithm>
#include <cmath>

#include "sim/fault.hpp"

namespace skifte::analysis {

double crps(std::vector<double> ensemble, double observed) {
  sim::ensure(!ensemble.empty(), "crps: an empty ensemble");
  std::sort(ensemble.begin(), ensemble.end());
  const double m = static_cast<double>(ensemble.size());
  double error = 0;
  double spread = 0;  // sum over pairs i < j of x_j - x_i: sorted, x_k is subtracted m-1-k times and added k times
  for (std::size_t k = 0; k < ensemble.size(); ++k) {
    error += std::abs(ensemble[k] - observed);
    spread += ensemble[k] * (2 * static_cast<double>(k) + 1 - m);
  }
  return std::max(0.0, error / m - spread / (m * m));  // never below 0 but by rounding
}

std::optional<double> relative_error(double forecast, double observed) {
  if (observed == 0) return std::nullopt;
  return (forecast - observed) / std::abs(observed);
}

std::optional<FreeForecast> no_change(const std::map<int, double>& observed, int first, int origin) {
  const auto after = observed.upper_bound(origin);
  if (after == observed.begin()) return std::nullopt;
  const auto last = std::prev(after);
  if (last->first < first) return std::nullopt;
  return FreeForecast{last->first, last->second, 0};
}

std::optional<FreeForecast> straight_line(const std::map<int, double>& observed, int first, int origin) {
  std::optional<FreeForecast> line = no_change(observed, first, origin);
  const auto earliest = observed.lower_bound(first);
  if (!line || earliest->first == line->from) return std::nullopt;
  line->slope = (line->start - earliest->second) / (line->from - earliest->first);
  return line;
}

}  // namespace skifte::analysis
