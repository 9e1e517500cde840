#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/cars/car_fleet.hpp"

namespace skifte::agents {

/// Cars whose successor on order was due and not delivered: first come, first served. In a shortage thousands wait for
/// months, so they stand here and not in the calendar. A car's due date is its turn: no two have the same, and who has
/// another due date waits no more.
class WaitingCars {
 public:
  struct Turn {
    sim::Time turn;  ///< [d], later than those of all that came before
    std::uint32_t car;
  };
  void join(CarFleet& fleet, std::uint32_t car, sim::Time turn) {
    fleet.set_due(car, turn);
    turns_.push_back({turn, car});
  }
  /// The household that had this turn has moved and its car is another one: keeps its place. False if there is none.
  bool follow(CarFleet& fleet, sim::Time turn, std::uint32_t car) {
    const auto place = std::lower_bound(turns_.begin(), turns_.end(), turn,
                                        [](const Turn& waiting, sim::Time wanted) { return waiting.turn < wanted; });
    if (place == turns_.end() || place->turn != turn) return false;
    fleet.set_due(car, turn);
    place->car = car;
    return true;
  }
  /// Those who wait, in order, valid until somebody joins: forgets who got a car or left.
  std::span<const Turn> those_left(const CarFleet& fleet) {
    constexpr std::size_t fetched_ahead = 16;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      if (i + fetched_ahead < turns_.size()) fleet.prefetch(turns_[i + fetched_ahead].car);
      const Turn waiting = turns_[i];
      turns_[kept] = waiting;
      const bool still = fleet.exists(waiting.car) && fleet.due(waiting.car) == waiting.turn &&
                         fleet.order(waiting.car) != CarFleet::no_order;
      kept += still ? 1 : 0;
    }
    turns_.resize(kept);
    if (turns_.capacity() > 4 * kept) turns_.shrink_to_fit();  // a shortage is over
    return turns_;
  }

 private:
  std::vector<Turn> turns_;
};

}  // namespace skifte::agents
