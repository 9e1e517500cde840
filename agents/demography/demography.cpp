#include "agents/demography/demography.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "agents/demography/demography_kind.hpp"
#include "agents/demography/synthetic_income.hpp"
#include "sim/prefetch.hpp"
#include "sim/random.hpp"
#include "sim/sort_by_digits.hpp"

// The month of the households: their events, the totals that are published.

namespace skifte::agents {
namespace {

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

}  // namespace

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
      clocks_(inputs.rates),
      sockets_(inputs.charging, stock_.dwelling.size(), setting.random),
      calendar_(setting.calendar, stock_.dwelling.size()) {
  income_factor_ = inputs_.driver.income_factor(begin_);
  make_slots();
  settle_at_start();
  publish(setting_.calendar.window(0));
  signals_.moved_in.clear();
}

void Demography::count(std::uint32_t slot, int sign) {
  const std::int64_t persons = households_[slot].persons;
  persons_ += sign * persons;
  households_by_quintile_[households_[slot].quintile] += sign;
  persons_by_quintile_[households_[slot].quintile] += sign * persons;
}

/// Files when the household's next event comes; its kind is told when it does.
void Demography::schedule(std::uint32_t slot, sim::Time date, double wait) {
  const double mean = clocks_.of(households_[slot]).mean_wait;
  if (mean > 0) {
    calendar_.set(slot, date + mean * wait);
  } else {
    calendar_.remove(slot);
  }
}

/// A household that stays: its income is that of its members, its quintile that of its income.
void Demography::live_on(std::uint32_t slot, LifeEvent event, const HouseholdState& next) {
  Household& household = households_[slot];
  const double before = double{household.income} / income_factor_;
  const double income = income_after(terms_, household_state(household), before, event);
  set_household_state(household, next);
  household.income = static_cast<float>(income * income_factor_);
  household.quintile = quintile_of(terms_, income, next.persons, next.children) & 7U;
}

void Demography::draw_turns(std::span<const std::uint32_t> slots, Turns& turns) {
  sim::Lanes attitude, rest;
  attitude.fill(0.5);
  rest.fill(1);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Draw draw = next_draw(slots[i]);
    const Household& household = households_[slots[i]];
    Turn& turn = turns[i];
    turn = {.event = clocks_.of(household).event(draw.event), .luck = {}};
    if (turn.event == LifeEvent::moves || household.persons == 1) {
      turn.luck.donor = donor_of(slots[i], draw.donor);
      sim::prefetch(turn.luck.donor);
    }
    attitude[i] = draw.attitude;
    rest[i] = 1 - draw.wait;
  }
  sim::normal_quantile_lanes(attitude);
  sim::log_lanes(rest);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    turns[i].luck.attitude = attitude[i];
    turns[i].luck.wait = -rest[i];
  }
}

void Demography::apply(std::uint32_t slot, const Turn& turn, sim::Time date, const sim::Window& window, double target) {
  count(slot, -1);
  const bool stays = turn.event != LifeEvent::moves;
  const HouseholdState next = stays ? after(household_state(households_[slot]), turn.event) : HouseholdState{};
  if (stays && next.persons > 0) {
    live_on(slot, turn.event, next);
    count(slot, 1);
    schedule(slot, date, turn.luck.wait);
  } else if (static_cast<double>(persons_) > target) {
    move_out(slot, window);
  } else {
    move_in(slot, turn.luck, window.index, date);
  }
}

void Demography::live_events(const sim::Window& window, double target) {
  const auto due = calendar_.take(window.index);
  // Dates lead through memory in no order: what comes is fetched early. A household has one turn a window, and no turn
  // changes another household, so that turns can be drawn ahead.
  // One group's turns are drawn, and who is to move in is fetched, before those of the group ahead of it happen.
  constexpr std::size_t fetched_ahead = 3 * drawn_together;
  const auto group = [&](std::size_t first) {
    return first < due.size() ? due.subspan(first, std::min(drawn_together, due.size() - first))
                              : std::span<const std::uint32_t>();
  };
  std::array<Turns, 2> turns;
  for (std::size_t i = 0; i < std::min(fetched_ahead, due.size()); ++i) prefetch(due[i]);
  draw_turns(group(0), turns[0]);
  for (std::size_t first = 0; first < due.size(); first += drawn_together) {
    const std::size_t at = first / drawn_together % 2;
    draw_turns(group(first + drawn_together), turns[1 - at]);
    const auto slots = group(first);
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (first + i + fetched_ahead < due.size()) prefetch(due[first + i + fetched_ahead]);
      apply(slots[i], turns[at][i], calendar_.date_taken(first + i), window, target);
    }
  }
}

/// Clocks start anew after a freeze: they have no memory.
void Demography::restart_clocks(sim::Time date) {
  for (std::uint32_t slot = 0; slot < households_.size(); ++slot) {
    if (households_[slot].active != 0) schedule(slot, date, luck_of(next_draw(slot)).wait);
  }
}

/// Leaves each slot that is lived in, or is not, once and in ascending order.
void Demography::tidy(std::vector<std::uint32_t>& slots, bool lived_in) {
  std::size_t kept = 0;  // without a branch, which no processor could foresee
  for (const std::uint32_t slot : slots) {
    slots[kept] = slot;
    kept += (households_[slot].active != 0) == lived_in ? 1 : 0;
  }
  slots.resize(kept);
  sim::sort_distinct(slots);
}

void Demography::commit(const sim::Window& window) {
  signals_.moved_in.clear();
  signals_.moved_out.clear();
  completed_ = 0;
  if (frozen_at(window.begin)) {
    was_frozen_ = true;
    return;
  }
  if (was_frozen_) restart_clocks(window.begin);
  was_frozen_ = false;
  const double target = inputs_.driver.persons(driver_date(window.end));
  live_events(window, target);
  fill_dwellings(window, target);
  // A slot can change several times within a window: it counts by what it is at the end.
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
  signals_.dwellings_completed = completed_;
  signals_.income_rise = 1;
  if (window.last_of_year() && !frozen_at(window.end) && !policy_.frozen) {
    const double next = inputs_.driver.income_factor(window.end);
    const auto ratio = static_cast<float>(next / income_factor_);
    begin_year(window.end, ratio);
    signals_.income_rise = double{ratio};
    income_factor_ = next;
  }
  const sim::Time known_to = sim::from_civil({2023, 1, 1});
  signals_.income_level = income_factor_ / inputs_.driver.income_factor(known_to);
  signals_.income_since_2022 = window.end > known_to ? signals_.income_level : 1.0;
}

void Demography::close_year(const sim::Window& window) {
  setting_.accounts.set_indicator(window, Accounts::Indicator::population, static_cast<double>(persons_));
}

std::unique_ptr<sim::Kind> make_demography(const DemographyInputs& inputs, const Setting& setting) {
  return std::make_unique<Demography>(inputs, setting);
}

}  // namespace skifte::agents
