#include "sim/choice.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <limits>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::sim {
namespace {

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

void check(const Alternative& alternative) {
  ensure(alternative.dissimilarity > 0.0 && alternative.dissimilarity <= 1.0, "a dissimilarity outside (0, 1]");
  ensure(alternative.utility < std::numeric_limits<double>::infinity(), "a utility that is infinite or no number");
}

constexpr double pi = 3.14159265358979323846;
constexpr double rounding = 1e-9;  ///< more than all roundings of an error together

/// An occasion's luck: one draw, of which every name makes a number of its own.
class Luck {
 public:
  Luck(const RandomSource& source, Decision decision, AgentId agent, std::uint32_t ordinal) {
    const auto bits = source.bits(decision, agent, ordinal);
    word_ = {(std::uint64_t{bits[1]} << 32) | bits[0], (std::uint64_t{bits[3]} << 32) | bits[2]};
  }
  std::uint64_t bits(std::uint64_t name) const { return mix_bits(mix_bits(word_[0] + name) + word_[1]); }
  /// Behind S of a nest stand numbers of names that are no alternative's.
  std::uint64_t angle_bits(std::uint64_t nest) const { return bits(mix_bits(nest ^ hash_name("nest angle"))); }
  std::uint64_t size_bits(std::uint64_t nest) const { return bits(mix_bits(nest ^ hash_name("nest size"))); }
  /// lambda * log S of a nest.
  double nest_error(std::uint64_t nest, double lambda) const {
    return lambda * log_positive_stable(open_uniform(angle_bits(nest)), open_uniform(size_bits(nest)), lambda);
  }

 private:
  std::array<std::uint64_t, 2> word_;
};

/// Bounds on standard_gumbel of the uniform u made of random bits, without a logarithm.
class GumbelBounds {
 public:
  static const GumbelBounds& instance() {
    static const GumbelBounds bounds;
    return bounds;
  }
  /// The value at the upper end of the part that u lies in; in the last, -log(-log u) <= -log(1 - u) <= (k + 1) log 2,
  /// k being the number of leading ones in u.
  double above(std::uint64_t bits) const {
    const std::size_t part = bits >> shift;
    if (part + 1 < parts) return at_end_[part + 1] + rounding;
    return (std::countl_one(bits) + 1) * 0.69314718055994531 + rounding;
  }
  double below(std::uint64_t bits) const { return at_end_[bits >> shift] - rounding; }

