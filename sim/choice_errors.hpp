#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/random.hpp"

namespace skifte::sim {

// What the errors of a choice are made of (sim/choice.hpp), for choose() and for ChoiceSet.

inline constexpr double choice_rounding = 1e-9;  ///< more than all roundings of an error together

/// Names that are no alternative's, behind S of a nest.
constexpr std::uint64_t angle_name(std::uint64_t nest) {
  return mix_bits(nest ^ hash_name("nest angle"));
}
constexpr std::uint64_t size_name(std::uint64_t nest) {
  return mix_bits(nest ^ hash_name("nest size"));
}

/// An occasion's luck: one draw, of which every name makes a number of its own.
class Luck {
 public:
  Luck(const RandomSource& source, Decision decision, AgentId agent, std::uint32_t ordinal) {
    const auto bits = source.bits(decision, agent, ordinal);
    word_ = {(std::uint64_t{bits[1]} << 32) | bits[0], (std::uint64_t{bits[3]} << 32) | bits[2]};
  }
  std::uint64_t bits(std::uint64_t name) const { return mix_bits(mix_bits(word_[0] + name) + word_[1]); }
  /// lambda * log S of a nest.
  double nest_error(std::uint64_t nest, double lambda) const {
    const double angle = open_uniform(bits(angle_name(nest))), size = open_uniform(bits(size_name(nest)));
    return lambda * log_positive_stable(angle, size, lambda);
  }

 private:
  std::array<std::uint64_t, 2> word_;
};

/// Bounds on standard_gumbel of the uniform u made of random bits, without a logarithm.
class GumbelBounds {
 public:
  static const GumbelBounds& instance();
  /// The value at the upper end of the part that u lies in; in the last, -log(-log u) <= -log(1 - u) <= (k + 1) log 2,
  /// k being the number of leading ones in u.
  double above(std::uint64_t bits) const {
    const std::size_t part = bits >> shift;
    if (part + 1 < parts) return at_end_[part + 1] + choice_rounding;
    return (std::countl_one(bits) + 1) * 0.69314718055994531 + choice_rounding;
  }
  double below(std::uint64_t bits) const { return at_end_[bits >> shift] - choice_rounding; }

 private:
  static constexpr int shift = 54;
  static constexpr std::size_t parts = std::size_t{1} << (64 - shift);
  GumbelBounds();
  std::array<double, parts> at_end_;  ///< the lower one of each part of (0, 1)
};

}  // namespace skifte::sim
