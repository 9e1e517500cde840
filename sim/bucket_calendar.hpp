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
/// a month's agents come out sorted by (date, agent index), the total key of simultaneous events.
/// An agent with several kinds of events keeps their dates itself and files the earliest here.
class BucketCalendar {
 public:
  BucketCalendar() : BucketCalendar(Calendar(2000, 2000), 0) {}
  /// `agents` slots, none pending. Events at or after the calendar's end are kept but never come up.
  BucketCalendar(const Calendar& calendar, std::size_t agents);
  /// New agents have nothing pending.
  void resize(std::size_t agents);
  /// Room for so many agents, which costs address space but no memory until they are there.
  void reserve(std::size_t agents) { version_.reserve(agents); }
  std::size_t agents() const { return agents_; }
  /// Files the agent's event at `date`, replacing a pending one. A date before the current window comes up in the next
  /// window taken (the engine never goes back). An agent is filed at most 32 767 times.
  void set(std::uint32_t agent, Time date);
  void remove(std::uint32_t agent);
  bool pending(std::uint32_t agent) const;
  /// Takes out the agents whose event falls in window `index` (or earlier, left over), sorted by (date, agent).
  /// The span is valid until the next call.
  std::span<const std::uint32_t> take(int index);

 private:
  struct Taken {
    double date;
    std::uint32_t agent;
  };
  /// Agents filed in a month, in blocks so that taking reads memory forwards. Who has been filed elsewhere since, or
  /// removed, stays listed and is passed over: its version says otherwise.
  struct Block {
    static constexpr std::uint32_t most = 18;
    std::array<Time, most> dates;
    std::array<std::uint32_t, most> agents;
    std::array<std::uint16_t, most> versions;
    std::int32_t next;
  };
  static_assert(sizeof(Block) == 256, "four cache lines");
  /// Blocks are made so many at once and never move.
  using Chunk = std::array<Block, 128>;
  /// Of a month: its last block, which has `size` agents, those before it being full.
  struct Head {
    std::int32_t block = -1;  ///< none
    std::uint32_t size = Block::most;
  };
  Block& block(std::int32_t number) {
    const auto i = static_cast<std::size_t>(number);
    return (*chunks_[i / std::tuple_size_v<Chunk>])[i % std::tuple_size_v<Chunk>];
  }
  std::int32_t new_block();
  int bucket_of(Time date) const;
  void list(std::uint32_t agent, Time date, int month);
  void collect(int month);
  void sort_taken(int index);
  /// A number that the agent has not had before, odd when something is pending.
  std::uint16_t renew(std::uint32_t agent, bool pending);

  Calendar calendar_;
  int current_ = 0;                             ///< no event is filed before this window
  std::vector<Time> month_begin_;               ///< of every window, and the calendar's end
  std::vector<Head> head_;                      ///< of every month
  std::vector<std::unique_ptr<Chunk>> chunks_;  ///< blocks of all months
  std::int32_t blocks_ = 0;                     ///< made so far
  std::int32_t free_ = -1;                      ///< first of the blocks out of use
  std::size_t agents_ = 0;
  std::vector<std::uint16_t> version_;  ///< of each agent's pending event, even: none
  std::vector<Taken> found_, sorting_;
  std::vector<std::uint32_t> place_;
  std::vector<std::uint32_t> taken_;
};

}  // namespace skifte::sim