 private:
  static constexpr int shift = 54;
  static constexpr std::size_t parts = std::size_t{1} << (64 - shift);
  GumbelBounds() {
    for (std::size_t i = 0; i < parts; ++i) {
      at_end_[i] = standard_gumbel(static_cast<double>(i) / static_cast<double>(parts));
    }
  }
  std::array<double, parts> at_end_;  ///< the lower one of each part of (0, 1)
};

/// log I_m of the nest that `member` belongs to; minus infinity when all its alternatives are unavailable.
double log_nest_sum(std::span<const Alternative> alternatives, const Alternative& member) {
  double greatest = minus_infinity;
  for (const Alternative& other : alternatives) {
    if (other.nest != member.nest) continue;
    ensure(other.dissimilarity == member.dissimilarity, "two dissimilarities in one nest");
    greatest = std::max(greatest, other.utility);
  }
  if (greatest == minus_infinity) return minus_infinity;
  double sum = 0.0;
  for (const Alternative& other : alternatives) {
    if (other.nest == member.nest) sum += exp((other.utility - greatest) / member.dissimilarity);
  }
  return greatest / member.dissimilarity + log(sum);
}

/// The errors of one choice: bounds for all alternatives, exact values for those asked for.
class ErrorVector {
 public:
  ErrorVector(std::span<const Alternative> alternatives, const Luck& luck, const NestBounds* bounds)
      : alternatives_(alternatives), luck_(luck), bounds_(bounds) {
    // Within one nest S_m is the same for all and decides nothing.
    one_nest_ = std::all_of(alternatives.begin(), alternatives.end(), [&](const Alternative& alternative) {
      return alternative.nest == alternatives.front().nest;
    });
    double nest_bound = 0.0;
    for (std::size_t j = 0; j < alternatives.size(); ++j) {
      const Alternative& alternative = alternatives[j];
      check(alternative);
      if (j == 0 || alternative.nest != alternatives[j - 1].nest) nest_bound = bound_of_nest(alternative);
      bits_[j] = luck.bits(alternative.name);
      bound_[j] = alternative.utility + nest_bound + alternative.dissimilarity * gumbel_.above(bits_[j]);
    }
    double greatest = bound_[0];
    for (std::size_t j = 1; j < alternatives.size(); ++j) {
      const bool greater = !(bound_[j] <= greatest);
      most_promising_ = greater ? j : most_promising_;
      greatest = greater ? bound_[j] : greatest;
    }
  }
  std::size_t most_promising() const { return most_promising_; }
  /// Whether the most promising one is the best, whatever the errors are within their bounds. Against its own nest the
  /// shared error decides nothing.
  bool is_decided() const {
    const Alternative& best = alternatives_[most_promising_];
    const std::uint64_t bits = bits_[most_promising_];
    const double width = best.dissimilarity * (gumbel_.above(bits) - gumbel_.below(bits));
    const double over_own_nest = bound_[most_promising_] - width - rounding;
    const std::array<double, 2> least = {over_own_nest, over_own_nest - width_of_nest(best)};
    std::size_t beaten = 0;  // counted, since a processor could not foresee the branches
    for (std::size_t j = 0; j < alternatives_.size(); ++j) {
      const bool other_nest = alternatives_[j].nest != best.nest;
      beaten += bound_[j] < least[other_nest ? 1 : 0] ? 1U : 0U;
    }
    return beaten + 1 == alternatives_.size();
  }
  double bound(std::size_t j) const { return bound_[j]; }
  /// V_j + e_j.
  double utility(std::size_t j) {
    const Alternative& alternative = alternatives_[j];
    return (alternative.utility + nest_error(alternative)) +
           alternative.dissimilarity * standard_gumbel(open_uniform(bits_[j]));
  }

 private:
  bool without_shared_error(const Alternative& alternative) const {
    return alternative.dissimilarity == 1.0 || one_nest_;
  }
  double bound_of_nest(const Alternative& alternative) {
    if (without_shared_error(alternative)) return 0.0;
    if (bounds_ == nullptr) return nest_error(alternative);
    ensure(bounds_->dissimilarity() == alternative.dissimilarity, "bounds of another dissimilarity");
    return bounds_->above(luck_.angle_bits(alternative.nest), luck_.size_bits(alternative.nest));
  }
  /// Drawn once for neighbours in a nest.
  double nest_error(const Alternative& alternative) {
    if (without_shared_error(alternative)) return 0.0;
    if (!drawn_ || drawn_nest_ != alternative.nest) {
      drawn_error_ = luck_.nest_error(alternative.nest, alternative.dissimilarity);
      drawn_nest_ = alternative.nest;
      drawn_ = true;
    }
    return drawn_error_;
  }

  /// Between the bounds of the shared error.
  double width_of_nest(const Alternative& alternative) const {
    if (without_shared_error(alternative) || bounds_ == nullptr) return 0.0;
    const std::uint64_t angle = luck_.angle_bits(alternative.nest), size = luck_.size_bits(alternative.nest);
    return bounds_->above(angle, size) - bounds_->below(angle, size);
  }

  const GumbelBounds& gumbel_ = GumbelBounds::instance();
  std::span<const Alternative> alternatives_;
  Luck luck_;
  const NestBounds* bounds_;
  bool one_nest_ = false;
  bool drawn_ = false;
  std::uint64_t drawn_nest_ = 0;
  double drawn_error_ = 0.0;
  std::size_t most_promising_ = 0;
  std::array<std::uint64_t, most_alternatives> bits_;
  std::array<double, most_alternatives> bound_;
};

}  // namespace

