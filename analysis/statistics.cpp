#include "analysis/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace skifte::analysis {

std::vector<double> quantiles(std::vector<double> sample, const std::vector<double>& orders) {
  std::vector<double> found;
  if (sample.empty()) {
    found.assign(orders.size(), std::numeric_limits<double>::quiet_NaN());
    return found;
  }
  std::sort(sample.begin(), sample.end());
  for (double p : orders) {
    const double place = p * static_cast<double>(sample.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sample.size() - 1);
    const double share = place - static_cast<double>(below);
    // Infinity stands for "never": no interpolation where there is nothing to interpolate, since 0 * infinity is no
    // number.
    const bool at_a_point = share == 0 || sample[below] == sample[above];
    found.push_back(at_a_point ? sample[below] : sample[below] + share * (sample[above] - sample[below]));
  }
  return found;
}

double quantile(std::vector<double> sample, double p) {
  return quantiles(std::move(sample), {p}).front();
}

}  // namespace skifte::analysis
