#include "sim/bucket_calendar.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/fault.hpp"

namespace skifte::sim {
namespace {

constexpr int instant_bits = 16;  // of the instants of a month

std::size_t index(int i) {
  return static_cast<std::size_t>(i);
}

std::uint32_t month_of(std::uint32_t instant) {
  return instant >> instant_bits;
}

/// Makes the numbers of each part the places at which they begin.
void cumulate(std::span<std::uint32_t> parts) {
  std::uint32_t begin = 0;
  for (std::uint32_t& part : parts) begin += std::exchange(part, begin);
}

void sort_by_insertion(std::span<std::uint64_t> keys) {
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const std::uint64_t key = keys[i];
    std::size_t at = i;
    for (; at > 0 && keys[at - 1] > key; --at) keys[at] = keys[at - 1];
    keys[at] = key;
  }
}

}  // namespace

BucketCalendar::BucketCalendar(const Calendar& calendar, std::size_t agents)
    : begin_(calendar.begin()), end_(calendar.end()) {
  const auto since_begin = [&](Time date) { return static_cast<std::uint32_t>((date - begin_) * instants_per_day); };
  for (int month = 0; month < calendar.months(); ++month) {
    first_instant_.push_back(since_begin(calendar.window(month).begin));
  }
  first_instant_.push_back(since_begin(end_));
  head_.assign(index(calendar.months()), {});
  resize(agents);
}

void BucketCalendar::resize(std::size_t agents) {
  ensure(agents <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()),
         "BucketCalendar: too many agents (must be below 2^31)");
  for (std::size_t left = agents; left < agents_; ++left) remove(static_cast<std::uint32_t>(left));
  agents_ = agents;
  if (agents <= version_.size()) return;  // who left is remembered: its events may still be listed
  version_.reserve(agents);               // as much as is asked for: by itself a vector would double
  version_.resize(agents, 0);
}

std::uint16_t BucketCalendar::renew(std::uint32_t agent, bool pending) {
  std::uint16_t& version = version_[agent];
  const std::uint32_t next = version + (pending ? 1U : 0U) + version % 2;
  ensure(next < std::numeric_limits<std::uint16_t>::max(), "BucketCalendar: an agent has had too many events");
  return version = static_cast<std::uint16_t>(next);
}

BucketCalendar::Instant BucketCalendar::instant_of(Time date) const {
  const Instant window_begins = static_cast<Instant>(current_) << instant_bits;
  if (date < begin_) return window_begins;
  const auto since_begin = static_cast<std::uint32_t>((date - begin_) * instants_per_day);
  // Months differ by at most two days from the mean, so the guess is off by one at most.
  constexpr int shift = 47;
  constexpr auto months_per_instant =
      static_cast<std::uint64_t>(static_cast<double>(1ULL << shift) * 12 / days_per_year / instants_per_day);
  std::size_t month = since_begin * months_per_instant >> shift;
  while (since_begin < first_instant_[month]) --month;
  while (since_begin >= first_instant_[month + 1]) ++month;
  const Instant when = (static_cast<Instant>(month) << instant_bits) | (since_begin - first_instant_[month]);
  return std::max(when, window_begins);
}

void BucketCalendar::set(std::uint32_t agent, Time date) {
  ensure(agent < agents_, "BucketCalendar::set: no such agent");
  ensure(!std::isnan(date), "BucketCalendar::set: date is NaN (must be a date)");
  const std::uint16_t version = renew(agent, true);
  if (date < end_) list(agent, instant_of(date), version);  // else it never comes up
}

BucketCalendar::Block* BucketCalendar::new_block() {
  if (free_ != nullptr) return std::exchange(free_, free_->next);
  constexpr std::size_t at_once = std::tuple_size_v<Chunk>;
  if (blocks_ == chunks_.size() * at_once) {
    chunks_.push_back(std::unique_ptr<Chunk>(new Chunk));  // untouched until it is used
  }
  return &(*chunks_.back())[blocks_++ % at_once];
}

inline void BucketCalendar::list(std::uint32_t agent, Instant when, std::uint16_t version) {
  Head& head = head_[month_of(when)];
  if (head.size == Block::most) {
    Block* made = new_block();
    made->next = head.block;
    head = {made, 0};
  }
  head.block->events[head.size++] = {agent, static_cast<std::uint16_t>(when), version};
}

void BucketCalendar::remove(std::uint32_t agent) {
  ensure(agent < agents_, "BucketCalendar::remove: no such agent");
  if (version_[agent] % 2 == 1) renew(agent, false);
}

bool BucketCalendar::pending(std::uint32_t agent) const {
  ensure(agent < agents_, "BucketCalendar::pending: no such agent");
  return version_[agent] % 2 == 1;
}

std::span<const std::uint32_t> BucketCalendar::take(int window) {
  ensure(window >= current_, "BucketCalendar::take: window has passed (the engine never goes back)");
  ensure(window < months(), "BucketCalendar::take: window after the calendar's end");
  found_.clear();
  for (int month = current_; month <= window; ++month) collect(month);
  current_ = window;
  sort_found(window);
  agents_taken_.resize(taken_.size());
  for (std::size_t i = 0; i < taken_.size(); ++i) agents_taken_[i] = static_cast<std::uint32_t>(taken_[i]);
  return agents_taken_;
}

Time BucketCalendar::date_taken(std::size_t i) const {
  const auto when = static_cast<Instant>(taken_[i] >> 32);
  const std::uint32_t since_begin = first_instant_[month_of(when)] + static_cast<std::uint16_t>(when);
  return begin_ + (since_begin + 0.5) / instants_per_day;
}

/// Moves a month's agents to found_, and gives its blocks back.
void BucketCalendar::collect(int month) {
  Head& head = head_[index(month)];
  const Instant month_begins = static_cast<Instant>(month) << instant_bits;
  while (head.block != nullptr) {
    Block* block = head.block;
    if (block->next != nullptr) __builtin_prefetch(block->next);
    for (std::uint32_t i = 0; i < head.size; ++i) {
      const Event& event = block->events[i];
      if (version_[event.agent] != event.version) continue;
      ++version_[event.agent];  // nothing is pending
      found_.push_back(std::uint64_t{month_begins | event.instant} << 32 | event.agent);
    }
    head = {block->next, Block::most};
    block->next = free_;
    free_ = block;
  }
}

/// Puts the month's agents into parts by instant, one to two agents each, what is left over from before into the first;
/// what is still out of order is put right by insertion. Parts that are full, as of those who wait for a month's
/// beginning, are sorted by themselves before.
void BucketCalendar::sort_found(int window) {
  constexpr std::uint32_t few = 16;
  const std::size_t n = found_.size();
  const Instant window_begins = static_cast<Instant>(window) << instant_bits;
  const int shift = std::clamp(instant_bits + 1 - static_cast<int>(std::bit_width(n)), 0, instant_bits);
  const auto part_of = [=](std::uint64_t key) -> std::size_t {
    return (std::max(static_cast<Instant>(key >> 32), window_begins) - window_begins) >> shift;
  };
  places_.assign(std::size_t{1} << (instant_bits - shift), 0);
  for (const std::uint64_t key : found_) ++places_[part_of(key)];
  cumulate(places_);
  taken_.resize(n);
  for (const std::uint64_t key : found_) taken_[places_[part_of(key)]++] = key;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : places_) {  // where each part ends by now
    if (end - begin > few) std::sort(taken_.begin() + begin, taken_.begin() + end);
    begin = end;
  }
  sort_by_insertion(taken_);
}

}  // namespace skifte::sim
