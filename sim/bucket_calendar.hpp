#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <tuple>
#include <vector>

#include "sim/calendar.hpp"

namespace skifte::sim {

/// One pending dated event per agent, bucketed by calendar month. Setting and removing are O(1), amortised;
/// a month's agents come out sorted by (instant, agent index), the total key of simultaneous events.
/// An agent with several kinds of events keeps their dates itself and files the earliest here.
///
/// An instant is a date rounded down to 1/2048 day (42 s), so that an event takes 8 bytes and is sorted as one integer.
/// No date changes its month by that, since months begin at midnight.
class BucketCalendar {
 public:
  static constexpr int instants_per_day = 2048;

  BucketCalendar() : BucketCalendar(Calendar(2000, 2000), 0) {}
  /// `agents` slots, none pending. Events at or after the calendar's end are kept but never come up.
  BucketCalendar(const Calendar& calendar, std::size_t agents);
  /// New agents have nothing pending.
  void resize(std::size_t agents);
  /// Room for so many agents, which costs address space but no memory until they are there.
  void reserve(std::size_t agents) { version_.reserve(agents); }
  std::size_t agents() const { return agents_; }
  /// Files the agent's event at `date`, replacing a pending one. A date before the window taken last counts as that
  /// window's first instant, and comes up in the next window taken (the engine never goes back). An agent is filed at
  /// most 32 767 times.
  void set(std::uint32_t agent, Time date);
  void remove(std::uint32_t agent);
  bool pending(std::uint32_t agent) const;
  /// Takes out the agents whose event falls in window `index` (or earlier, left over), sorted by (instant, agent).
  /// The span is valid until the next call.
  std::span<const std::uint32_t> take(int index);
  /// The date of the i-th agent that was taken last: the middle of its instant, at most 21 s from the date filed [d].
  Time date_taken(std::size_t i) const;

 private:
  /// An instant of a month, its upper bits the month, the lower 16 the instant.
  using Instant = std::uint32_t;
  struct Event {
    std::uint32_t agent;
    std::uint16_t instant;  ///< in its month
    std::uint16_t version;
  };
  static_assert(31 * instants_per_day <= 1 << 16, "an instant of the longest month has 16 bits");
  /// Agents filed in a month, in blocks so that taking reads memory forwards. Who has been filed elsewhere since, or
  /// removed, stays listed and is passed over: its version says otherwise.
  struct Block {
    static constexpr std::uint32_t most = 15;
    std::array<Event, most> events;
    Block* next;
  };
  static_assert(sizeof(Block) == 128, "two cache lines");
  /// Blocks are made so many at once and never move.
  using Chunk = std::array<Block, 128>;
  /// Of a month: its last block, which has `size` agents, those before it being full.
  struct Head {
    Block* block = nullptr;
    std::uint32_t size = Block::most;
  };
  Block* new_block();
  int months() const { return static_cast<int>(head_.size()); }
  /// When an event at `date`, which is before the end, comes up.
  Instant instant_of(Time date) const;
  void list(std::uint32_t agent, Instant when, std::uint16_t version);
  void collect(int month);
  void sort_found(int window);
  /// A number that the agent has not had before, odd when something is pending.
  std::uint16_t renew(std::uint32_t agent, bool pending);

  int current_ = 0;                             ///< no event is filed before this window
  Time begin_, end_;                            ///< of all months
  std::vector<std::uint32_t> first_instant_;    ///< of every window and of the calendar's end, from its beginning
  std::vector<Head> head_;                      ///< of every month
  std::vector<std::unique_ptr<Chunk>> chunks_;  ///< blocks of all months
  std::size_t blocks_ = 0;                      ///< made so far
  Block* free_ = nullptr;                       ///< first of the blocks out of use
  std::size_t agents_ = 0;
  std::vector<std::uint16_t> version_;        ///< of each agent's pending event, even: none
  std::vector<std::uint64_t> found_, taken_;  ///< a month's: Instant in the upper half, agent in the lower
  std::vector<std::uint32_t> places_;         ///< of parts of a month, while it is sorted
  std::vector<std::uint32_t> agents_taken_;
};

}  // namespace skifte::sim
