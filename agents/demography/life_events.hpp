#pragma once
#include <array>
#include <cstddef>

#include "agents/categories.hpp"
#include "agents/city_data.hpp"
#include "agents/demography/signals.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// What can happen to a household in its dwelling.
enum class LifeEvent { moves, birth, child_leaves, separation, turns_65, death };
inline constexpr int life_events = 6;

/// A household's state as far as life events change it.
struct HouseholdState {
  HouseholdType type;
  int persons;
  int children;
  bool elderly;
};

/// A bound on the state, not on behaviour: beyond it no further birth is drawn [persons].
inline constexpr int most_children = 6;

inline HouseholdState household_state(const Household& household) {
  return {static_cast<HouseholdType>(household.type), household.persons, household.children, household.elderly != 0};
}

inline void set_household_state(Household& household, const HouseholdState& state) {
  household.type = static_cast<std::uint8_t>(state.type) & 7U;
  household.persons = static_cast<std::uint8_t>(state.persons);
  household.children = static_cast<std::uint8_t>(state.children);
  household.elderly = state.elderly ? 1 : 0;
}

/// Yearly rates of events [1/year], each a Poisson clock; a household's clocks are superposed, which is exact: the next
/// event comes after an exponential time with the sum of rates, and is of a kind with probability rate / sum. Source:
/// rates are assumptions, see demography.yaml; composition reverts to the reference year's because every mover is
/// replaced by a household drawn from it. Deviation: no ages but "65 or older", no fertility by order.
struct LifeEventRates {
  explicit LifeEventRates(sim::AssumptionReader& read);
  std::array<double, 4> moving;  // by Tenure [1/year]
  double birth_first;            // couples under 65 without children [1/year]
  double birth_further;          // couples with children [1/year]
  double child_leaving;          // households with children [1/year]
  double separation;             // couples under 65 [1/year]
  double turning_65;             // singles and couples under 65 without children [1/year]
  double death;                  // elderly households [1/year]

  /// Rates by LifeEvent of a household in that tenure.
  std::array<double, life_events> of(const HouseholdState& household, Tenure tenure) const;
};

/// A household's superposed clock.
struct LifeClock {
  double mean_wait = 0;                         ///< until the next event, 0: none ever comes [d]
  std::array<double, life_events - 1> up_to{};  ///< [1] probability of each event or one before it, but the last
  /// The kind of the event that came, by u in (0, 1).
  LifeEvent event(double u) const {
    int before = 0;
    for (const double below : up_to) before += u >= below ? 1 : 0;
    return static_cast<LifeEvent>(before);
  }
};

/// The same rates, worked out once for all kinds of household that differ in them.
class LifeEventTable {
 public:
  explicit LifeEventTable(const LifeEventRates& rates);
  const LifeClock& of(const Household& household) const {
    const std::size_t children = (household.children > 0 ? 1U : 0U) + (household.children >= most_children ? 1U : 0U);
    return clocks_[kind(household.type, household.tenure, household.elderly, children)];
  }

 private:
  static constexpr std::size_t types = 7, tenures = 4;
  /// `children`: none, some, as many as there can be.
  static constexpr std::size_t kind(std::size_t type, std::size_t tenure, std::size_t elderly, std::size_t children) {
    return ((type * tenures + tenure) * 2 + elderly) * 3 + children;
  }
  std::array<LifeClock, types * tenures * 2 * 3> clocks_;
};

/// The household after an event in which it stays. A death that leaves nobody gives 0 persons; `moves` is not for this.
HouseholdState after(const HouseholdState& household, LifeEvent event);

/// Its income [kSEK/year, of the reference year] after that event. Incomes are persons': whoever leaves or dies takes
/// an adult's share along, a child its benefit, and who turns 65 earns what those of 65 earn.
///
///   Y' = n' f(d) + c k',  d = (Y - c k) / n     n adults, k children, c child benefit, d disposable income of an adult
///   f(d) = d, but for turning 65 what is left after tax of the elderly's factor times what d was earned as
///
/// Source: disposable income is the sum over a household's members (Statistics Sweden, income and taxation register);
/// separation and widowhood leave each with his own (Andreß et al. 2006, European Sociological Review 22, 533-560).
/// Deviations: the adults of a household have equal shares, so that a separation leaves nobody with more than half; no
/// maintenance, no survivor's pension.
double income_after(const IncomeTerms& terms, const HouseholdState& household, double income, LifeEvent event);

}  // namespace skifte::agents
