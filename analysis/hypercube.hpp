#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/copula.hpp"
#include "analysis/design.hpp"

namespace skifte::analysis {

/// Independent draws, correlated by the copula. The key of a draw is (assumption, point).
class MonteCarlo : public PointSet {
 public:
  MonteCarlo(std::uint32_t points, std::vector<std::string> coordinates, Copula copula, std::uint64_t seed);
  std::uint32_t points() const override { return points_; }
  std::vector<double> point(std::uint32_t which) const override;

 private:
  std::uint32_t points_;
  std::vector<std::string> coordinates_;
  Copula copula_;
  std::uint64_t seed_;
};

enum class Spread { random, maximin };

/// Latin hypercube (McKay, Beckman & Conover 1979, doi:10.2307/1268522). With Spread::maximin its strata are exchanged
/// until no exchange found moves the nearest points apart (Johnson, Moore & Ylvisaker 1990,
/// doi:10.1016/0378-3758(90)90122-B; exchange after Morris & Mitchell 1995, doi:10.1016/0378-3758(94)00035-T).
class LatinHypercube : public PointSet {
 public:
  LatinHypercube(std::uint32_t points, const std::vector<std::string>& coordinates, const Copula& copula,
                 std::uint64_t seed, Spread spread);
  std::uint32_t points() const override { return points_; }
  std::vector<double> point(std::uint32_t which) const override;

 private:
  std::uint32_t points_;
  std::vector<std::vector<double>> values_;  ///< by coordinate and point
};

/// Most points of a maximin hypercube: all distances between points are kept.
inline constexpr std::uint32_t most_maximin_points = 4000;

/// Exchanges strata of pairs of points, in one coordinate each, so that the least distance between two points grows.
/// strata[i][m] are coordinate i's, each a permutation of 0 .. n-1, and stay so. Whole numbers only: the same
/// everywhere.
void spread_apart(std::vector<std::vector<std::uint32_t>>& strata, std::uint64_t seed);

}  // namespace skifte::analysis
