#include "sim/bucket_calendar.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/fault.hpp"

namespace skifte::sim {
namespace {

constexpr std::int32_t none = -1;

std::size_t index(std::int32_t i) {
  return static_cast<std::size_t>(i);
}

}  // namespace

BucketCalendar::BucketCalendar(const Calendar& calendar, std::size_t agents) : calendar_(calendar) {
  for (int month = 0; month < calendar_.months(); ++month) month_begin_.push_back(calendar_.window(month).begin);
  month_begin_.push_back(calendar_.end());
  head_.assign(index(calendar_.months()), {});
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

int BucketCalendar::bucket_of(Time date) const {
  const int months = calendar_.months();  // as a bucket: after the calendar's end
  if (date >= month_begin_.back()) return months;
  if (date < month_begin_.front()) return current_;
  // Months differ by at most two days from the mean, so the guess is off by one at most.
  constexpr double months_per_day = 12 / days_per_year;
  int month = std::min(months - 1, static_cast<int>((date - month_begin_.front()) * months_per_day));
  while (date < month_begin_[index(month)]) --month;
  while (date >= month_begin_[index(month + 1)]) ++month;
  return std::max(month, current_);
}

void BucketCalendar::set(std::uint32_t agent, Time date) {
  ensure(agent < agents_, "BucketCalendar::set: no such agent");
  ensure(!std::isnan(date), "BucketCalendar::set: date is NaN (must be a date)");
  const int bucket = bucket_of(date);
  renew(agent, true);
  if (bucket < calendar_.months()) list(agent, date, bucket);
}

std::int32_t BucketCalendar::new_block() {
  if (free_ != none) return std::exchange(free_, block(free_).next);
  if (index(blocks_) == chunks_.size() * std::tuple_size_v<Chunk>) {
    chunks_.push_back(std::unique_ptr<Chunk>(new Chunk));  // untouched until it is used
  }
  return blocks_++;
}

void BucketCalendar::list(std::uint32_t agent, Time date, int month) {
  Head& head = head_[index(month)];
  if (head.size == Block::most) {
    const std::int32_t made = new_block();
    block(made).next = head.block;
    head = {made, 0};
  }
  Block& last = block(head.block);
  last.dates[head.size] = date;
  last.agents[head.size] = agent;
  last.versions[head.size] = version_[agent];
  ++head.size;
}

void BucketCalendar::remove(std::uint32_t agent) {
  ensure(agent < agents_, "BucketCalendar::remove: no such agent");
  if (version_[agent] % 2 == 1) renew(agent, false);
}

bool BucketCalendar::pending(std::uint32_t agent) const {
  ensure(agent < agents_, "BucketCalendar::pending: no such agent");
  return version_[agent] % 2 == 1;
}

std::span<const std::uint32_t> BucketCalendar::take(int index_taken) {
  ensure(index_taken >= current_, "BucketCalendar::take: window has passed (the engine never goes back)");
  ensure(index_taken < calendar_.months(), "BucketCalendar::take: window after the calendar's end");
  taken_.clear();
  found_.clear();
  for (int month = current_; month <= index_taken; ++month) collect(month);
  current_ = index_taken;
  sort_taken(index_taken);
  for (const Taken& taken : sorting_) taken_.push_back(taken.agent);
  return taken_;
}

/// Moves a month's agents to found_, and gives its blocks back.
void BucketCalendar::collect(int month) {
  Head& head = head_[index(month)];
  while (head.block != none) {
    const std::int32_t at = head.block;
    Block& taken = block(at);
    if (taken.next != none) __builtin_prefetch(&block(taken.next));
    for (std::uint32_t i = 0; i < head.size; ++i) {
      const std::uint32_t agent = taken.agents[i];
      if (version_[agent] != taken.versions[i]) continue;
      found_.push_back({taken.dates[i], agent});
      renew(agent, false);
    }
    head = {taken.next, Block::most};
    taken.next = free_;
    free_ = at;
  }
}

/// Distributes what was found over as many equal parts of the window as there are events, then sorts each part: linear
/// in the number of events when their dates are spread, which they are.
void BucketCalendar::sort_taken(int window) {
  const std::size_t n = found_.size();
  const Time begin = month_begin_[index(window)];
  const double parts_per_day = static_cast<double>(n) / (month_begin_[index(window) + 1] - begin);
  const auto part = [&](const Taken& taken) {
    const double position = (taken.date - begin) * parts_per_day;
    return position > 0 ? std::min(n - 1, static_cast<std::size_t>(position)) : 0;  // left over from before: first
  };
  place_.assign(n + 1, 0);
  for (const Taken& taken : found_) ++place_[part(taken) + 1];
  for (std::size_t i = 1; i <= n; ++i) place_[i] += place_[i - 1];
  sorting_.resize(n);
  for (const Taken& taken : found_) sorting_[place_[part(taken)]++] = taken;
  const auto before = [](const Taken& a, const Taken& b) {
    return a.date != b.date ? a.date < b.date : a.agent < b.agent;
  };
  std::size_t first = 0;
  for (std::size_t i = 0; i < n; ++i) {  // place_[i] is now where part i ends
    const std::size_t end = place_[i];
    if (end - first == 2) {
      if (before(sorting_[first + 1], sorting_[first])) std::swap(sorting_[first], sorting_[first + 1]);
    } else if (end - first > 2) {
      std::sort(sorting_.begin() + static_cast<std::ptrdiff_t>(first),
                sorting_.begin() + static_cast<std::ptrdiff_t>(end), before);
    }
    first = end;
  }
}

}  // namespace skifte::sim
