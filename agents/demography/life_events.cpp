#include "agents/demography/life_events.hpp"

#include <numeric>

#include <algorithm>

#include "agents/demography/synthetic_income.hpp"
#include "sim/fault.hpp"

namespace skifte::agents {
namespace {

bool is_couple(const HouseholdState& household) {
  return household.type == HouseholdType::couple || household.type == HouseholdType::couple_children;
}

}  // namespace

LifeEventRates::LifeEventRates(sim::AssumptionReader& read)
    : moving{read.number("demography.moving.owner_occupied", "1/year",
                         "Rate at which owner-occupied homes change household"),
             read.number("demography.moving.cooperative", "1/year",
                         "Rate at which co-operative homes change household"),
             read.number("demography.moving.rental", "1/year", "Rate at which rented homes change household"),
             read.number("demography.moving.other", "1/year", "Rate at which other homes change household")},
      birth_first(read.number("demography.birth.first", "1/year", "Rate of a first child for couples under 65")),
      birth_further(
          read.number("demography.birth.further", "1/year", "Rate of a further child for couples with children")),
      child_leaving(read.number("demography.child_leaving", "1/year", "Rate at which a household's child leaves home")),
      separation(read.number("demography.separation", "1/year", "Rate at which couples under 65 separate")),
      turning_65(
          read.number("demography.turning_65", "1/year", "Rate of turning 65 for childless households under 65")),
      death(read.number("demography.death", "1/year", "Rate of deaths in households of 65 and older")) {}

std::array<double, life_events> LifeEventRates::of(const HouseholdState& household, Tenure tenure) const {
  std::array<double, life_events> rate{};
  const auto set = [&](LifeEvent event, double value) { rate[static_cast<std::size_t>(index(event))] = value; };
  set(LifeEvent::moves, moving[static_cast<std::size_t>(index(tenure))]);
  if (household.type == HouseholdType::couple && !household.elderly) set(LifeEvent::birth, birth_first);
  if (household.type == HouseholdType::couple_children && household.children < most_children) {
    set(LifeEvent::birth, birth_further);
  }
  if (household.children > 0) set(LifeEvent::child_leaves, child_leaving);
  if (is_couple(household) && !household.elderly) set(LifeEvent::separation, separation);
  const bool childless = household.type == HouseholdType::single_under_65 || household.type == HouseholdType::couple;
  if (childless && !household.elderly) set(LifeEvent::turns_65, turning_65);
  if (household.elderly) set(LifeEvent::death, death);
  return rate;
}

namespace {

LifeClock clock_of(const std::array<double, life_events>& rate) {
  const double sum = std::accumulate(rate.begin(), rate.end(), 0.0);
  LifeClock clock;
  if (sum <= 0) return clock;
  clock.mean_wait = sim::days_per_year / sum;
  double cumulated = 0;
  for (std::size_t event = 0; event < clock.up_to.size(); ++event) {
    cumulated += rate[event];
    const bool last = std::all_of(rate.begin() + static_cast<std::ptrdiff_t>(event) + 1, rate.end(),
                                  [](double later) { return later <= 0; });
    clock.up_to[event] = last ? 1 : cumulated / sum;  // whatever the sums' rounding, none without a rate is drawn
  }
  return clock;
}

}  // namespace

LifeEventTable::LifeEventTable(const LifeEventRates& rates) {
  constexpr std::array<int, 3> children = {0, 1, most_children};
  for (std::size_t type = 0; type < types; ++type) {
    for (std::size_t tenure = 0; tenure < tenures; ++tenure) {
      for (std::size_t elderly = 0; elderly < 2; ++elderly) {
        for (std::size_t c = 0; c < children.size(); ++c) {
          const HouseholdState state{static_cast<HouseholdType>(type), 0, children[c], elderly != 0};
          clocks_[kind(type, tenure, elderly, c)] = clock_of(rates.of(state, static_cast<Tenure>(tenure)));
        }
      }
    }
  }
}

HouseholdState after(const HouseholdState& household, LifeEvent event) {
  HouseholdState next = household;
  switch (event) {
    case LifeEvent::birth:
      next.type = HouseholdType::couple_children;
      ++next.persons;
      ++next.children;
      return next;
    case LifeEvent::child_leaves:
      --next.persons;
      --next.children;
      if (next.children > 0) return next;
      if (next.type == HouseholdType::couple_children) next.type = HouseholdType::couple;
      if (next.type == HouseholdType::single_parent) next.type = HouseholdType::single_under_65;
      if (next.type == HouseholdType::other_children) next.type = HouseholdType::other;
      return next;
    case LifeEvent::separation:
      --next.persons;
      next.type = next.children > 0 ? HouseholdType::single_parent : HouseholdType::single_under_65;
      return next;
    case LifeEvent::turns_65:
      next.elderly = true;
      if (next.type == HouseholdType::single_under_65) next.type = HouseholdType::single_65_plus;
      return next;
    case LifeEvent::death:
      --next.persons;
      if (next.persons == 1) next.type = HouseholdType::single_65_plus;
      return next;
    case LifeEvent::moves:
      break;
  }
  throw sim::ProgramFault("life event: a move is no change of a household that stays");
}

double income_after(const IncomeTerms& terms, const HouseholdState& household, double income, LifeEvent event) {
  const auto adults = [](const HouseholdState& state) { return std::max(1, state.persons - state.children); };
  const HouseholdState next = after(household, event);
  double each = std::max(0.0, income - terms.child_benefit * household.children) / adults(household);
  if (event == LifeEvent::turns_65) each = disposable_of(terms, terms.elderly_factor * earned_of(terms, each));
  return each * adults(next) + terms.child_benefit * next.children;
}

}  // namespace skifte::agents
