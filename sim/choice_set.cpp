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

/// Grows with x: floats as integers, so that their greatest is found without branches.
inline std::int32_t rank(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/// What the lanes' errors and ranks are worked out in.
struct Work {
  alignas(64) ChoiceSet::Lanes uniform, exponential, gumbel;
  alignas(64) std::array<std::int32_t, ChoiceSet::most_lanes> rank;
};

/// The lane of the greatest V + lambda g + shared.
struct Best {
  std::int32_t lane, rank;
  std::int32_t faults;  ///< not 0: some utility is NaN or plus infinity
};

/// All of a choice in one function, since one that is compiled for several kinds of processors is called through a
/// table. The loops' lengths are written as products: a compiler then knows that no lanes are left over.
SKIFTE_WIDE void find_best(const ChoiceSet::Layout& layout, const float* utility, const NestErrors& errors, Luck luck,
                           Best& best) {
  Work work;
  const std::size_t lanes = layout.first_lane[layout.nests] / ChoiceSet::group * ChoiceSet::group;
  for (std::size_t l = 0; l < lanes; ++l) {
    work.uniform[l] = small_uniform(luck.bits(layout.name[l]));
    work.exponential[l] = exponential_of(work.uniform[l]);
    work.gumbel[l] = gumbel_of(work.exponential[l]);
  }
  // Within one nest S is the same for all and decides nothing.
  const bool several = errors.dissimilarity() < 1.0 && layout.nests > 1;
  std::array<float, ChoiceSet::most_nests> shared{};
  for (std::size_t m = 0; several && m < layout.nests; ++m) {
    const std::size_t angle = layout.angle_lane[m], size = angle + 1;
    shared[m] = errors.shared(work.uniform[angle], work.exponential[angle], work.gumbel[size]);
  }
  // Chosen lane by lane: written nest after nest it would have to be in memory before it is read for all lanes.
  static_assert(ChoiceSet::most_nests == 2);
  const auto end = static_cast<std::int32_t>(lanes), second_nest = static_cast<std::int32_t>(layout.first_lane[1]);
  const float of_first = shared[0], of_second = shared[1];
  const auto lambda = static_cast<float>(errors.dissimilarity());
  std::int32_t greatest = rank(-infinity), faults = 0;
  for (std::int32_t lane = 0; lane < end; ++lane) {
    const auto l = static_cast<std::size_t>(lane);
    work.rank[l] = rank(utility[l] + (lambda * work.gumbel[l] + (lane < second_nest ? of_first : of_second)));
    greatest = work.rank[l] > greatest ? work.rank[l] : greatest;
    faults |= utility[l] < infinity ? 0 : 1;
  }
  std::int32_t first = end;
  for (std::int32_t l = 0; l < end; ++l) {
    const std::int32_t candidate = work.rank[static_cast<std::size_t>(l)] == greatest ? l : end;
    first = candidate < first ? candidate : first;
  }
  best = {first, greatest, faults};
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

ChoiceSet::ChoiceSet(std::span<const std::uint64_t> names, std::span<const Nest> nests) : size_(names.size()) {
  layout_.nests = nests.size();
  ensure(names.size() <= most_alternatives, "a choice among too many alternatives");
  ensure(nests.size() <= most_nests, "a choice among too many nests");
  std::size_t alternative = 0, lane = 0;
  for (std::size_t m = 0; m < nests.size(); ++m) {
    ensure(nests[m].alternatives <= names.size() - alternative, "every alternative of a choice belongs to a nest");
    for (std::size_t i = 0; i < nests[m].alternatives; ++i, ++alternative, ++lane) {
      layout_.name[lane] = short_name(names[alternative]);
      lane_[alternative] = static_cast<std::uint8_t>(lane);
      alternative_[lane] = static_cast<std::uint8_t>(alternative);
    }
    layout_.angle_lane[m] = lane;
    layout_.name[lane++] = short_name(angle_name(nests[m].name));
    layout_.name[lane++] = short_name(size_name(nests[m].name));
    lane = (lane + group - 1) / group * group;
    layout_.first_lane[m + 1] = lane;
  }
  ensure(alternative == names.size(), "every alternative of a choice belongs to a nest");
}

int ChoiceSet::choose(const Lanes& utility, const NestErrors& errors, const RandomSource& source, Decision decision,
                      AgentId agent, std::uint32_t ordinal) const {
  Best best;
  find_best(layout_, utility.data(), errors, Luck(source, decision, agent, ordinal), best);
  ensure(best.faults == 0, "a utility that is infinite or no number");
  ensure(best.rank > rank(-infinity), "a choice among no alternatives");
  return alternative_[static_cast<std::size_t>(best.lane)];
}

}  // namespace skifte::sim
