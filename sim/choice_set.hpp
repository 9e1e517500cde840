#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/choice.hpp"

namespace skifte::sim {

/// The shared error lambda log S of a nest with dissimilarity lambda, for choices by the hundred thousand. Kanter's
/// (1975) S, written as
///   lambda log S = c(v) - log(1 - v) + (1 - lambda) g,  v uniform on (0, 1), g standard Gumbel
///   c(v) = lambda log sin(lambda pi v) + (1 - lambda) log sin((1 - lambda) pi v) - log sin(pi v) + log(1 - v)
/// where c is smooth on the whole of [0, 1]: it is tabulated, linear in between. Error below 2e-4 utils for lambda >=
/// 0.1. A dissimilarity outside (0, 1] is a ProgramFault.
class NestErrors {
 public:
  explicit NestErrors(double dissimilarity);
  double dissimilarity() const { return dissimilarity_; }
  /// `angle`: v; `angle_exponential`: -log(1 - v); `size_gumbel`: g. [utils]
  float shared(float angle, float angle_exponential, float size_gumbel) const {
    const float position = angle * static_cast<float>(cells);
    const auto cell = static_cast<std::size_t>(position);
    const float smooth = c_[cell] + (position - static_cast<float>(cell)) * (c_[cell + 1] - c_[cell]);
    return smooth + angle_exponential + (1.0F - static_cast<float>(dissimilarity_)) * size_gumbel;
  }

 private:
  static constexpr std::size_t cells = 512;
  double dissimilarity_;
  std::array<float, cells + 1> c_{};
};

/// Alternatives among which many agents choose again and again: names and nests are given once, utilities each time.
/// Chooses as choose() does (sim/choice.hpp) but for rounding to single precision, many times faster: alternatives lie
/// in lanes, of which a processor works out several at once. A nest's lanes are its alternatives, the two numbers
/// behind its S, and what fills the last group.
class ChoiceSet {
 public:
  struct Nest {
    std::uint64_t name;        ///< hash_name of its name
    std::size_t alternatives;  ///< how many belong to it
  };
  static constexpr std::size_t most_nests = 2, most_alternatives = 48;
  static constexpr std::size_t group = 8;  ///< lanes that are worked out together
  static constexpr std::size_t most_lanes = most_alternatives + 2 * group;
  /// By lane.
  using Lanes = std::array<float, most_lanes>;
  /// What lies in which lane.
  struct Layout {
    alignas(64) std::array<std::uint32_t, most_lanes> name{};  ///< short names, by lane
    std::size_t nests = 0;
    std::array<std::size_t, most_nests + 1> first_lane{};  ///< by nest, and the end: a multiple of `group`
    std::array<std::size_t, most_nests> angle_lane{};      ///< by nest; the size's is the next one
  };

  ChoiceSet() = default;
  /// `names`: by alternative, nest after nest. More than most_alternatives or most_nests is a ProgramFault.
  ChoiceSet(std::span<const std::uint64_t> names, std::span<const Nest> nests);
  std::size_t size() const { return size_; }
  std::size_t lanes() const { return layout_.first_lane[layout_.nests]; }
  /// Where the utility of an alternative belongs.
  std::size_t lane(std::size_t alternative) const { return lane_[alternative]; }
  /// The best alternative, whose utilities stand in `utility` by lane [utils]; all other lanes below lanes() are minus
  /// infinity, as are alternatives that are not available. All nests have the dissimilarity of `errors`. Nothing
  /// available, or a utility that is NaN or plus infinity, is a ProgramFault.
  int choose(const Lanes& utility, const NestErrors& errors, const RandomSource& source, Decision decision,
             AgentId agent, std::uint32_t ordinal) const;

 private:
  Layout layout_;
  std::size_t size_ = 0;
  std::array<std::uint8_t, most_alternatives> lane_{};
  std::array<std::uint8_t, most_lanes> alternative_{};  ///< by lane
};

}  // namespace skifte::sim
