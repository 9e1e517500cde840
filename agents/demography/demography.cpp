#include "agents/demography/demography.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "agents/demography/dwelling_stock.hpp"
#include "agents/demography/signals.hpp"
#include "agents/demography/synthetic_income.hpp"
#include "agents/state/signals.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

// Ordinals of these decisions count the slot's occasions (events and new occupants).
constexpr auto next_event = sim::decision("demography.next_event");
constexpr auto event_kind = sim::decision("demography.event_kind");
constexpr auto occupant = sim::decision("demography.occupant");
constexpr auto first_attitude = sim::decision("demography.attitude");  // at the start only; later with the occupant

/// Slots for the most persons that the driver ever has, in households as large as the reference year's, and a tenth in
/// reserve, since households grow smaller.
std::size_t slots_needed(const DemographyInputs& inputs, const Setting& setting) {
  constexpr double reserve = 1.1;
  constexpr std::size_t at_least = 64;
  const SyntheticHouseholds& reference = setting.city.households;
  double most = 0;
  for (int month = 0; month < setting.calendar.months(); ++month) {
    most = std::max(most, inputs.driver.persons(setting.calendar.window(month).end));
  }
  const double persons = std::accumulate(reference.persons.begin(), reference.persons.end(), 0.0);
  const double needed = reserve * most * static_cast<double>(reference.size()) / persons;
  return std::max(reference.size(), static_cast<std::size_t>(needed)) + at_least;
}

class Demography final : public sim::Kind {
 public:
  Demography(const DemographyInputs& inputs, const Setting& setting);
  std::string_view name() const override { return "demography"; }
  void commit(const sim::Window& window) override;
  void publish(const sim::Window& window) override;
  void close_year(const sim::Window& window) override;

 private:
  void make_slots();
  void settle_at_start();
  void live_events(const sim::Window& window, double target);
  void fill_dwellings(const sim::Window& window, double target);
  void live_on(std::uint32_t slot, LifeEvent event, const HouseholdState& next);
  /// Who would move in on the slot's present occasion.
  struct Occupant {
    const Donor* donor;
    double u_attitude;
  };
  Occupant occupant_of(std::uint32_t slot) const;
  void move_in(std::uint32_t slot, const Occupant& next, int window_index, sim::Time date);
  /// What a household's occasion brings, drawn before its turn: a donor may lie anywhere in memory.
  struct Turn {
    LifeEvent event;
    Occupant next;  ///< if it moves, or nobody is left
  };
  Turn draw_turn(std::uint32_t slot) const;
  void apply(std::uint32_t slot, const Turn& turn, const sim::Window& window, double target);
  void move_out(std::uint32_t slot, const sim::Window& window);
  void schedule(std::uint32_t slot, sim::Time date);
  void count(std::uint32_t slot, int sign);
  void prefetch(std::uint32_t slot) const {
    __builtin_prefetch(&households_[slot], 1);
    __builtin_prefetch(&occasions_[slot], 1);
    __builtin_prefetch(&event_date_[slot], 1);
  }
  void update_charging(sim::Time date);
  bool frozen_at(sim::Time date) const { return inputs_.frozen && inputs_.frozen->strength(date) > 0; }
  /// At which the driver is read: in the frozen world the date of the freeze.
  sim::Time driver_date(sim::Time date) const { return policy_.frozen ? policy_.driver_date : date; }
  bool has_socket(std::uint32_t slot) const {
    return sockets_.has(slot, households_[slot].dwelling, households_[slot].tenure);
  }