// log a(t) = lambda / (1 - lambda) log(sin(lambda t)) + log(sin((1 - lambda) t)) - log(sin t) / (1 - lambda), which
// goes to lambda / (1 - lambda) log(lambda) + log(1 - lambda) for small t, and to infinity at pi.
NestBounds::NestBounds(double dissimilarity) : dissimilarity_(dissimilarity) {
  ensure(dissimilarity > 0.0 && dissimilarity <= 1.0, "a dissimilarity outside (0, 1]");
  if (dissimilarity == 1.0) return;
  const double other = 1.0 - dissimilarity;
  log_angle_.front() = dissimilarity * log(dissimilarity) / other + log(other);
  for (std::size_t i = 1; i < cells; ++i) {
    const double angle = pi * static_cast<double>(i) / static_cast<double>(cells);
    log_angle_[i] =
        (dissimilarity * log(sin(dissimilarity * angle)) - log(sin(angle))) / other + log(sin(other * angle));
  }
  log_angle_.back() = std::numeric_limits<double>::infinity();
}

double NestBounds::above(std::uint64_t angle_bits, std::uint64_t size_bits) const {
  const double log_angle = log_angle_[(angle_bits >> 56) + 1] + rounding;
  return (1.0 - dissimilarity_) * (log_angle + GumbelBounds::instance().above(size_bits)) + rounding;
}

double NestBounds::below(std::uint64_t angle_bits, std::uint64_t size_bits) const {
  const double log_angle = log_angle_[angle_bits >> 56] - rounding;
  return (1.0 - dissimilarity_) * (log_angle + GumbelBounds::instance().below(size_bits)) - rounding;
}

int choose(std::span<const Alternative> alternatives, const RandomSource& source, Decision decision, AgentId agent,
           std::uint32_t ordinal, const NestBounds* bounds) {
  ensure(!alternatives.empty(), "a choice among no alternatives");
  ensure(alternatives.size() <= most_alternatives, "a choice among too many alternatives");
  ErrorVector errors(alternatives, Luck(source, decision, agent, ordinal), bounds);
  std::size_t best = errors.most_promising();
  if (errors.is_decided()) return static_cast<int>(best);  // most choices need no logarithm
  double best_utility = errors.utility(best);
  for (std::size_t j = 0; j < alternatives.size(); ++j) {
    if (j == best || errors.bound(j) < best_utility) continue;
    const double utility = errors.utility(j);
    const bool better =
        utility > best_utility || (utility == best_utility && alternatives[j].name < alternatives[best].name);
    if (better) {
      best = j;
      best_utility = utility;
    }
  }
  return static_cast<int>(best);
}

void nested_logit_probabilities(std::span<const Alternative> alternatives, std::span<double> probabilities) {
  ensure(alternatives.size() == probabilities.size(), "as many probabilities as alternatives are needed");
  const double expected_maximum = expected_maximum_utility(alternatives);
  ensure(expected_maximum > minus_infinity, "every alternative has utility minus infinity");
  for (std::size_t j = 0; j < alternatives.size(); ++j) {
    const Alternative& alternative = alternatives[j];
    const double lambda = alternative.dissimilarity;
    const double log_sum = log_nest_sum(alternatives, alternative);
    probabilities[j] = log_sum == minus_infinity
                           ? 0.0
                           : exp(alternative.utility / lambda - log_sum) * exp(lambda * log_sum - expected_maximum);
  }
}

// log sum_m I_m^lambda_m, each nest counted at its first alternative, scaled by its greatest term.
double expected_maximum_utility(std::span<const Alternative> alternatives) {
  const auto first_of_nest = [&](std::size_t j) {
    return std::none_of(alternatives.begin(), alternatives.begin() + static_cast<std::ptrdiff_t>(j),
                        [&](const Alternative& other) { return other.nest == alternatives[j].nest; });
  };
  double shift = minus_infinity;
  double sum = 0.0;
  for (std::size_t j = 0; j < alternatives.size(); ++j) {
    check(alternatives[j]);
    if (!first_of_nest(j)) continue;
    const double value = alternatives[j].dissimilarity * log_nest_sum(alternatives, alternatives[j]);
    if (value == minus_infinity) continue;
    if (value > shift) {
      sum *= shift == minus_infinity ? 0.0 : exp(shift - value);
      shift = value;
    }
    sum += exp(value - shift);
  }
  return sum == 0.0 ? minus_infinity : shift + log(sum);
}

}  // namespace skifte::sim
