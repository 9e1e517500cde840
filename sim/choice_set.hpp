#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/choice.hpp"

namespace skifte::sim {

/// Bounds on the shared error of a nest, worked out once for a dissimilarity lambda, so that a choice need not draw the
/// errors of nests that cannot win, or that win whatever they are. By Kanter (1975) lambda log S = (1 - lambda) (log
/// a(t) + g), t uniform on (0, pi), g standard Gumbel, and a grows with t, so that a cell's ends bound it.
class NestBounds {
 public:
  explicit NestBounds(double dissimilarity);
  double dissimilarity() const { return dissimilarity_; }
  /// At least lambda log S of the nest whose angle and size are made of these bits [utils].
  double above(std::uint64_t angle_bits, std::uint64_t size_bits) const;
  /// At most that.
  double below(std::uint64_t angle_bits, std::uint64_t size_bits) const;

 private:
  static constexpr std::size_t cells = 256;
  double dissimilarity_;
  std::array<double, cells + 1> log_angle_{};  ///< log a at the ends of the cells of t
};

/// Alternatives among which many agents choose again and again: names and nests are given once, utilities each time.
/// Chooses exactly as choose() does (sim/choice.hpp), several times faster.
class ChoiceSet {
 public:
  struct Nest {
    std::uint64_t name;        ///< hash_name of its name
    std::size_t alternatives;  ///< how many belong to it
  };
  static constexpr std::size_t most_nests = 4;

  /// `names`: by alternative, nest after nest. More than most_alternatives or most_nests is a ProgramFault.
  ChoiceSet(std::span<const std::uint64_t> names, std::span<const Nest> nests);
  std::size_t size() const { return names_.size(); }
  /// The best of the alternatives `offered` (indices, ascending), whose utilities stand in `utility` by index [utils].
  /// All nests have the dissimilarity of `bounds`. Nothing offered, or a utility that is NaN or plus infinity, is a
  /// ProgramFault.
  int choose(std::span<const double> utility, std::span<const int> offered, const NestBounds& bounds,
             const RandomSource& source, Decision decision, AgentId agent, std::uint32_t ordinal) const;

 private:
  class Errors;
  std::vector<std::uint64_t> names_;
  std::vector<std::uint8_t> nest_of_;                       ///< by alternative
  std::array<std::uint64_t, most_nests> nest_{};            ///< names
  std::array<std::uint64_t, most_nests> angle_{}, size_{};  ///< names of the numbers behind S
  std::size_t nests_;
};

}  // namespace skifte::sim