  DemographyInputs inputs_;
  Setting setting_;
  sim::Time begin_;
  const PolicySignals& policy_;
  Households& households_;
  PopulationSignals& signals_;
  DwellingStock stock_;
  const Donors& donors_;
  const IncomeTerms terms_;
  const LifeEventTable rates_;
  HomeSockets sockets_;
  sim::BucketCalendar calendar_;
  std::size_t built_ = 0;                 ///< slots of the building order that stand
  std::vector<std::uint32_t> empty_;      ///< built slots without household, last in first out
  std::vector<std::uint16_t> occasions_;  ///< by slot
  std::vector<float> event_date_;         ///< of the next event, from the run's beginning [d]
  std::array<std::int64_t, quintiles> households_by_quintile_{};
  std::array<std::int64_t, quintiles> persons_by_quintile_{};
  std::int64_t persons_ = 0;
  double income_factor_ = 1;
  double completed_ = 0;
  bool was_frozen_ = false;
};

Demography::Demography(const DemographyInputs& inputs, const Setting& setting)
    : inputs_(inputs),
      setting_(setting),
      begin_(setting.calendar.begin()),
      policy_(setting.board.of<PolicySignals>()),
      households_(setting.board.of<Households>()),
      signals_(setting.board.of<PopulationSignals>()),
      stock_(make_dwelling_stock(setting.city.households, slots_needed(inputs, setting), inputs.new_flat_share,
                                 inputs.young_house_rate, setting.random)),
      donors_(setting.city.donors),
      terms_(setting.city.households.terms),
      rates_(inputs.rates),
      sockets_(inputs.charging, stock_.dwelling.size(), setting.random),
      calendar_(setting.calendar, stock_.dwelling.size()) {
  income_factor_ = inputs_.driver.income_factor(begin_);
  make_slots();
  settle_at_start();
  publish(setting_.calendar.window(0));
  signals_.moved_in.clear();
}

void Demography::make_slots() {
  const std::size_t n = stock_.dwelling.size();
  households_.assign(n, {});
  for (std::size_t slot = 0; slot < n; ++slot) {
    households_[slot].dwelling = stock_.dwelling[slot];
    households_[slot].tenure = stock_.tenure[slot];
    households_[slot].zone = stock_.zone[slot];
  }
  for (auto* told : {&stock_.dwelling, &stock_.tenure, &stock_.zone}) *told = std::vector<std::uint8_t>();
  occasions_.assign(n, 0);
  event_date_.assign(n, 0.0F);
}

/// The reference households in the oldest dwellings, as many as the driver has persons at the start.
void Demography::settle_at_start() {
  const SyntheticHouseholds& reference = setting_.city.households;

  const double target = inputs_.driver.persons(begin_);
  const double half = 0.5 * std::accumulate(reference.persons.begin(), reference.persons.end(), 0.0) /
                      static_cast<double>(reference.size());
  update_charging(begin_);
  while (built_ < stock_.building_order.size() && static_cast<double>(persons_) + half <= target) {
    const std::uint32_t slot = stock_.building_order[built_++];
    if (slot >= reference.size()) {
      move_in(slot, occupant_of(slot), -1, begin_);
      continue;
    }
    households_[slot].active = 1;
    set_household_state(households_[slot], {static_cast<HouseholdType>(reference.type[slot]), reference.persons[slot],
                                            reference.children[slot], reference.elderly[slot] != 0});
    households_[slot].quintile = reference.quintile[slot];
    households_[slot].income = static_cast<float>(double{reference.income[slot]} * income_factor_);
    const double u = setting_.random.uniform(first_attitude, household_id(slot), 0);
    households_[slot].attitude = static_cast<float>(sim::normal_quantile(u));
    households_[slot].home_charging = has_socket(slot) ? 1 : 0;
    count(slot, 1);
    schedule(slot, begin_);
  }
}

void Demography::count(std::uint32_t slot, int sign) {
  const std::int64_t persons = households_[slot].persons;
  persons_ += sign * persons;
  households_by_quintile_[households_[slot].quintile] += sign;
  persons_by_quintile_[households_[slot].quintile] += sign * persons;
}

/// Draws when the household's next event comes; the kind is drawn when it does.
void Demography::schedule(std::uint32_t slot, sim::Time date) {
  const double sum = rates_.of(households_[slot]).sum;
  if (sum <= 0) {
    calendar_.remove(slot);
    return;
  }
  const double u = setting_.random.uniform(next_event, household_id(slot), occasions_[slot]++);
  const sim::Time next = date + sim::exponential(u, sim::days_per_year / sum);
  event_date_[slot] = static_cast<float>(next - begin_);
  calendar_.set(slot, next);
}

