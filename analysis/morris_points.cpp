#include "analysis/morris_points.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace {

constexpr auto base_draw = sim::decision("design.morris.base");
constexpr auto order_draw = sim::decision("design.morris.order");

}  // namespace

std::vector<std::uint32_t> morris_levels(const std::vector<std::uint32_t>& base,
                                         const std::vector<Direction>& directions,
                                         const std::vector<std::size_t>& order, std::size_t step) {
  std::vector<std::uint32_t> now = base;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t i = order[k];
    const bool changed = k < step;
    if (changed == (directions[i] == Direction::up)) now[i] += MorrisPoints::jump;
  }
  return now;
}

MorrisPoints::MorrisPoints(std::uint32_t trajectories, std::vector<std::string> coordinates, std::uint64_t seed)
    : trajectories_(trajectories), coordinates_(std::move(coordinates)), seed_(seed) {}

std::vector<double> MorrisPoints::point(std::uint32_t which) const {
  sim::ensure(which < points(), "design: no such point");
  const std::uint32_t trajectory = which / block();
  const sim::RandomSource random(seed_, 0);
  std::vector<std::uint32_t> base;
  std::vector<Direction> directions;
  std::vector<double> key;
  for (const std::string& name : coordinates_) {
    const sim::AgentId id{sim::hash_name(name)};
    const auto draws = random.uniform_pair(base_draw, id, trajectory);
    base.push_back(static_cast<std::uint32_t>(draws[0] * (levels - jump)));
    directions.push_back(draws[1] < 0.5 ? Direction::up : Direction::down);
    key.push_back(random.uniform(order_draw, id, trajectory));
  }
  std::vector<std::size_t> order(coordinates_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return key[a] != key[b] ? key[a] < key[b] : a < b; });
  std::vector<double> point;
  for (const std::uint32_t level : morris_levels(base, directions, order, which % block())) {
    point.push_back((level + 0.5) / levels);
  }
  return point;
}

}  // namespace skifte::analysis
