#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace skifte::sim {

/// 64-bit FNV-1a of a name. Draws are keyed by what they decide, never by a stream's position.
constexpr std::uint64_t hash_name(std::string_view name) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (char character : name) {
    hash ^= static_cast<unsigned char>(character);
    hash *= 1099511628211ULL;
  }
  return hash;
}

/// The hash of a decision's name, e.g. `constexpr auto holding_time = decision("car.holding_time");`.
struct Decision {
  std::uint64_t hash;
};
consteval Decision decision(std::string_view name) {
  return Decision{hash_name(name)};
}
/// For names only known at run time (an assumption's, a project's).
constexpr Decision decision_named(std::string_view name) {
  return Decision{hash_name(name)};
}

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195): a bijection in which every bit
/// of the result depends on every bit of x.
constexpr std::uint64_t mix_bits(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// Identity of an agent over all kinds and runs: kind hash in the upper 24 bits, index in the lower 40.
struct AgentId {
  std::uint64_t value;
  auto operator<=>(const AgentId&) const = default;
};
constexpr AgentId agent_id(std::string_view kind, std::uint64_t index) {
  return AgentId{(hash_name(kind) & 0xffffff0000000000ULL) | (index & 0xffffffffffULL)};
}

/// Uniform on (0, 1) made of the upper 52 of 64 random bits: an odd multiple of 2^-53.
constexpr double open_uniform(std::uint64_t word) {
  return static_cast<double>(static_cast<std::int64_t>((word >> 11) | 1U)) * 0x1p-53;
}
/// Uniform on (0, 1) made of 32 random bits: an odd multiple of 2^-33.
constexpr double coarse_uniform(std::uint32_t word) {
  return static_cast<double>((std::int64_t{word} << 1) | 1) * 0x1p-33;
}

/// Philox2x64 with seven rounds (Salmon et al. 2011, doi:10.1145/2063384.2063405): a bijection of the 128 bits of a
/// counter for every key. Its authors know of no statistical flaw from six rounds on (Random123's documentation).
constexpr std::array<std::uint64_t, 2> philox(std::array<std::uint64_t, 2> counter, std::uint64_t key) {
  __extension__ using Product = unsigned __int128;
  for (int round = 0; round < 7; ++round) {
    const Product product = Product{0xD2B74407B1CE6E93ULL} * counter[0];
    counter = {static_cast<std::uint64_t>(product >> 64) ^ key ^ counter[1], static_cast<std::uint64_t>(product)};
    key += 0x9E3779B97F4A7C15ULL;
  }
  return counter;
}

/// Keyed draws by Philox: the same (seed, replicate, decision, agent, ordinal, lane) gives the same number whatever
/// else was drawn, so two scenarios with one seed are paired. The counter is (agent, lane * 2^32 + ordinal), the key
/// mix_bits(mix_bits(seed + (replicate + 1) * 0x9e3779b97f4a7c15) ^ decision), where 0x9e37... is 2^64 / golden ratio.
/// `lane` tells apart several numbers within one decision. Inline, since a run makes millions of draws.
class RandomSource {
 public:
  RandomSource(std::uint64_t seed, std::uint32_t replicate)
      : seed_(seed), replicate_(replicate), run_(mix_bits(seed + (replicate + 1ULL) * 0x9e3779b97f4a7c15ULL)) {}
  std::uint64_t seed() const { return seed_; }
  std::uint32_t replicate() const { return replicate_; }

  /// 128 random bits, in two words.
  std::array<std::uint64_t, 2> words(Decision decision, AgentId agent, std::uint32_t ordinal,
                                     std::uint32_t lane = 0) const {
    return philox({agent.value, (std::uint64_t{lane} << 32) | ordinal}, mix_bits(run_ ^ decision.hash));
  }
  /// The same in four words, lower halves first.
  std::array<std::uint32_t, 4> bits(Decision decision, AgentId agent, std::uint32_t ordinal,
                                    std::uint32_t lane = 0) const {
    const auto [first, second] = words(decision, agent, ordinal, lane);
    return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(first >> 32),
            static_cast<std::uint32_t>(second), static_cast<std::uint32_t>(second >> 32)};
  }
  /// Uniform on the open interval (0, 1): one of the 2^52 odd multiples of 2^-53, so that 1 - u is exact too.
  double uniform(Decision decision, AgentId agent, std::uint32_t ordinal, std::uint32_t lane = 0) const {
    return open_uniform(words(decision, agent, ordinal, lane)[0]);
  }
  /// Two independent uniforms for the price of one draw.
  std::array<double, 2> uniform_pair(Decision decision, AgentId agent, std::uint32_t ordinal,
                                     std::uint32_t lane = 0) const {
    const auto [first, second] = words(decision, agent, ordinal, lane);
    return {open_uniform(first), open_uniform(second)};
  }
  /// Four for the price of one, coarser: odd multiples of 2^-33.
  std::array<double, 4> uniform_quartet(Decision decision, AgentId agent, std::uint32_t ordinal,
                                        std::uint32_t lane = 0) const {
    const auto [a, b, c, d] = bits(decision, agent, ordinal, lane);
    return {coarse_uniform(a), coarse_uniform(b), coarse_uniform(c), coarse_uniform(d)};
  }

 private:
  std::uint64_t seed_;
  std::uint32_t replicate_;
  std::uint64_t run_;  ///< of the key: what all draws of a run share
};

/// Transforms of a uniform draw u in (0, 1): each is the distribution's inverse, hence grows with u. Ours, so that
/// results do not depend on a standard library. Parameters outside their range are a ProgramFault.
double exponential(double u, double mean);             ///< mean > 0
double standard_gumbel(double u);                      ///< location 0, scale 1: -log(-log u)
double weibull(double u, double shape, double scale);  ///< F(t) = 1 - exp(-(t/scale)^shape)
/// Remaining lifetime of something aged `age` whose lifetime is Weibull(shape, scale): the conditional quantile.
double weibull_remaining(double u, double shape, double scale, double age);
double normal(double u, double mean, double sd);
double lognormal(double u, double median, double log_sd);
double triangular(double u, double low, double mode, double high);
/// Positive stable variable of index alpha in (0, 1] (Kanter 1975; Chambers, Mallows & Stuck 1976) from two uniforms:
/// Laplace transform exp(-s^alpha). Gives the correlation inside a nest of the GEV vector.
double positive_stable(double u1, double u2, double alpha);
/// Its logarithm, which does not overflow when alpha is small.
double log_positive_stable(double u1, double u2, double alpha);
/// Smallest k with cumulative Poisson(mean) >= u; mean <= 1e4.
int poisson(double u, double mean);
/// Index drawn with probabilities proportional to weights[0..n); all-zero weights give n - 1.
int categorical(double u, const double* weights, int n);

}  // namespace skifte::sim
