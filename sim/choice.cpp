#include "sim/choice.hpp"

#include <algorithm>
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

/// Both halves of the name's hash, so that each of its 64 bits counts.
std::uint32_t lane_of(std::uint64_t name) {
  return static_cast<std::uint32_t>(name ^ (name >> 32));
}

/// A decision of its own for the nest, so that its draw is no alternative's.
Decision nest_decision(Decision decision, std::uint64_t nest) {
  return {mix_bits(mix_bits(decision.hash) + mix_bits(nest ^ hash_name("nest")))};
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

}  // namespace

int choose(std::span<const Alternative> alternatives, const RandomSource& source, Decision decision, AgentId agent,
           std::uint32_t ordinal) {
  ensure(!alternatives.empty(), "a choice among no alternatives");
  std::size_t best = 0;
  double best_utility = minus_infinity;
  std::uint64_t drawn_nest = 0;  // the nest that log_stable belongs to: neighbours in a nest share one draw
  double log_stable = 0.0;
  bool drawn = false;
  for (std::size_t j = 0; j < alternatives.size(); ++j) {
    const Alternative& alternative = alternatives[j];
    check(alternative);
    const double lambda = alternative.dissimilarity;
    double error = standard_gumbel(source.uniform(decision, agent, ordinal, lane_of(alternative.name)));
    if (lambda < 1.0) {
      if (!drawn || drawn_nest != alternative.nest) {
        const auto [u1, u2] = source.uniform_pair(nest_decision(decision, alternative.nest), agent, ordinal);
        log_stable = log_positive_stable(u1, u2, lambda);
        drawn_nest = alternative.nest;
        drawn = true;
      }
      error = lambda * (log_stable + error);
    }
    const double utility = alternative.utility + error;
    const bool better =
        utility > best_utility || (utility == best_utility && alternative.name < alternatives[best].name);
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
