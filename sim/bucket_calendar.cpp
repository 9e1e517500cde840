#include "sim/bucket_calendar.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "sim/fault.hpp"

namespace skifte::sim {
namespace {

constexpr std::int32_t none = -1;

std::size_t index(std::int32_t i) {
  return static_cast<std::size_t>(i);
}

}  // namespace

BucketCalendar::BucketCalendar(const Calendar& calendar, std::size_t agents) : calendar_(calendar) {
  resize(agents);
}

void BucketCalendar::resize(std::size_t agents) {
  ensure(agents <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()),
         "BucketCalendar: too many agents (must be below 2^31)");
  // One bucket more than there are months: it holds what is dated after the calendar's end.
  if (head_.empty()) head_.assign(index(calendar_.months()) + 1, none);
  for (std::size_t agent = agents; agent < next_.size(); ++agent) unlink(static_cast<std::uint32_t>(agent));
  next_.resize(agents, none);
  previous_.resize(agents, none);
  bucket_.resize(agents, none);
  date_.resize(agents, 0.0);
}

int BucketCalendar::bucket_of(Time date) const {
  return std::max(calendar_.index_of(date), current_);
}

void BucketCalendar::set(std::uint32_t agent, Time date) {
  ensure(agent < next_.size(), "BucketCalendar::set: no such agent");
  ensure(!std::isnan(date), "BucketCalendar::set: date is NaN (must be a date)");
  const int bucket = bucket_of(date);
  date_[agent] = date;
  if (bucket_[agent] == bucket) return;
  unlink(agent);
  const std::int32_t first = head_[index(bucket)];
  next_[agent] = first;
  previous_[agent] = none;
  bucket_[agent] = bucket;
  if (first != none) previous_[index(first)] = static_cast<std::int32_t>(agent);
  head_[index(bucket)] = static_cast<std::int32_t>(agent);
}

void BucketCalendar::remove(std::uint32_t agent) {
  ensure(agent < next_.size(), "BucketCalendar::remove: no such agent");
  unlink(agent);
}

bool BucketCalendar::pending(std::uint32_t agent) const {
  ensure(agent < next_.size(), "BucketCalendar::pending: no such agent");
  return bucket_[agent] != none;
}

Time BucketCalendar::date(std::uint32_t agent) const {
  ensure(pending(agent), "BucketCalendar::date: the agent has no pending event");
  return date_[agent];
}

std::span<const std::uint32_t> BucketCalendar::take(int index_taken) {
  ensure(index_taken >= current_, "BucketCalendar::take: window has passed (the engine never goes back)");
  ensure(index_taken < calendar_.months(), "BucketCalendar::take: window after the calendar's end");
  taken_.clear();
  if (head_.empty()) return taken_;
  for (int window = current_; window <= index_taken; ++window) {
    for (std::int32_t agent = head_[index(window)]; agent != none; agent = next_[index(agent)]) {
      taken_.push_back(static_cast<std::uint32_t>(agent));
      bucket_[index(agent)] = none;
    }
    head_[index(window)] = none;
  }
  current_ = index_taken;
  std::sort(taken_.begin(), taken_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return std::tie(date_[a], a) < std::tie(date_[b], b); });
  return taken_;
}

void BucketCalendar::unlink(std::uint32_t agent) {
  const std::int32_t bucket = bucket_[agent];
  if (bucket == none) return;
  const std::int32_t before = previous_[agent];
  const std::int32_t after = next_[agent];
  if (before != none) {
    next_[index(before)] = after;
  } else {
    head_[index(bucket)] = after;
  }
  if (after != none) previous_[index(after)] = before;
  bucket_[agent] = none;
}

}  // namespace skifte::sim
