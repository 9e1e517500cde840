#pragma once
#include <vector>

#include "agents/cars/car_trade.hpp"
#include "agents/cars/ownership.hpp"

namespace skifte::agents {

/// Collects the month's occasions to buy a car, each owner's at most one for a car it has and one for a car it lacks.
class CarOccasions {
 public:
  /// All are kept by reference.
  CarOccasions(const CarInputs& inputs, const Setting& setting, const CarOwnership& ownership, CarPark& park,
               Deliveries& deliveries);

  /// The month's, in the order in which they are carried out.
  std::vector<Occasion>& collect(const sim::Window& window);

 private:
  /// Unless frozen, every household thinks about the number of its cars once a year, in its own month; so do its
  /// neighbours in memory, which is then read forwards.
  void further_cars(const sim::Window& window);
  /// Cars on order that have been due for long: as many as can be delivered this month.
  void waiting_cars(const sim::Window& window);
  /// When a bonus is newly known to end, owners whose car is due soon consider ordering before it does, with the
  /// tastes of the day on which it is due (occasion_choice.hpp).
  void announced_rush(const sim::Window& window);
  /// At the start some are waiting for a car already: a share lag / holding time of all owners, ordered at any time
  /// within the lag before.
  void orders_before_start(const sim::Window& window);

  const CarInputs& inputs_;
  const sim::RandomSource& random_;
  const Households& households_;
  const PolicySignals& policy_;
  const CarOwnership& ownership_;
  CarPark& park_;
  Deliveries& deliveries_;
  std::vector<Occasion> occasions_;
  double known_end_ = 0;  ///< of a bonus, already acted upon [d]
};

}  // namespace skifte::agents
