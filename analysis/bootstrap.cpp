#include "analysis/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/statistics.hpp"

namespace skifte::analysis {

double KeyedDraws::uniform(std::uint64_t draw, std::uint32_t place, std::uint32_t lane) const {
  return random_.uniform(decision_, sim::AgentId{draw}, place, lane);
}

std::size_t KeyedDraws::index(std::size_t n, std::uint64_t draw, std::uint32_t place, std::uint32_t lane) const {
  return std::min(n - 1, static_cast<std::size_t>(uniform(draw, place, lane) * static_cast<double>(n)));
}

std::vector<std::size_t> KeyedDraws::resample(std::size_t n, std::uint64_t draw) const {
  std::vector<std::size_t> picked(n);
  for (std::size_t i = 0; i < n; ++i) picked[i] = index(n, draw, static_cast<std::uint32_t>(i));
  return picked;
}

std::vector<std::size_t> KeyedDraws::permutation(std::size_t n, std::uint64_t draw) const {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = n; i > 1; --i) {
    std::swap(order[i - 1], order[index(i, draw, static_cast<std::uint32_t>(i))]);
  }
  return order;
}

Interval percentile_interval(std::vector<double> replicates) {
  replicates.erase(
      std::remove_if(replicates.begin(), replicates.end(), [](double value) { return !std::isfinite(value); }),
      replicates.end());
  const std::vector<double> found = quantiles(std::move(replicates), {0.025, 0.975});
  return {found[0], found[1]};
}

}  // namespace skifte::analysis
