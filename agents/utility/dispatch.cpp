#include "agents/utility/dispatch.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

double smoothed_variation(double variation, double mean_load, double storage, double cold_spell) {
  if (mean_load <= 0 || cold_spell <= 0) return variation;
  return std::max(0.0, variation - storage / cold_spell / mean_load);
}

double expected_met(double mean_load, double variation, double capacity) {
  if (capacity <= 0 || mean_load <= 0) return 0;
  const double sd = variation * mean_load;
  if (sd <= 0) return std::min(mean_load, capacity);
  constexpr double inverse_root_two_pi = 0.3989422804014327;
  const double z = (mean_load - capacity) / sd;
  const double excess = (mean_load - capacity) * sim::normal_cdf(z) + sd * inverse_root_two_pi * sim::exp(-0.5 * z * z);
  return std::clamp(mean_load - excess, 0.0, std::min(mean_load, capacity));
}

double dispatch(std::span<const HeatPlant> plants, double mean_load, double variation, std::span<double> output) {
  sim::ensure(plants.size() == output.size(), "dispatch: one output a plant");
  std::vector<std::size_t> order(plants.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return plants[a].cost != plants[b].cost ? plants[a].cost < plants[b].cost : plants[a].key < plants[b].key;
  });
  double stacked = 0;
  double met = 0;
  for (const std::size_t p : order) {
    stacked += std::max(0.0, plants[p].capacity);
    const double now = std::max(met, expected_met(mean_load, variation, stacked));
    output[p] = now - met;
    met = now;
  }
  return std::max(0.0, mean_load - met);
}

}  // namespace skifte::agents
