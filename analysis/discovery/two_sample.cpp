#include "analysis/discovery/two_sample.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/math.hpp"

namespace skifte::analysis {

double kolmogorov_tail(double lambda) {
  constexpr int terms = 100;
  if (lambda < 0.2) return 1;  // 1 to ten digits, where the sum converges slowly
  double sum = 0;
  for (int k = 1; k <= terms; ++k) sum += (k % 2 == 1 ? 2 : -2) * sim::exp(-2.0 * k * k * lambda * lambda);
  return std::clamp(sum, 0.0, 1.0);
}

double two_sample_p(const std::vector<double>& column, const std::vector<bool>& interest,
                    const std::vector<bool>& counted) {
  std::vector<std::pair<double, bool>> sorted;
  double first = 0, second = 0;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!counted[row]) continue;
    sorted.emplace_back(column[row], interest[row]);
    (interest[row] ? first : second) += 1;
  }
  if (first == 0 || second == 0) return 1;
  std::sort(sorted.begin(), sorted.end());
  double distance = 0, reached = 0, other = 0;
  for (std::size_t k = 0; k < sorted.size(); ++k) {
    (sorted[k].second ? reached : other) += 1;
    const bool value_ends = k + 1 == sorted.size() || sorted[k + 1].first != sorted[k].first;
    if (value_ends) distance = std::max(distance, std::abs(reached / first - other / second));
  }
  const double n = sim::sqrt(first * second / (first + second));
  return kolmogorov_tail((n + 0.12 + 0.11 / n) * distance);
}

}  // namespace skifte::analysis
