#include "sim/bucket_calendar.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

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
  // One bucket more than there are months: it holds what is dated after the calendar's end.
  head_.assign(index(calendar_.months()) + 1, none);
  resize(agents);
}

void BucketCalendar::resize(std::size_t agents) {
  ensure(agents <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()),
         "BucketCalendar: too many agents (must be below 2^31)");
  for (std::size_t agent = agents; agent < entries_.size(); ++agent) unlink(static_cast<std::uint32_t>(agent));
  entries_.resize(agents);
}

int BucketCalendar::bucket_of(Time date) const {
  const int months = static_cast<int>(head_.size()) - 1;
  if (date >= month_begin_.back()) return months;
  if (date < month_begin_.front()) return current_;
  // Months differ by at most two days from the mean, so the guess is off by one at most.
  constexpr double days_per_month = days_per_year / 12;
  int month = std::min(months - 1, static_cast<int>((date - month_begin_.front()) / days_per_month));
  while (date < month_begin_[index(month)]) --month;
  while (date >= month_begin_[index(month + 1)]) ++month;
  return std::max(month, current_);
}

void BucketCalendar::set(std::uint32_t agent, Time date) {
  ensure(agent < entries_.size(), "BucketCalendar::set: no such agent");
  ensure(!std::isnan(date), "BucketCalendar::set: date is NaN (must be a date)");
  const int bucket = bucket_of(date);
  Entry& entry = entries_[agent];
  entry.date = date;
  if (entry.bucket == bucket) return;
  unlink(agent);
  const std::int32_t first = head_[index(bucket)];
  entry.next = first;
  entry.previous = none;
  entry.bucket = bucket;
  if (first != none) entries_[index(first)].previous = static_cast<std::int32_t>(agent);
  head_[index(bucket)] = static_cast<std::int32_t>(agent);
}

void BucketCalendar::remove(std::uint32_t agent) {
  ensure(agent < entries_.size(), "BucketCalendar::remove: no such agent");
  unlink(agent);
}

bool BucketCalendar::pending(std::uint32_t agent) const {
  ensure(agent < entries_.size(), "BucketCalendar::pending: no such agent");
  return entries_[agent].bucket != none;
}

Time BucketCalendar::date(std::uint32_t agent) const {
  ensure(pending(agent), "BucketCalendar::date: the agent has no pending event");
  return entries_[agent].date;
}

std::span<const std::uint32_t> BucketCalendar::take(int index_taken) {
  ensure(index_taken >= current_, "BucketCalendar::take: window has passed (the engine never goes back)");
  ensure(index_taken < calendar_.months(), "BucketCalendar::take: window after the calendar's end");
  taken_.clear();
  found_.clear();
  if (head_.empty()) return taken_;
  for (int window = current_; window <= index_taken; ++window) {
    for (std::int32_t agent = head_[index(window)]; agent != none;) {
      Entry& entry = entries_[index(agent)];
      found_.push_back({entry.date, static_cast<std::uint32_t>(agent)});
      entry.bucket = none;
      agent = entry.next;
    }
    head_[index(window)] = none;
  }
  current_ = index_taken;
  sort_taken(index_taken);
  for (const Taken& taken : sorting_) taken_.push_back(taken.agent);
  return taken_;
}

/// Distributes what was found over as many equal parts of the window as there are events, then sorts by insertion what
/// is nearly in order: linear in the number of events when their dates are spread, which they are.
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
  for (std::size_t i = 1; i < n; ++i) {
    const Taken taken = sorting_[i];
    std::size_t j = i;
    for (; j > 0 && before(taken, sorting_[j - 1]); --j) sorting_[j] = sorting_[j - 1];
    sorting_[j] = taken;
  }
}

void BucketCalendar::unlink(std::uint32_t agent) {
  Entry& entry = entries_[agent];
  if (entry.bucket == none) return;
  if (entry.previous != none) {
    entries_[index(entry.previous)].next = entry.next;
  } else {
    head_[index(entry.bucket)] = entry.next;
  }
  if (entry.next != none) entries_[index(entry.next)].previous = entry.previous;
  entry.bucket = none;
}

}  // namespace skifte::sim