Demography::Occupant Demography::occupant_of(std::uint32_t slot) const {
  const auto [u_donor, u_attitude] = setting_.random.uniform_pair(occupant, household_id(slot), occasions_[slot]);
  const Donor& donor = donors_.draw(households_[slot].dwelling, households_[slot].tenure, u_donor);
  __builtin_prefetch(&donor);
  return {&donor, u_attitude};
}

void Demography::move_in(std::uint32_t slot, const Occupant& next, int window_index, sim::Time date) {
  const Donor& donor = *next.donor;
  const auto attitude = static_cast<float>(sim::normal_quantile(next.u_attitude));
  households_[slot].active = 1;
  set_household_state(households_[slot],
                      {static_cast<HouseholdType>(donor.type), donor.persons, donor.children, donor.elderly != 0});
  households_[slot].quintile = donor.quintile;
  households_[slot].income = static_cast<float>(double{donor.income} * income_factor_);
  households_[slot].attitude = attitude;
  households_[slot].home_charging = has_socket(slot) ? 1 : 0;
  households_[slot].moved = static_cast<std::uint16_t>(window_index + 1);
  count(slot, 1);
  schedule(slot, date);
  if (window_index >= 0) signals_.moved_in.push_back(slot);
}

void Demography::move_out(std::uint32_t slot, const sim::Window& window) {
  households_[slot].active = 0;
  households_[slot].moved = static_cast<std::uint16_t>(window.index + 1);
  empty_.push_back(slot);
  signals_.moved_out.push_back(slot);
}

/// A household that stays: its income is that of its members, its quintile that of its income.
void Demography::live_on(std::uint32_t slot, LifeEvent event, const HouseholdState& next) {
  Household& household = households_[slot];
  const double before = double{household.income} / income_factor_;
  const double income = income_after(terms_, household_state(household), before, event);
  set_household_state(household, next);
  household.income = static_cast<float>(income * income_factor_);
  household.quintile = static_cast<std::uint8_t>(quintile_of(terms_, income, next.persons, next.children));
}

Demography::Turn Demography::draw_turn(std::uint32_t slot) const {
  const Household& household = households_[slot];
  const auto& rate = rates_.of(household).by_event;
  const double u = setting_.random.uniform(event_kind, household_id(slot), occasions_[slot]);
  const auto event = static_cast<LifeEvent>(sim::categorical(u, rate.data(), life_events));
  const bool may_leave = event == LifeEvent::moves || household.persons == 1;
  return {event, may_leave ? occupant_of(slot) : Occupant{}};
}

void Demography::apply(std::uint32_t slot, const Turn& turn, const sim::Window& window, double target) {
  const sim::Time date = begin_ + double{event_date_[slot]};
  count(slot, -1);
  const bool stays = turn.event != LifeEvent::moves;
  const HouseholdState next = stays ? after(household_state(households_[slot]), turn.event) : HouseholdState{};
  if (stays && next.persons > 0) {
    live_on(slot, turn.event, next);
    count(slot, 1);
    schedule(slot, date);
  } else if (static_cast<double>(persons_) > target) {
    move_out(slot, window);
  } else {
    move_in(slot, turn.next, window.index, date);
  }
}

void Demography::live_events(const sim::Window& window, double target) {
  const auto due = calendar_.take(window.index);
  // Dates lead through memory in no order: what comes is fetched early. A household has one turn a window, and no turn
  // changes another household, so that turns can be drawn ahead.
  constexpr std::size_t drawn_ahead = 4, fetched_ahead = 12;
  std::array<Turn, drawn_ahead> turns;
  for (std::size_t i = 0; i < due.size() + drawn_ahead; ++i) {
    if (i + fetched_ahead - drawn_ahead < due.size()) prefetch(due[i + fetched_ahead - drawn_ahead]);
    if (i >= drawn_ahead) apply(due[i - drawn_ahead], turns[i % drawn_ahead], window, target);
    if (i < due.size()) turns[i % drawn_ahead] = draw_turn(due[i]);
  }
}

