#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/correlation.hpp"

namespace skifte::analysis {

/// How the unit cube of the uncertainties is covered; equations and sources: docs/methods/designs.md.
enum class DesignKind {
  monte_carlo,        ///< mc: independent draws
  latin_hypercube,    ///< lhs: each coordinate visits each of n equal strata once
  maximin_hypercube,  ///< maximin: a Latin hypercube whose nearest points are moved apart
  sobol_sequence,     ///< sobol: a low-discrepancy sequence, shifted at random
  saltelli,           ///< saltelli: blocks of points for variance-based indices
  morris,             ///< morris: trajectories that change one coordinate a step
  central             ///< central: one point, every assumption at its central value
};

/// "mc", ...; the words of the command line.
std::string_view to_word(DesignKind kind);
/// UserFault for a word that is no design, with the nearest.
DesignKind design_kind(std::string_view word);
/// Whether more points leave the earlier ones as they are: monte_carlo and sobol_sequence.
bool is_extendable(DesignKind kind);

/// Whether a Saltelli block has points for second-order indices.
enum class SecondOrder { no, yes };

struct DesignSpec {
  DesignKind kind = DesignKind::latin_hypercube;
  /// Points; of saltelli base samples, of morris trajectories.
  std::uint32_t size = 100;
  SecondOrder second_order = SecondOrder::no;
};

/// Points in the unit cube, one coordinate per uncertain assumption.
class PointSet {
 public:
  virtual ~PointSet() = default;
  virtual std::uint32_t points() const = 0;
  /// Points that belong together and share their luck: a Saltelli block, a Morris trajectory; else 1.
  virtual std::uint32_t block() const { return 1; }
  /// One number in (0, 1) per coordinate; empty for the central point. ProgramFault for a point outside the design.
  virtual std::vector<double> point(std::uint32_t which) const = 0;
};

/// The points of a design over `coordinates` (assumptions' names), drawn under `seed`. Every coordinate is keyed by its
/// name, so that adding one moves no other; in sobol_sequence and saltelli, whose dimensions are counted in the order
/// of the names, and in maximin_hypercube it does. UserFault: the design does not fit the coordinates or the
/// correlations, or has more than 4e9 points.
std::unique_ptr<PointSet> make_points(const DesignSpec& spec, const std::vector<std::string>& coordinates,
                                      const std::vector<scenarios::RankCorrelation>& correlations, std::uint64_t seed);

}  // namespace skifte::analysis
