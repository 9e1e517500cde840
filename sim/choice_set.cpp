#include "sim/choice_set.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "sim/choice_errors.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"

// Compiled for two kinds of processors, the better of which is taken when the program starts: the same operations,
// rounded alike, eight or four lanes at once.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SKIFTE_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define SKIFTE_WIDE
#endif

namespace skifte::sim {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr float infinity = std::numeric_limits<float>::infinity();

/// What every name makes of an occasion's luck.
struct Draws {
  ChoiceSet::Lanes exponential, gumbel;
};

SKIFTE_WIDE void draw(const std::uint32_t* names, std::size_t lanes, Luck luck, Draws& draws) {
  for (std::size_t l = 0; l < lanes; ++l) {
    const float exponential = exponential_of(small_uniform(luck.bits(names[l])));
    draws.exponential[l] = exponential;
    draws.gumbel[l] = gumbel_of(exponential);
  }
}

/// Grows with x: floats as integers, so that their greatest is found without branches.
inline std::int32_t rank(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/// A nest's part of a choice: writes rank(V + lambda g + shared) of its lanes.
struct Nestful {
  std::int32_t greatest;  ///< rank
  std::int32_t faults;    ///< utilities that are NaN or plus infinity: not 0
};
SKIFTE_WIDE Nestful rank_lanes(const float* utility, const float* gumbel, std::size_t lanes, float lambda, float shared,
                               std::int32_t* ranks) {
  Nestful nest{std::numeric_limits<std::int32_t>::min(), 0};
  for (std::size_t l = 0; l < lanes; ++l) {
    ranks[l] = rank(utility[l] + (lambda * gumbel[l] + shared));
    nest.greatest = ranks[l] > nest.greatest ? ranks[l] : nest.greatest;
    nest.faults |= utility[l] < infinity ? 0 : 1;
  }
  return nest;
}

SKIFTE_WIDE std::int32_t first_of_rank(const std::int32_t* ranks, std::int32_t lanes, std::int32_t rank) {
  std::int32_t first = lanes;
  for (std::int32_t l = 0; l < lanes; ++l) {
    const std::int32_t candidate = ranks[l] == rank ? l : lanes;
    first = candidate < first ? candidate : first;
  }
  return first;
}

}  // namespace

// c goes to lambda log lambda + (1 - lambda) log(1 - lambda) at 0 and, as sin(lambda pi) = sin((1 - lambda) pi), to
// log sin(lambda pi) - log pi at 1.
NestErrors::NestErrors(double dissimilarity) : dissimilarity_(dissimilarity) {
  ensure(dissimilarity > 0.0 && dissimilarity <= 1.0, "a dissimilarity outside (0, 1]");
  if (dissimilarity == 1.0) return;
  const double other = 1.0 - dissimilarity;
  c_.front() = static_cast<float>(dissimilarity * log(dissimilarity) + other * log(other));
  for (std::size_t i = 1; i < cells; ++i) {
    const double v = static_cast<double>(i) / cells;
    c_[i] = static_cast<float>(dissimilarity * log(sin(dissimilarity * pi * v)) + other * log(sin(other * pi * v)) -
                               log(sin(pi * v)) + log(1.0 - v));
  }
  c_.back() = static_cast<float>(log(sin(dissimilarity * pi)) - log(pi));
}

ChoiceSet::ChoiceSet(std::span<const std::uint64_t> names, std::span<const Nest> nests)
    : size_(names.size()), nests_(nests.size()) {
  ensure(names.size() <= most_alternatives, "a choice among too many alternatives");
  ensure(nests.size() <= most_nests, "a choice among too many nests");
  std::size_t alternative = 0, lane = 0;
  for (std::size_t m = 0; m < nests.size(); ++m) {
    ensure(nests[m].alternatives <= names.size() - alternative, "every alternative of a choice belongs to a nest");
    for (std::size_t i = 0; i < nests[m].alternatives; ++i, ++alternative, ++lane) {
      name_[lane] = short_name(names[alternative]);
      lane_[alternative] = static_cast<std::uint8_t>(lane);
      alternative_[lane] = static_cast<std::uint8_t>(alternative);
    }
    angle_lane_[m] = lane;
    name_[lane++] = short_name(angle_name(nests[m].name));
    name_[lane++] = short_name(size_name(nests[m].name));
    lane = (lane + group - 1) / group * group;
    first_lane_[m + 1] = lane;
  }
  ensure(alternative == names.size(), "every alternative of a choice belongs to a nest");
}

int ChoiceSet::choose(const Lanes& utility, const NestErrors& errors, const RandomSource& source, Decision decision,
                      AgentId agent, std::uint32_t ordinal) const {
  const Luck luck(source, decision, agent, ordinal);
  Draws draws;
  draw(name_.data(), lanes(), luck, draws);
  // Within one nest S is the same for all and decides nothing.
  const bool shared = errors.dissimilarity() < 1.0 && nests_ > 1;
  std::array<std::int32_t, most_lanes> ranks;
  std::int32_t greatest = rank(-infinity), faults = 0;
  for (std::size_t m = 0; m < nests_; ++m) {
    const std::size_t first = first_lane_[m], angle = angle_lane_[m];
    const float error = shared ? errors.shared(small_uniform(luck.bits(name_[angle])), draws.exponential[angle],
                                               draws.gumbel[angle + 1])
                               : 0.0F;
    const Nestful nest = rank_lanes(utility.data() + first, draws.gumbel.data() + first, first_lane_[m + 1] - first,
                                    static_cast<float>(errors.dissimilarity()), error, ranks.data() + first);
    greatest = std::max(greatest, nest.greatest);
    faults |= nest.faults;
  }
  ensure(faults == 0, "a utility that is infinite or no number");
  ensure(greatest > rank(-infinity), "a choice among no alternatives");
  const auto chosen =
      static_cast<std::size_t>(first_of_rank(ranks.data(), static_cast<std::int32_t>(lanes()), greatest));
  return alternative_[chosen];
}

}  // namespace skifte::sim
