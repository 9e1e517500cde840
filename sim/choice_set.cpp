#include "sim/choice_set.hpp"

#include <bit>
#include <limits>

#include "sim/choice_errors.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"
#include "sim/wide.hpp"

namespace skifte::sim {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr float infinity = std::numeric_limits<float>::infinity();

/// What every name makes of an occasion's luck.
struct Draws {
  ChoiceSet::Lanes uniform, exponential, gumbel;
};

// The loops' lengths are written as products: a compiler then knows that no lanes are left over.

SKIFTE_WIDE void draw(const std::uint32_t* names, std::size_t groups, Luck luck, Draws& draws) {
  for (std::size_t l = 0; l < groups * ChoiceSet::group; ++l) {
    draws.uniform[l] = small_uniform(luck.bits(names[l]));
    draws.exponential[l] = exponential_of(draws.uniform[l]);
    draws.gumbel[l] = gumbel_of(draws.exponential[l]);
  }
}

/// Grows with x: floats as integers, so that their greatest is found without branches.
inline std::int32_t rank(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/// The ranks of V + lambda g + shared, by lane.
struct Ranks {
  std::array<std::int32_t, ChoiceSet::most_lanes> of;
  std::int32_t greatest;
  std::int32_t faults;  ///< not 0: some utility is NaN or plus infinity
};

/// `shared`: by lane.
SKIFTE_WIDE void rank_lanes(const float* utility, const float* gumbel, float lambda, const float* shared,
                            std::size_t groups, Ranks& ranks) {
  std::int32_t greatest = rank(-infinity), faults = 0;
  for (std::size_t l = 0; l < groups * ChoiceSet::group; ++l) {
    ranks.of[l] = rank(utility[l] + (lambda * gumbel[l] + shared[l]));
    greatest = ranks.of[l] > greatest ? ranks.of[l] : greatest;
    faults |= utility[l] < infinity ? 0 : 1;
  }
  ranks.greatest = greatest;
  ranks.faults = faults;
}

SKIFTE_WIDE std::int32_t first_of_greatest(const Ranks& ranks, std::size_t groups) {
  const auto lanes = static_cast<std::int32_t>(groups * ChoiceSet::group);
  std::int32_t first = lanes;
  for (std::int32_t l = 0; l < lanes; ++l) {
    const std::int32_t candidate = ranks.of[static_cast<std::size_t>(l)] == ranks.greatest ? l : lanes;
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
  const std::size_t groups = lanes() / group;
  Draws draws;
  draw(name_.data(), groups, Luck(source, decision, agent, ordinal), draws);
  // Within one nest S is the same for all and decides nothing.
  const bool several = errors.dissimilarity() < 1.0 && nests_ > 1;
  Lanes shared;
  for (std::size_t m = 0; m < nests_; ++m) {
    const std::size_t angle = angle_lane_[m], size = angle + 1;
    const float error =
        several ? errors.shared(draws.uniform[angle], draws.exponential[angle], draws.gumbel[size]) : 0.0F;
    for (std::size_t g = first_lane_[m]; g < first_lane_[m + 1]; g += group) {
      for (std::size_t l = g; l < g + group; ++l) shared[l] = error;
    }
  }
  Ranks ranks;
  rank_lanes(utility.data(), draws.gumbel.data(), static_cast<float>(errors.dissimilarity()), shared.data(), groups,
             ranks);
  ensure(ranks.faults == 0, "a utility that is infinite or no number");
  ensure(ranks.greatest > rank(-infinity), "a choice among no alternatives");
  return alternative_[static_cast<std::size_t>(first_of_greatest(ranks, groups))];
}

}  // namespace skifte::sim
