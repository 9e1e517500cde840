#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "sim/calendar.hpp"

namespace skifte::sim {

/// A request for something scarce. Requests are served in the order (date, key): an explicit total order.
struct Request {
  Time date;          ///< [d]
  std::uint64_t key;  ///< unique tie-breaker, the agent's id
  double amount;      ///< in the resource's unit
};

/// Sorts by (date, key).
void sort_requests(std::vector<Request>& requests);

/// Crews that work first come, first served: the c servers of a queue. Served in the sorted order of requests.
class CrewQueue {
 public:
  explicit CrewQueue(int crews, Time start);
  int crews() const { return static_cast<int>(free_at_.size()); }
  /// Adds crews that are free from `date`, or lets the next free ones go (never below 1).
  void set_crews(int crews, Time date);
  struct Service {
    Time begin;
    Time end;
  };
  /// Serves a request made at `date` that takes `duration` [d]: begins when a crew is free.
  Service serve(Time date, double duration);
  /// Days a request made at `date` would wait [d].
  double wait_at(Time date) const;

 private:
  std::vector<Time> free_at_;  ///< a heap, earliest first
};

/// A budget of integer öre per period: grants that can run out.
class Budget {
 public:
  explicit Budget(std::int64_t amount) : left_(amount) {}
  std::int64_t left() const { return left_; }
  void refill(std::int64_t amount) { left_ += amount; }
  /// Takes `amount` if all of it is left; otherwise takes nothing and answers false.
  bool take(std::int64_t amount);

 private:
  std::int64_t left_;
};

/// Shares `supply` among `demands` [same unit]: everybody in proportion (largest remainders, ties to the earlier), so
/// that integer grants add to min(supply, sum of demands) exactly.
void ration_proportionally(std::int64_t supply, std::span<const std::int64_t> demands, std::span<std::int64_t> granted);

}  // namespace skifte::sim
