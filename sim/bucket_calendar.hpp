#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sim/calendar.hpp"
#include "sim/fault.hpp"
#include "sim/zeroed_array.hpp"

namespace skifte::sim {

/// One pending dated event per agent, bucketed by calendar month. Setting and removing are O(1); a month's agents come
/// out sorted by (instant, agent index), the total key of simultaneous events.
/// An agent with several kinds of events keeps their dates itself and files the earliest here.
///
/// An instant is a date rounded down to 1/2048 day (42 s), so that an event is sorted as one integer and takes four
/// bytes, its agent's. No date changes its month by that, since months begin at midnight. Only the half year at hand
/// has buckets; when it is over, all agents are gone through for who is due in the next one.
class BucketCalendar {
 public:
  static constexpr int instants_per_day = 2048;

  BucketCalendar() : BucketCalendar(Calendar(2000, 2000), 0) {}
  /// `agents` slots, none pending. Events at or after the calendar's end are kept but never come up.
  BucketCalendar(const Calendar& calendar, std::size_t agents);
  /// New agents have nothing pending.
  void resize(std::size_t agents);
  /// Room for so many agents, which costs address space but no memory until they are there.
  void reserve(std::size_t agents);
  std::size_t agents() const { return agents_; }
  /// Files the agent's event at `date`, replacing a pending one. A date before the window taken last counts as that
  /// window's first instant, and comes up in the next window taken (the engine never goes back).
  void set(std::uint32_t agent, Time date);
  void remove(std::uint32_t agent);
  bool pending(std::uint32_t agent) const;
  /// Takes out the agents whose event falls in window `index` (or earlier, left over), sorted by (instant, agent).
  /// The span is valid until the next call.
  std::span<const std::uint32_t> take(int index);
  /// The date of the i-th agent that was taken last: the middle of its instant, at most 21 s from the date filed [d].
  Time date_taken(std::size_t i) const;

 private:
  /// Instants since the calendar's begin.
  using Instant = std::int32_t;
  static constexpr Instant none = std::numeric_limits<Instant>::max();  ///< nothing is pending
  static constexpr Instant after_end = none - 1;                        ///< pending, but no window has it
  static constexpr std::size_t months_listed = 6;

  int months() const { return static_cast<int>(month_begins_.size()) - 1; }
  Instant when(std::uint32_t agent) const { return none - left_[agent]; }
  void set_instant(std::uint32_t agent, Instant when) { left_[agent] = none - when; }
  /// Of every month and of the calendar's end.
  Instant begin_of(int month) const { return month_begins_[static_cast<std::size_t>(month)]; }
  void list(std::uint32_t agent, Instant when);
  void list_from(int window);
  void collect(int month);
  void sort_found(int window);

  int current_ = 0;                    ///< no event is filed before this window
  Time begin_, end_;                   ///< of all months
  std::vector<Instant> month_begins_;  ///< and the end
  std::size_t agents_ = 0;
  ZeroedArray<Instant> left_{0};                            ///< of every agent, none - its event's instant
  int listed_begin_ = 0, listed_end_ = 0;                   ///< months with a bucket
  std::array<Instant, months_listed - 1> listed_begins_{};  ///< of these but the first, `none` where there is none
  /// Their agents, of the first one also who is left over from before. Who has been filed elsewhere since, or removed,
  /// stays listed and is passed over.
  std::array<std::vector<std::uint32_t>, months_listed> listed_;
  std::vector<std::uint64_t> found_, taken_;  ///< a month's: Instant in the upper half, agent in the lower
  std::vector<std::uint32_t> places_;         ///< of parts of a month, while it is sorted
  std::vector<std::uint32_t> agents_taken_;
};

/// Months are counted, not searched: a processor could not foresee where the search ends.
inline void BucketCalendar::list(std::uint32_t agent, Instant when) {
  std::size_t bucket = 0;
  for (const Instant begin : listed_begins_) bucket += when >= begin ? 1 : 0;
  listed_[bucket].push_back(agent);
}

inline void BucketCalendar::set(std::uint32_t agent, Time date) {
  ensure(agent < agents(), "BucketCalendar::set: no such agent");
  ensure(!std::isnan(date), "BucketCalendar::set: date is NaN (must be a date)");
  if (date >= end_) {
    set_instant(agent, after_end);
    return;
  }
  const Instant window_begins = begin_of(current_);
  const Instant when =
      date < begin_ ? window_begins : std::max(static_cast<Instant>((date - begin_) * instants_per_day), window_begins);
  set_instant(agent, when);
  if (when < begin_of(listed_end_)) list(agent, when);
}

inline void BucketCalendar::remove(std::uint32_t agent) {
  ensure(agent < agents(), "BucketCalendar::remove: no such agent");
  set_instant(agent, none);
}

}  // namespace skifte::sim
