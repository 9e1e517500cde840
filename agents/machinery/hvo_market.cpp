#include "agents/machinery/hvo_market.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

double clearing_ratio(const std::vector<HvoBid>& bids, double demanded, double supply, double elasticity, double cap) {
  const auto suffices = [&](double ratio) {
    double asked = demanded;
    for (const HvoBid& bid : bids) asked += bid.limit >= ratio ? bid.volume : 0.0;
    return asked <= supply * sim::pow(ratio, elasticity);
  };
  if (cap <= 1.0 || suffices(1.0)) return 1.0;
  if (!suffices(cap)) return cap;
  double low = 1.0;
  double high = cap;
  for (int halving = 0; halving < 30; ++halving) {
    const double middle = 0.5 * (low + high);
    (suffices(middle) ? high : low) = middle;
  }
  return high;
}

HvoGranted grant_hvo(double demanded, double chosen, double supply) {
  const double first = std::min(demanded, supply);
  const double second = std::min(chosen, supply - first);
  return {demanded > 0 ? first / demanded : 1, chosen > 0 ? second / chosen : 1};
}

}  // namespace skifte::agents
