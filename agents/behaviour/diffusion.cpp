#include "agents/behaviour/diffusion.hpp"

#include <algorithm>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

double long_run_share(const SpreadRates& rates) {
  const auto [a, b, g] = rates;
  if (b == 0) return a + g > 0 ? a / (a + g) : 0.0;
  const double middle = b - a - g;
  const double root = (middle + sim::sqrt(middle * middle + 4 * a * b)) / (2 * b);
  return std::clamp(root, 0.0, 1.0);
}

double spread(double share, const SpreadRates& rates, double years) {
  const auto [a, b, g] = rates;
  sim::ensure(a >= 0 && b >= 0 && g >= 0 && share >= 0 && share <= 1,
              "spread: rates must be >= 0 and the share within 0 to 1");
  if (b == 0) {
    if (a + g == 0) return share;
    const double end = a / (a + g);
    return end + (share - end) * sim::exp(-(a + g) * years);
  }
  // -b (x - r1) (x - r2) with r1 >= r2; the substitution (x - r1) / (x - r2) decays exponentially.
  const double middle = b - a - g;
  const double root = sim::sqrt(middle * middle + 4 * a * b);
  const double r1 = (middle + root) / (2 * b);
  const double r2 = (middle - root) / (2 * b);
  if (root == 0) {  // a double root: dx/dt = -b (x - r1)^2
    const double distance = share - r1;
    return distance == 0 ? share : r1 + distance / (1 + b * distance * years);
  }
  if (share == r2) return share;
  const double ratio = (share - r1) / (share - r2) * sim::exp(-root * years);
  return std::clamp((r1 - r2 * ratio) / (1 - ratio), 0.0, 1.0);
}

double bass_share(double p, double q, double years) {
  const double decay = sim::exp(-(p + q) * years);
  return (1 - decay) / (1 + q / p * decay);
}

}  // namespace skifte::agents
