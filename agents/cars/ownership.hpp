#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/categories.hpp"
#include "agents/demography/signals.hpp"
#include "sim/assumptions.hpp"
#include "sim/prefetch.hpp"
#include "sim/quantile_table.hpp"
#include "sim/random.hpp"
#include "sim/series.hpp"
#include "sim/zeroed_array.hpp"

namespace skifte::agents {

/// How many cars a household wants: an ordered logit.
///   z = type + income * (quintile - 2) + zone + e,  e standard logistic, drawn once for the household in its dwelling
///   cars wanted = #{k in 1..3 : z + shift_zone > threshold + step_k},  step_1 = 0
/// The threshold is not assumed but found at the start, so that the private stock is exactly the registered one.
/// `shift` moves with the ownership index times what costs do (ownership_cost.hpp): to first order, wanted cars change
/// by that ratio. Source of the form:
/// ordered models of car ownership (de Jong et al. 2004, doi:10.1080/0144164032000138733).
struct OwnershipAssumptions {
  explicit OwnershipAssumptions(sim::AssumptionReader& read);
  std::array<double, 7> type;  // [1] by HouseholdType
  double income;               // [1] for each quintile
  std::array<double, 3> zone;  // [1] by Zone
  double second_car;           // [1] step from first to second car
  double third_car;            // [1] step from second to third car
  sim::Series index;           // [1] cars per person with equal households, start = 1
};

inline constexpr int most_cars_per_household = 3;

/// The households' wishes. Keeps two bytes a slot: the 1/2048 in which the drawn taste lies. Where that does not tell
/// how many cars are wanted, the taste is drawn again.
class CarOwnership {
 public:
  /// Draws every household's taste and finds the threshold at which `private_cars` cars are wanted in all.
  CarOwnership(const OwnershipAssumptions& assumptions, const Households& households, const sim::RandomSource& random,
               std::size_t private_cars);
  /// A new household in the slot: draws its taste (ordinal: the window of the change).
  void renew(const Households& households, std::size_t slot);
  /// Sets the ownership index [1] for what follows, and by zone what costs make of it [1].
  void set_index(double index, const std::array<double, 3>& costs = {1, 1, 1});
  /// Cars wanted by the household in `slot` [vehicles], 0 in an empty one.
  int wanted(const Households& households, std::size_t slot) const {
    const Household& household = households[slot];
    if (!household.active) return 0;
    // Counted, since a processor could not foresee how many.
    int wanted = 0;
    bool next_to_bound = false;
    for (const std::uint16_t bound : bounds_[cell(household.type, household.quintile, household.zone)]) {
      const std::int32_t beyond = taste_[slot] - bound;
      wanted += beyond > 0 ? 1 : 0;
      next_to_bound |= beyond >= -1 && beyond <= 1;
    }
    return next_to_bound ? wanted_exactly(household, slot) : wanted;
  }
  /// Begins to fetch from memory what wanted() asks.
  void prefetch(std::size_t slot) const { sim::prefetch(&taste_[slot]); }
  /// Whether that is more than `cars`.
  bool wants_more(const Households& households, std::size_t slot, int cars) const {
    const Household& household = households[slot];
    if (!household.active || cars >= most_cars_per_household) return false;
    const auto k = static_cast<std::size_t>(cars);
    const std::int32_t beyond = taste_[slot] - bounds_[cell(household.type, household.quintile, household.zone)][k];
    if (beyond >= -1 && beyond <= 1) return wanted_exactly(household, slot) > cars;
    return beyond > 0;
  }

 private:
  double score(const Household& household, float taste) const {
    return systematic_[cell(household.type, household.quintile, household.zone)] + static_cast<double>(taste);
  }
  int wanted_exactly(const Household& household, std::size_t slot) const;
  float draw_taste(const Household& household, std::size_t slot) const;
  /// Where a taste lies in the range that is told apart: tastes below it are in the first place, those above in the
  /// last.
  static std::uint16_t place_of(double taste);
  void place_bounds();

  const sim::RandomSource& random_;
  sim::ZeroedArray<std::uint16_t> taste_;  ///< by slot that is or was lived in, its place
  sim::QuantileTable logistic_;
  static constexpr std::size_t cell(std::size_t type, std::size_t quintile, std::size_t zone) {
    return (type * quintiles + quintile) * 3 + zone;
  }
  std::array<double, 7 * quintiles * 3> systematic_{};  ///< z - e by type, quintile and zone
  std::array<double, most_cars_per_household> step_{};
  /// By type, quintile and zone: the places of the tastes beyond which one, two, three cars are wanted by now.
  std::array<std::array<std::uint16_t, most_cars_per_household>, 7 * quintiles * 3> bounds_{};
  double threshold_ = 0;
  std::array<double, 3> shift_{};  ///< by Zone
  double shift_per_index_ = 0;
};

}  // namespace skifte::agents
