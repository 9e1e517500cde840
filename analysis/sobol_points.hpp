#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/copula.hpp"
#include "analysis/design.hpp"

namespace skifte::analysis {

/// The Sobol sequence (Sobol 1967, doi:10.1016/0041-5553(67)90144-9) with the direction numbers of Joe & Kuo (2008,
/// doi:10.1137/070709359), in Gray-code order and from its first point on, each dimension shifted by a digital shift:
/// the bits of its coordinates are exchanged by a mask drawn under the seed and the coordinate's key. The shift keeps
/// each elementary interval's share of points and makes every point uniform, so means are unbiased (Owen 2020,
/// arXiv:2008.08051: the first point belongs to it). Exact in 64-bit whole numbers.
class SobolSequence {
 public:
  static constexpr std::size_t most_dimensions = 3667;
  /// One dimension per key. ProgramFault for more than most_dimensions.
  SobolSequence(const std::vector<std::uint64_t>& keys, std::uint64_t seed);
  /// Point `which` of the sequence, each number in (0, 1).
  std::vector<double> point(std::uint32_t which) const;
  /// The same without shift, as 64 bits after the point.
  std::vector<std::uint64_t> unshifted(std::uint32_t which) const;

 private:
  std::vector<std::vector<std::uint64_t>> directions_;  ///< by bit of the Gray code and dimension
  std::vector<std::uint64_t> shifts_;
};

/// The sequence's first points.
class SobolPoints : public PointSet {
 public:
  SobolPoints(std::uint32_t points, const std::vector<std::string>& coordinates, Copula copula, std::uint64_t seed);
  std::uint32_t points() const override { return points_; }
  std::vector<double> point(std::uint32_t which) const override;

 private:
  std::uint32_t points_;
  Copula copula_;
  SobolSequence sequence_;
};

/// Saltelli's blocks: of each point (a, b) of a Sobol sequence in twice the dimensions a, then a with its coordinate i
/// from b for every i, with second order b with its coordinate i from a for every i, then b (Saltelli et al. 2010,
/// doi:10.1016/j.cpc.2009.09.018; order of SALib, doi:10.21105/joss.00097).
class SaltelliPoints : public PointSet {
 public:
  SaltelliPoints(std::uint32_t samples, const std::vector<std::string>& coordinates, SecondOrder second_order,
                 std::uint64_t seed);
  std::uint32_t points() const override { return samples_ * block(); }
  std::uint32_t block() const override;
  std::vector<double> point(std::uint32_t which) const override;

 private:
  std::uint32_t samples_;
  std::uint32_t coordinates_;
  SecondOrder second_order_;
  SobolSequence sequence_;
};

}  // namespace skifte::analysis
