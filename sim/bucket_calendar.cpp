#include "sim/bucket_calendar.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "sim/fault.hpp"
#include "sim/prefetch.hpp"

namespace skifte::sim {
namespace {

constexpr int month_bits = 16;  // of the instants of the longest month
static_assert(31 * BucketCalendar::instants_per_day <= 1 << month_bits);

std::size_t index(int i) {
  return static_cast<std::size_t>(i);
}

/// Eight bytes of 0 or 1 as eight bits, the first byte's the lowest: the product has byte i at bit 8 i + 7 m for m of 1
/// to 8, no two of which meet, and m = 8 - i puts it at bit 56 + i.
std::uint64_t bits_of_bytes(const std::uint8_t* bytes) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word * 0x0102040810204080ULL >> 56;
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
  ensure((end_ - begin_) * instants_per_day < after_end, "BucketCalendar: too many years");
  const auto since_begin = [&](Time date) { return static_cast<Instant>((date - begin_) * instants_per_day); };
  for (int month = 0; month < calendar.months(); ++month) {
    month_begins_.push_back(since_begin(calendar.window(month).begin));
  }
  month_begins_.push_back(since_begin(end_));
  resize(agents);
}

void BucketCalendar::resize(std::size_t agents) {
  ensure(agents <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()),
         "BucketCalendar: too many agents (must be below 2^31)");
  reserve(agents);
  for (std::size_t gone = agents; gone < agents_; ++gone) left_[gone] = 0;
  agents_ = agents;
}

void BucketCalendar::reserve(std::size_t agents) {
  if (agents <= left_.size()) return;
  ZeroedArray<Instant> larger(agents);
  for (std::size_t agent = 0; agent < agents_; ++agent) larger[agent] = left_[agent];
  left_ = std::move(larger);
}

/// Gives buckets to the months from `window` on, and the first one all that are left over.
void BucketCalendar::list_from(int window) {
  for (auto& bucket : listed_) bucket.clear();
  listed_begin_ = window;
  listed_end_ = std::min(window + static_cast<int>(months_listed), months());
  for (std::size_t later = 0; later < listed_begins_.size(); ++later) {
    const int month = window + 1 + static_cast<int>(later);
    listed_begins_[later] = month < listed_end_ ? begin_of(month) : none;
  }
  const Instant beyond = none - begin_of(listed_end_);  // who is due has more left
  // Most are not due. Of 64 agents a word has a bit for each who is: a processor cannot foresee how many there are, but
  // is wrong only once a word.
  constexpr std::size_t block = 64, eight = sizeof(std::uint64_t);
  std::array<std::uint8_t, block> due{};
  for (std::size_t first = 0; first < agents_; first += block) {
    const std::span<const Instant> left(&left_[first], std::min(block, agents_ - first));
    for (std::size_t i = 0; i < left.size(); ++i) due[i] = left[i] > beyond ? 1 : 0;
    std::fill(due.begin() + static_cast<std::ptrdiff_t>(left.size()), due.end(), 0);
    std::uint64_t who = 0;
    for (std::size_t i = 0; i < block; i += eight) who |= bits_of_bytes(&due[i]) << i;
    for (; who != 0; who &= who - 1) {
      const auto k = static_cast<std::size_t>(std::countr_zero(who));
      list(static_cast<std::uint32_t>(first + k), none - left[k]);
    }
  }
}

bool BucketCalendar::pending(std::uint32_t agent) const {
  ensure(agent < agents(), "BucketCalendar::pending: no such agent");
  return when(agent) != none;
}

std::span<const std::uint32_t> BucketCalendar::take(int window) {
  ensure(window >= current_, "BucketCalendar::take: window has passed (the engine never goes back)");
  ensure(window < months(), "BucketCalendar::take: window after the calendar's end");
  found_.clear();
  if (window >= listed_end_) list_from(window);
  for (int month = std::max(current_, listed_begin_); month <= window; ++month) collect(month);
  current_ = window;
  sort_found(window);
  agents_taken_.resize(taken_.size());
  for (std::size_t i = 0; i < taken_.size(); ++i) agents_taken_[i] = static_cast<std::uint32_t>(taken_[i]);
  return agents_taken_;
}

Time BucketCalendar::date_taken(std::size_t i) const {
  return begin_ + (static_cast<double>(taken_[i] >> 32) + 0.5) / instants_per_day;
}

/// Moves the agents of a month's bucket to found_.
void BucketCalendar::collect(int month) {
  std::vector<std::uint32_t>& bucket = listed_[index(month - listed_begin_)];
  const Instant end = begin_of(month + 1);
  constexpr std::size_t fetched_ahead = 16;  // agents lie anywhere in memory
  for (std::size_t i = 0; i < bucket.size(); ++i) {
    if (i + fetched_ahead < bucket.size()) prefetch(&left_[bucket[i + fetched_ahead]]);
    const std::uint32_t agent = bucket[i];
    if (agent >= agents() || when(agent) >= end) continue;
    found_.push_back(static_cast<std::uint64_t>(when(agent)) << 32 | agent);
    set_instant(agent, none);
  }
  bucket.clear();
}

/// Puts the month's agents into parts by instant, one to two agents each, what is left over from before into the first;
/// what is still out of order is put right by insertion. Parts that are full, as of those who wait for a month's
/// beginning, are sorted by themselves before.
void BucketCalendar::sort_found(int window) {
  constexpr std::uint32_t few = 16;
  const std::size_t n = found_.size();
  const Instant window_begins = begin_of(window);
  const int shift = std::clamp(month_bits + 1 - static_cast<int>(std::bit_width(n)), 0, month_bits);
  const auto part_of = [=](std::uint64_t key) -> std::size_t {
    return static_cast<std::size_t>(std::max(static_cast<Instant>(key >> 32), window_begins) - window_begins) >> shift;
  };
  places_.assign(std::size_t{1} << (month_bits - shift), 0);
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
