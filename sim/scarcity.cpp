#include "sim/scarcity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <tuple>

#include "sim/fault.hpp"

namespace skifte::sim {
namespace {

__extension__ typedef __int128 WideInteger;  // a supply times a demand in öre exceeds 64 bits

}  // namespace

void sort_requests(std::vector<Request>& requests) {
  for (const Request& request : requests) ensure(!std::isnan(request.date), "sort_requests: a date is NaN");
  std::sort(requests.begin(), requests.end(),
            [](const Request& a, const Request& b) { return std::tie(a.date, a.key) < std::tie(b.date, b.key); });
}

CrewQueue::CrewQueue(int crews, Time start) {
  ensure(crews >= 1, "CrewQueue: fewer than one crew");
  ensure(std::isfinite(start), "CrewQueue: start is not a finite date");
  free_at_.assign(static_cast<std::size_t>(crews), start);
}

void CrewQueue::set_crews(int crews, Time date) {
  ensure(std::isfinite(date), "CrewQueue::set_crews: date is not finite");
  const auto wanted = static_cast<std::size_t>(std::max(crews, 1));
  while (free_at_.size() < wanted) {
    free_at_.push_back(date);
    std::push_heap(free_at_.begin(), free_at_.end(), std::greater<>());
  }
  while (free_at_.size() > wanted) {
    std::pop_heap(free_at_.begin(), free_at_.end(), std::greater<>());
    free_at_.pop_back();
  }
}

CrewQueue::Service CrewQueue::serve(Time date, double duration) {
  ensure(std::isfinite(date), "CrewQueue::serve: date is not finite");
  ensure(std::isfinite(duration) && duration >= 0, "CrewQueue::serve: duration is negative or not finite");
  std::pop_heap(free_at_.begin(), free_at_.end(), std::greater<>());
  const Time begin = std::max(date, free_at_.back());
  free_at_.back() = begin + duration;
  std::push_heap(free_at_.begin(), free_at_.end(), std::greater<>());
  return {begin, begin + duration};
}

double CrewQueue::wait_at(Time date) const {
  return std::max(0.0, free_at_.front() - date);
}

bool Budget::take(std::int64_t amount) {
  ensure(amount >= 0, "Budget::take: negative amount");
  if (amount > left_) return false;
  left_ -= amount;
  return true;
}

void ration_proportionally(std::int64_t supply, std::span<const std::int64_t> demands,
                           std::span<std::int64_t> granted) {
  ensure(supply >= 0, "ration_proportionally: negative supply");
  ensure(demands.size() == granted.size(), "ration_proportionally: demands and granted differ in length");
  WideInteger total = 0;
  for (std::int64_t demand : demands) {
    ensure(demand >= 0, "ration_proportionally: negative demand");
    total += demand;
  }
  if (total <= supply) {
    std::copy(demands.begin(), demands.end(), granted.begin());
    return;
  }
  // Here supply < total, so a share rounded up never exceeds its demand.
  std::vector<WideInteger> remainders(demands.size());
  std::int64_t left = supply;
  for (std::size_t i = 0; i < demands.size(); ++i) {
    const WideInteger product = static_cast<WideInteger>(supply) * demands[i];
    granted[i] = static_cast<std::int64_t>(product / total);
    remainders[i] = product % total;
    left -= granted[i];
  }
  std::vector<std::size_t> order(demands.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++granted[order[i]];
}

}  // namespace skifte::sim
