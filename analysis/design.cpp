#include "analysis/design.hpp"

#include <algorithm>
#include <numeric>

#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace {

constexpr auto order_draw = sim::decision("design.order");
constexpr auto place_draw = sim::decision("design.place");

sim::AgentId coordinate_id(const std::string& name) {
  return sim::AgentId{sim::hash_name(name)};
}

/// The order in which a coordinate's strata are visited: members ranked by a keyed draw, ties (2^-52) by number.
std::vector<std::uint32_t> visiting_order(const sim::RandomSource& random, const std::string& name,
                                          std::uint32_t members) {
  std::vector<double> key(members);
  for (std::uint32_t member = 0; member < members; ++member) {
    key[member] = random.uniform(order_draw, coordinate_id(name), member);
  }
  std::vector<std::uint32_t> ranked(members);
  std::iota(ranked.begin(), ranked.end(), 0U);
  std::sort(ranked.begin(), ranked.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key[a] != key[b] ? key[a] < key[b] : a < b; });
  std::vector<std::uint32_t> stratum(members);
  for (std::uint32_t rank = 0; rank < members; ++rank) stratum[ranked[rank]] = rank;
  return stratum;
}

}  // namespace

Design::Design(DesignKind kind, std::uint32_t members, const std::vector<std::string>& coordinates, std::uint64_t seed)
    : kind_(kind), members_(members), coordinates_(coordinates), seed_(seed) {
  if (kind_ != DesignKind::latin_hypercube) return;
  const sim::RandomSource random(seed_, 0);
  for (const std::string& name : coordinates_) strata_.push_back(visiting_order(random, name, members_));
}

std::vector<double> Design::point(std::uint32_t member) const {
  sim::ensure(member < members_, "design: no such member");
  const sim::RandomSource random(seed_, 0);
  std::vector<double> point;
  point.reserve(coordinates_.size());
  for (std::size_t i = 0; i < coordinates_.size(); ++i) {
    const double u = random.uniform(place_draw, coordinate_id(coordinates_[i]), member);
    point.push_back(kind_ == DesignKind::monte_carlo ? u : (strata_[i][member] + u) / members_);
  }
  return point;
}

}  // namespace skifte::analysis
