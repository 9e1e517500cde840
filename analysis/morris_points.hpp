#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/design.hpp"

namespace skifte::analysis {

/// Trajectories for elementary effects (Morris 1991, doi:10.1080/00401706.1991.10484804). Each coordinate has p = 4
/// levels; a trajectory starts at random and changes each coordinate once, by p / 2 levels up or down, in random order.
/// Deviation: levels stand in the middle of quarters, u = 1/8, 3/8, 5/8, 7/8, where Morris takes 0, 1/3, 2/3, 1: most
/// distributions have no value at 0 and 1. Steps are 1/2 in u.
class MorrisPoints : public PointSet {
 public:
  static constexpr std::uint32_t levels = 4;
  static constexpr std::uint32_t jump = levels / 2;
  MorrisPoints(std::uint32_t trajectories, std::vector<std::string> coordinates, std::uint64_t seed);
  std::uint32_t points() const override { return trajectories_ * block(); }
  std::uint32_t block() const override { return static_cast<std::uint32_t>(coordinates_.size()) + 1; }
  std::vector<double> point(std::uint32_t which) const override;

 private:
  std::uint32_t trajectories_;
  std::vector<std::string> coordinates_;
  std::uint64_t seed_;
};

/// Which way a coordinate is changed, once.
enum class Direction { up, down };

/// Levels at step `step` of the trajectory through `base` (levels below levels - jump): a coordinate that goes up
/// begins at its base and ends `jump` above, one that goes down the other way round; `order[k]` is the k-th to change.
std::vector<std::uint32_t> morris_levels(const std::vector<std::uint32_t>& base,
                                         const std::vector<Direction>& directions,
                                         const std::vector<std::size_t>& order, std::size_t step);

}  // namespace skifte::analysis
