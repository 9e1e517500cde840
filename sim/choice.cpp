#include "sim/choice.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "sim/choice_errors.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::sim {
namespace {

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

void check(const Alternative& alternative) {
  ensure(alternative.dissimilarity > 0.0 && alternative.dissimilarity <= 1.0, "a dissimilarity outside (0, 1]");
  ensure(alternative.utility < std::numeric_limits<double>::infinity(), "a utility that is infinite or no number");
}

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
  ErrorVector(std::span<const Alternative> alternatives, const Luck& luck) : alternatives_(alternatives), luck_(luck) {
    // Within one nest S_m is the same for all and decides nothing.
    one_nest_ = std::all_of(alternatives.begin(), alternatives.end(), [&](const Alternative& alternative) {
      return alternative.nest == alternatives.front().nest;
    });
    for (std::size_t j = 0; j < alternatives.size(); ++j) {
      const Alternative& alternative = alternatives[j];
      check(alternative);
      bits_[j] = luck.bits(alternative.name);
      bound_[j] = alternative.utility + nest_error(alternative) + alternative.dissimilarity * gumbel_.above(bits_[j]);
    }
    double greatest = bound_[0];
    for (std::size_t j = 1; j < alternatives.size(); ++j) {
      const bool greater = !(bound_[j] <= greatest);
      most_promising_ = greater ? j : most_promising_;
      greatest = greater ? bound_[j] : greatest;
    }
  }
  std::size_t most_promising() const { return most_promising_; }
  /// Whether the most promising one is the best, whatever the errors are within their bounds.
  bool is_decided() const {
    const Alternative& best = alternatives_[most_promising_];
    const std::uint64_t bits = bits_[most_promising_];
    const double width = best.dissimilarity * (gumbel_.above(bits) - gumbel_.below(bits));
    const double least = bound_[most_promising_] - width - choice_rounding;
    std::size_t beaten = 0;  // counted, since a processor could not foresee the branches
    for (std::size_t j = 0; j < alternatives_.size(); ++j) beaten += bound_[j] < least ? 1U : 0U;
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

  const GumbelBounds& gumbel_ = GumbelBounds::instance();
  std::span<const Alternative> alternatives_;
  Luck luck_;
  bool one_nest_ = false;
  bool drawn_ = false;
  std::uint64_t drawn_nest_ = 0;
  double drawn_error_ = 0.0;
  std::size_t most_promising_ = 0;
  std::array<std::uint64_t, most_alternatives> bits_;
  std::array<double, most_alternatives> bound_;
};

}  // namespace

const GumbelBounds& GumbelBounds::instance() {
  static const GumbelBounds bounds;
  return bounds;
}

GumbelBounds::GumbelBounds() {
  for (std::size_t i = 0; i < parts; ++i) {
    at_end_[i] = standard_gumbel(static_cast<double>(i) / static_cast<double>(parts));
  }
}

int choose(std::span<const Alternative> alternatives, const RandomSource& source, Decision decision, AgentId agent,
           std::uint32_t ordinal) {
  ensure(!alternatives.empty(), "a choice among no alternatives");
  ensure(alternatives.size() <= most_alternatives, "a choice among too many alternatives");
  ErrorVector errors(alternatives, Luck(source, decision, agent, ordinal));
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
