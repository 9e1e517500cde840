#include "sim/choice.hpp"

#include <algorithm>
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

/// The errors of one choice, lambda (log S + g).
class ErrorVector {
 public:
  ErrorVector(std::span<const Alternative> alternatives, const Luck& luck) : luck_(luck) {
    // Within one nest S_m is the same for all and decides nothing.
    one_nest_ = std::all_of(alternatives.begin(), alternatives.end(), [&](const Alternative& alternative) {
      return alternative.nest == alternatives.front().nest;
    });
  }
  double of(const Alternative& alternative) {
    const float gumbel = gumbel_of(exponential_of(uniform(alternative.name)));
    return nest_error(alternative) + alternative.dissimilarity * static_cast<double>(gumbel);
  }

 private:
  float uniform(std::uint64_t name) const { return small_uniform(luck_.bits(short_name(name))); }
  /// lambda log S, drawn once for neighbours in a nest.
  double nest_error(const Alternative& alternative) {
    if (alternative.dissimilarity == 1.0 || one_nest_) return 0.0;
    if (!drawn_ || drawn_nest_ != alternative.nest) {
      const auto angle = static_cast<double>(uniform(angle_name(alternative.nest)));
      const auto size = static_cast<double>(uniform(size_name(alternative.nest)));
      drawn_error_ = alternative.dissimilarity * log_positive_stable(angle, 1.0 - size, alternative.dissimilarity);
      drawn_nest_ = alternative.nest;
      drawn_ = true;
    }
    return drawn_error_;
  }

  Luck luck_;
  bool one_nest_ = false;
  bool drawn_ = false;
  std::uint64_t drawn_nest_ = 0;
  double drawn_error_ = 0.0;
};

}  // namespace

int choose(std::span<const Alternative> alternatives, const RandomSource& source, Decision decision, AgentId agent,
           std::uint32_t ordinal) {
  ensure(!alternatives.empty(), "a choice among no alternatives");
  ErrorVector errors(alternatives, Luck(source, decision, agent, ordinal));
  std::size_t best = 0;
  double best_utility = minus_infinity;
  for (std::size_t j = 0; j < alternatives.size(); ++j) {
    check(alternatives[j]);
    const double utility = alternatives[j].utility + errors.of(alternatives[j]);
    const bool tie = utility == best_utility && alternatives[j].name < alternatives[best].name;
    if (utility > best_utility || tie) {
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
