#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/random.hpp"

namespace skifte::sim {

// What the errors of a choice are made of (sim/choice.hpp), for choose() and for ChoiceSet. In single precision: an
// error of 2e-6 utils shifts a probability by 2e-6 of itself. Without branches, so that a compiler
// works out several alternatives at once.

/// Names that are no alternative's, behind S of a nest.
constexpr std::uint64_t angle_name(std::uint64_t nest) {
  return mix_bits(nest ^ hash_name("nest angle"));
}
constexpr std::uint64_t size_name(std::uint64_t nest) {
  return mix_bits(nest ^ hash_name("nest size"));
}

/// A name as an occasion's luck takes it.
constexpr std::uint32_t short_name(std::uint64_t name) {
  return static_cast<std::uint32_t>(name ^ (name >> 32));
}

/// An occasion's luck: one draw, of which every name makes a number of its own, by the two multiplications of a 32-bit
/// hash (Wellons 2018, "lowbias32") with a word of the draw before each and after.
class Luck {
 public:
  Luck(const RandomSource& source, Decision decision, AgentId agent, std::uint32_t ordinal)
      : word_(source.bits(decision, agent, ordinal)) {}
  std::uint32_t bits(std::uint32_t short_name) const {
    std::uint32_t x = short_name + word_[0];
    x = (x ^ (x >> 16)) * 0x7feb352dU + word_[1];
    x = (x ^ (x >> 15)) * 0x846ca68bU + word_[2];
    return x ^ (x >> 16) ^ word_[3];
  }

 private:
  std::array<std::uint32_t, 4> word_;
};

/// Uniform on (0, 1): an odd multiple of 2^-32 in single precision, exact where it is small, and a millionth of a
/// percent less, so that none is rounded to 1.
inline float small_uniform(std::uint32_t bits) {
  return (static_cast<float>(static_cast<std::int32_t>(bits >> 1)) + 0.5F) * 0x1.fffffep-32F;
}

/// x = (1 + fraction) 2^exponent with 1 + fraction in [sqrt(1/2), sqrt(2)), for normal x > 0.
struct FloatParts {
  float fraction;
  std::int32_t exponent;
};
inline FloatParts split_exponent(float x) {
  // Adding what lies between the bits of sqrt(1/2) and of 1 carries into the exponent from a mantissa of sqrt(2) on.
  constexpr std::int32_t one = 0x3f800000, root_half = 0x3f3504f3;
  const std::int32_t shifted = std::bit_cast<std::int32_t>(x) + (one - root_half);
  return {std::bit_cast<float>((shifted & 0x007fffff) + root_half) - 1.0F, (shifted >> 23) - 127};
}

/// log((1 + fraction) 2^exponent): log(1 + f) = 2 artanh(f / (2 + f)), whose series is left after s^5. Error below
/// 2e-6.
inline float log_of(FloatParts x) {
  const float s = x.fraction / (2.0F + x.fraction), z = s * s;
  const float series = 1.0F + z * (1.0F / 3.0F + z * (1.0F / 5.0F));
  return static_cast<float>(x.exponent) * 0.693147181F + 2.0F * s * series;
}

/// Standard exponential -log(1 - v) of a small uniform v, exact to the last bits where v is small.
inline float exponential_of(float v) {
  const float rest = 1.0F - v;
  FloatParts parts = split_exponent(rest);
  parts.fraction += (1.0F - rest) - v;  // the bits of v that 1 - v has lost count where v is small
  return -log_of(parts);
}

/// Standard Gumbel of a standard exponential: the smaller, the greater.
inline float gumbel_of(float exponential) {
  return -log_of(split_exponent(exponential));
}

}  // namespace skifte::sim
