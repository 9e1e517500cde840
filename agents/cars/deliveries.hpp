#pragma once
#include <cstddef>
#include <cstdint>

#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// How many new cars come to the city, and how long buyers wait for them.
///   capacity = (1 + r) k N(t)    [vehicle/year]
///   k        = sum of the city's orders / sum of N over the run's first years, m of them
///   wait     = q / deliveries
/// N: new cars registered in Sweden (agents/national): what factories deliver and what the country can take over from
/// first owners; k: the city's share of them while it was free; r: how much more than its share importers can find for
/// one city, which is how fast a queue shrinks; q: cars ordered that are built and wait for their turn. The first year,
/// in which no share is known, is unlimited. Waiting cars come in the order in which they were due, whatever the
/// powertrain. A purchase that waits is lost in part: the owner's next one is as much later, and households that see
/// the wait keep to used cars (purchase_choice.hpp). In a lasting shortage dealers would ask more instead: the wait
/// stands for that price too. Source: queueing identity. Deviation: no priority of makes or powertrains.
struct DeliveryAssumptions {
  explicit DeliveryAssumptions(sim::AssumptionReader& read);
  double lag_months;  // [month] median time to build and ship a car to order, unhindered
  double lag_log_sd;  // [1]
  double reserve;     // r [1]
  double memory;      // m [year]
};

class Deliveries {
 public:
  explicit Deliveries(const DeliveryAssumptions& assumptions) : assumed_(assumptions) {}
  /// The month begins with what can be delivered of the country's `national` [vehicle/year].
  void begin_month(const sim::Window& window, double national);
  /// One more car is due: whether it is delivered now.
  bool deliver();
  /// One more is sold from stock, without an order that waits.
  void sell_from_stock() {
    room_ -= 1;
    ++orders_, ++delivered_;
  }
  /// How many can be delivered this month at most, before what is sold from stock.
  std::size_t room() const;
  /// So many wait on without having been asked for.
  void keep_waiting(std::size_t cars) { postponed_ += static_cast<std::int64_t>(cars); }
  /// The turn of the one that was just not delivered [d]: the next month begins with those that waited, in their order.
  sim::Time next_turn(const sim::Window& window) const;
  void count_order() { ++orders_; }
  /// What the month's orders tell.
  void end_month(const sim::Window& window);
  double wait_months() const { return wait_months_; }  ///< for a car ordered now, beyond building and shipping
  /// The city's share of the country's new cars [1], 0 until known.
  double share() const { return national_orders_ > 0 ? city_orders_ / national_orders_ : 0; }

 private:
  const DeliveryAssumptions& assumed_;
  double national_ = 0;                           ///< this month's [vehicle/year]
  double city_orders_ = 0, national_orders_ = 0;  ///< over the years that make the share [vehicle]
  double known_ = 0;                              ///< of these years [year]
  double room_ = 0;  ///< for deliveries this month; what is left of a car is carried over [vehicle]
  bool limited_ = false;
  std::int64_t orders_ = 0, delivered_ = 0, postponed_ = 0;  ///< this month
  double wait_months_ = 0;
};

}  // namespace skifte::agents