void Demography::fill_dwellings(const sim::Window& window, double target) {
  const double households = static_cast<double>(
      std::accumulate(households_by_quintile_.begin(), households_by_quintile_.end(), std::int64_t{0}));
  const double half = households > 0 ? 0.5 * static_cast<double>(persons_) / households : 0.5;
  while (static_cast<double>(persons_) + half <= target) {
    if (!empty_.empty()) {
      const std::uint32_t slot = empty_.back();
      empty_.pop_back();
      move_in(slot, occupant_of(slot), window.index, window.end);
    } else if (built_ < stock_.building_order.size()) {
      const std::uint32_t slot = stock_.building_order[built_++];
      move_in(slot, occupant_of(slot), window.index, window.end);
      ++completed_;
    } else {
      throw sim::ProgramFault("demography: households became so small that there are too few slots for them");
    }
  }
}

void Demography::commit(const sim::Window& window) {
  signals_.moved_in.clear();
  signals_.moved_out.clear();
  completed_ = 0;
  if (frozen_at(window.begin)) {
    was_frozen_ = true;
    return;
  }
  if (was_frozen_) {  // clocks start anew after a freeze: they have no memory
    for (std::uint32_t slot = 0; slot < households_.size(); ++slot) {
      if (households_[slot].active != 0) schedule(slot, window.begin);
    }
    was_frozen_ = false;
  }
  const double target = inputs_.driver.persons(driver_date(window.end));
  live_events(window, target);
  fill_dwellings(window, target);
  // A slot can change several times within a window: it counts by what it is at the end.
  const auto tidy = [&](std::vector<std::uint32_t>& slots, bool lived_in) {
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    std::erase_if(slots, [&](std::uint32_t slot) { return (households_[slot].active != 0) != lived_in; });
  };
  tidy(signals_.moved_in, true);
  tidy(signals_.moved_out, false);
}

void Demography::publish(const sim::Window& window) {
  signals_.persons = static_cast<double>(persons_);
  signals_.households = 0;
  for (std::size_t q = 0; q < quintiles; ++q) {
    signals_.households_by_quintile[q] = static_cast<double>(households_by_quintile_[q]);
    signals_.persons_by_quintile[q] = static_cast<double>(persons_by_quintile_[q]);
    signals_.households += signals_.households_by_quintile[q];
  }
  signals_.relative_to_2022 = signals_.persons / inputs_.driver.persons(sim::from_civil({2023, 1, 1}));
  signals_.dwellings_completed = completed_;
  signals_.income_rise = 1;
  if (window.last_of_year() && !frozen_at(window.end) && !policy_.frozen) {
    update_charging(window.end);
    const double next = inputs_.driver.income_factor(window.end);
    const auto ratio = static_cast<float>(next / income_factor_);
    for (Household& household : households_) household.income *= ratio;
    signals_.income_rise = double{ratio};
    income_factor_ = next;
  }
  signals_.income_level = income_factor_ / inputs_.driver.income_factor(sim::from_civil({2023, 1, 1}));
}

void Demography::update_charging(sim::Time date) {
  sockets_.set_date(date);
  for (std::uint32_t slot = 0; slot < households_.size(); ++slot) {
    households_[slot].home_charging = households_[slot].active != 0 && has_socket(slot) ? 1 : 0;
  }
}

void Demography::close_year(const sim::Window& window) {
  setting_.accounts.set_indicator(window, Accounts::Indicator::population, static_cast<double>(persons_));
}

}  // namespace

std::unique_ptr<sim::Kind> make_demography(const DemographyInputs& inputs, const Setting& setting) {
  return std::make_unique<Demography>(inputs, setting);
}

}  // namespace skifte::agents
