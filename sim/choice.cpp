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

/// An occasion's luck: one draw, of which every name makes a number of its own.
class Luck {
 public:
  Luck(const RandomSource& source, Decision decision, AgentId agent, std::uint32_t ordinal) {
    const auto bits = source.bits(decision, agent, ordinal);
    word_ = {(std::uint64_t{bits[1]} << 32) | bits[0], (std::uint64_t{bits[3]} << 32) | bits[2]};
  }
  std::uint64_t bits(std::uint64_t name) const { return mix_bits(mix_bits(word_[0] + name) + word_[1]); }
  /// lambda * log S of a nest, by names that are no alternative's.
  double nest_error(std::uint64_t nest, double lambda) const {
    const double u1 = open_uniform(bits(mix_bits(nest ^ hash_name("nest angle"))));
    const double u2 = open_uniform(bits(mix_bits(nest ^ hash_name("nest size"))));
    return lambda * log_positive_stable(u1, u2, lambda);
  }

 private:
  std::array<std::uint64_t, 2> word_;
};

/// A bound on standard_gumbel of the uniform u made of `bits`, without a logarithm: -log(-log u) <= -log(1 - u) <=
/// (k + 1) log 2, k being the number of leading ones in u.
double gumbel_bound(std::uint64_t bits) {
  return (std::countl_one(bits) + 1) * 0.69314718055994531 + 1e-9;  // more than all rounding
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
  std::uint64_t drawn_nest = 0;  // the nest that nest_error belongs to: neighbours in a nest share one
  double nest_error = 0.0;
  bool drawn = false;
  // Within one nest S_m is the same for all and decides nothing.
  const bool one_nest = std::all_of(alternatives.begin(), alternatives.end(), [&](const Alternative& alternative) {
    return alternative.nest == alternatives.front().nest;
  });
  const Luck luck(source, decision, agent, ordinal);
  for (std::size_t j = 0; j < alternatives.size(); ++j) {
    const Alternative& alternative = alternatives[j];
    check(alternative);
    const double lambda = alternative.dissimilarity;
    double shared = alternative.utility;
    if (lambda < 1.0 && !one_nest) {
      if (!drawn || drawn_nest != alternative.nest) {
        nest_error = luck.nest_error(alternative.nest, lambda);
        drawn_nest = alternative.nest;
        drawn = true;
      }
      shared += nest_error;
    }
    const std::uint64_t bits = luck.bits(alternative.name);
    if (shared + lambda * gumbel_bound(bits) < best_utility) continue;  // most alternatives need no logarithm
    const double utility = shared + lambda * standard_gumbel(open_uniform(bits));
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
