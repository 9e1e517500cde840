#include "sim/choice_set.hpp"

#include <limits>

#include "sim/choice_errors.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::sim {
namespace {

constexpr double pi = 3.14159265358979323846;

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
  const double log_angle = log_angle_[(angle_bits >> 56) + 1] + choice_rounding;
  return (1.0 - dissimilarity_) * (log_angle + GumbelBounds::instance().above(size_bits)) + choice_rounding;
}

double NestBounds::below(std::uint64_t angle_bits, std::uint64_t size_bits) const {
  const double log_angle = log_angle_[angle_bits >> 56] - choice_rounding;
  return (1.0 - dissimilarity_) * (log_angle + GumbelBounds::instance().below(size_bits)) - choice_rounding;
}

/// The errors of one choice: bounds for all that is offered, exact values for those asked for.
class ChoiceSet::Errors {
 public:
  Errors(const ChoiceSet& set, std::span<const double> utility, std::span<const int> offered, const NestBounds& bounds,
         const Luck& luck)
      : set_(set), utility_(utility), offered_(offered), luck_(luck), lambda_(bounds.dissimilarity()) {
    // Within one nest S_m is the same for all and decides nothing.
    shared_ = lambda_ < 1.0 && nest(0) != nest(offered.size() - 1);
    if (shared_) {
      for (std::size_t m = nest(0); m <= nest(offered.size() - 1); ++m) {
        const std::uint64_t angle = luck.bits(set.angle_[m]), size = luck.bits(set.size_[m]);
        nest_above_[m] = bounds.above(angle, size);
        nest_width_[m] = nest_above_[m] - bounds.below(angle, size);
      }
    }
    bool valid = true;
    double greatest = -std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < offered.size(); ++k) {
      const auto i = static_cast<std::size_t>(offered[k]);
      bits_[k] = luck.bits(set.names_[i]);
      bound_[k] = utility[i] + nest_above_[set.nest_of_[i]] + lambda_ * gumbel_.above(bits_[k]);
      valid &= utility[i] < std::numeric_limits<double>::infinity();
      const bool greater = bound_[k] > greatest;
      most_promising_ = greater ? k : most_promising_;
      greatest = greater ? bound_[k] : greatest;
    }
    ensure(valid, "a utility that is infinite or no number");
  }
  std::size_t most_promising() const { return most_promising_; }
  /// Whether the most promising one is the best, whatever the errors are within their bounds. Against its own nest the
  /// shared error decides nothing.
  bool is_decided() const {
    const std::uint64_t bits = bits_[most_promising_];
    const std::size_t own = nest(most_promising_);
    const double width = lambda_ * (gumbel_.above(bits) - gumbel_.below(bits));
    const double over_own_nest = bound_[most_promising_] - width - choice_rounding;
    std::array<double, most_nests> least;
    for (std::size_t m = 0; m < most_nests; ++m) least[m] = over_own_nest - (m == own ? 0.0 : nest_width_[own]);
    std::size_t beaten = 0;  // counted, since a processor could not foresee the branches
    for (std::size_t k = 0; k < offered_.size(); ++k) beaten += bound_[k] < least[nest(k)] ? 1U : 0U;
    return beaten + 1 == offered_.size();
  }
  double bound(std::size_t k) const { return bound_[k]; }
  /// V_j + e_j.
  double utility(std::size_t k) {
    const auto i = static_cast<std::size_t>(offered_[k]);
    return (utility_[i] + nest_error(nest(k))) + lambda_ * standard_gumbel(open_uniform(bits_[k]));
  }

 private:
  std::size_t nest(std::size_t k) const { return set_.nest_of_[static_cast<std::size_t>(offered_[k])]; }
  double nest_error(std::size_t m) {
    if (!shared_) return 0.0;
    if (!drawn_[m]) {
      drawn_[m] = true;
      nest_error_[m] = luck_.nest_error(set_.nest_[m], lambda_);
    }
    return nest_error_[m];
  }

  const GumbelBounds& gumbel_ = GumbelBounds::instance();
  const ChoiceSet& set_;
  std::span<const double> utility_;
  std::span<const int> offered_;
  const Luck& luck_;
  double lambda_;
  bool shared_;
  std::size_t most_promising_ = 0;
  std::array<double, most_nests> nest_above_{}, nest_width_{}, nest_error_{};
  std::array<bool, most_nests> drawn_{};
  std::array<std::uint64_t, most_alternatives> bits_;
  std::array<double, most_alternatives> bound_;
};

ChoiceSet::ChoiceSet(std::span<const std::uint64_t> names, std::span<const Nest> nests)
    : names_(names.begin(), names.end()), nests_(nests.size()) {
  ensure(names.size() <= most_alternatives, "a choice among too many alternatives");
  ensure(nests.size() <= most_nests, "a choice among too many nests");
  for (std::size_t m = 0; m < nests_; ++m) {
    nest_[m] = nests[m].name;
    angle_[m] = angle_name(nests[m].name);
    size_[m] = size_name(nests[m].name);
    nest_of_.insert(nest_of_.end(), nests[m].alternatives, static_cast<std::uint8_t>(m));
  }
  ensure(nest_of_.size() == names_.size(), "every alternative of a choice belongs to a nest");
}

int ChoiceSet::choose(std::span<const double> utility, std::span<const int> offered, const NestBounds& bounds,
                      const RandomSource& source, Decision decision, AgentId agent, std::uint32_t ordinal) const {
  ensure(!offered.empty(), "a choice among no alternatives");
  const Luck luck(source, decision, agent, ordinal);
  Errors errors(*this, utility, offered, bounds, luck);
  std::size_t best = errors.most_promising();
  if (errors.is_decided()) return offered[best];  // most choices need no logarithm
  const auto name = [&](std::size_t k) { return names_[static_cast<std::size_t>(offered[k])]; };
  double best_utility = errors.utility(best);
  for (std::size_t k = 0; k < offered.size(); ++k) {
    if (k == best || errors.bound(k) < best_utility) continue;
    const double candidate = errors.utility(k);
    if (candidate > best_utility || (candidate == best_utility && name(k) < name(best))) {
      best = k;
      best_utility = candidate;
    }
  }
  return offered[best];
}

}  // namespace skifte::sim
