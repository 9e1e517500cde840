#include "agents/cars/acquaintances.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto acquaintance_draw = sim::decision("car.acquaintances");
constexpr int candidates = 8;
constexpr std::size_t neighbourhood = 128;

int phase_of(const Household& household) {
  return household.elderly ? 2 : household.children > 0 ? 1 : 0;
}

/// Weighted share of candidates with a battery car.
struct WeightedShare {
  std::uint32_t all = 0, battery = 0;  ///< sums of ties: of all, of those with a battery car
  /// Without branches, since a processor could not foresee them.
  void add(std::uint32_t tie, std::uint32_t has_battery) {
    all += tie;
    battery += tie & (0U - has_battery);
  }
  double value() const { return all > 0 ? static_cast<double>(battery) / static_cast<double>(all) : 0; }
};

}  // namespace

AcquaintanceAssumptions::AcquaintanceAssumptions(sim::AssumptionReader& read)
    : near(read.number("car.peers.near", "1", "Weight of the neighbourhood among a household's acquaintances")),
      income_distance(read.number("car.peers.income_distance", "1",
                                  "Rate at which ties weaken with each quintile of income between two households")),
      other_phase(read.number("car.peers.other_phase", "1", "How much weaker ties to another phase of life are")),
      other_zone(read.number("car.peers.other_zone", "1", "How much weaker far ties to another zone are")) {}

Acquaintances::Acquaintances(const AcquaintanceAssumptions& assumptions, const Households& households,
                             const sim::RandomSource& random)
    : households_(households),
      random_(random),
      near_(assumptions.near),
      far_mask_(std::max(neighbourhood, std::bit_ceil(households.size())) - 1),
      homes_(far_mask_ + 1) {
  sim::ensure(far_mask_ <= 0xffffffffU, "cars: too many homes for their acquaintances");
  const auto units = [](double tie) { return static_cast<std::uint32_t>(tie_unit * tie); };
  for (std::size_t own = 0; own < situations; ++own) {
    for (std::size_t other = 0; other < situations; ++other) {
      const auto quintile = [](std::size_t s) { return static_cast<int>(s / 9); };
      const bool same_phase = own / 3 % 3 == other / 3 % 3, same_zone = own % 3 == other % 3;
      const double tie = sim::exp(-assumptions.income_distance * std::abs(quintile(own) - quintile(other))) *
                         (same_phase ? 1 : 1 - assumptions.other_phase);
      near_tie_[own][1 + other] = units(same_zone ? tie : 0);
      far_tie_[own][1 + other] = units(same_zone ? tie : tie * (1 - assumptions.other_zone));
    }
  }
  for (std::size_t slot = 0; slot < households.size(); ++slot) {
    if (households[slot].active) renew(slot);
  }
}

std::size_t Acquaintances::situation_of(const Household& household) const {
  return static_cast<std::size_t>((household.quintile * 3 + phase_of(household)) * 3 + household.zone);
}

void Acquaintances::renew(std::size_t slot) {
  const Household& household = households_[slot];
  homes_[slot] = household.active ? static_cast<std::uint8_t>(1 + situation_of(household)) : empty;
}

void Acquaintances::set_battery(std::size_t slot, bool has_one) {
  const auto situation = static_cast<std::uint8_t>(homes_[slot] & ~battery);
  homes_[slot] = has_one ? static_cast<std::uint8_t>(situation | battery) : situation;
}

// The ordinal is the window in which the household moved in.
double Acquaintances::battery_share(std::size_t slot) const {
  const auto [first, second] = random_.words(acquaintance_draw, household_id(slot), households_[slot].moved);
  const std::size_t own = situation_of(households_[slot]);
  const auto &near_tie = near_tie_[own], &far_tie = far_tie_[own];
  const std::size_t home = slot & ~(neighbourhood - 1);
  constexpr std::uint8_t home_of = battery - 1;  // without whether it has a battery car
  WeightedShare near, far;
  for (int k = 0; k < candidates; k += 2) {
    std::uint64_t places = sim::mix_bits(second + static_cast<std::uint64_t>(k));  // of two far candidates
    for (int i = 0; i < 2; ++i, places >>= 32) {
      const std::size_t neighbour = home + ((first >> (8 * (k + i))) & (neighbourhood - 1));
      const std::uint8_t near_by = homes_[neighbour];
      near.add(neighbour != slot ? near_tie[near_by & home_of] : 0, near_by >> 6);
      const std::size_t anybody = places & far_mask_;
      const std::uint8_t far_off = homes_[anybody];
      far.add(anybody != slot ? far_tie[far_off & home_of] : 0, far_off >> 6);
    }
  }
  if (near.all == 0) return far.value();
  return far.all == 0 ? near.value() : near_ * near.value() + (1 - near_) * far.value();
}

}  // namespace skifte::agents
