#pragma once
#include "agents/cars/awareness.hpp"
#include "agents/cars/car_trade.hpp"
#include "agents/cars/ownership.hpp"
#include "agents/cars/shares.hpp"

namespace skifte::agents {

/// What the buyer takes at an occasion, by the month's catalogue (purchase_choice.hpp).
///
/// Before a bonus that is known to end, whose car is due within h compares ordering now with waiting for the day:
///   order a now  iff  a = argmax_k V_k + b_k + e_k  is a new car whose bonus b_a ends    [utils]
/// V: utility without bonus; b: what the bonus adds; e: the tastes of the day on which the car is due, drawn with that
/// month's ordinal; k: all alternatives; h: car.order_advance [month]. What has no bonus to lose will be had as well on
/// the day, and what has will be worth V_a + e_a < V_a + b_a + e_a: so now beats waiting just when today's best loses
/// its bonus. Who waits chooses on the day with the same e and without b. Each replacement is thus decided once: a
/// car with bonus by the chance P(b), against P(0) without notice, never 1 - (1 - P(b))(1 - P(0)). Orders move in time;
/// what lasts is P(b) - P(0) of those due within h. Valid where h is as long as the bonus pays for the earlier change.
/// Deviations: within h an earlier change costs nothing, beyond it too much; everybody hears of the end in time;
/// tomorrow's prices are thought to be today's.
class OccasionChoice {
 public:
  /// All are kept by reference.
  OccasionChoice(const Setting& setting, const PurchaseCatalogue& catalogue, const CarOwnership& ownership,
                 const Awareness& awareness, const CarPark& park, const PrivateShares& seen);
  /// Sets the occasion's buyer, alternative and number of cars wanted. Reads only, apart from the occasion.
  void decide(Occasion& occasion, const sim::Window& window) const;

 private:
  /// What the buyer has heard of and seen others drive; `owner`: a household's slot.
  void consider(Buyer& buyer, std::uint32_t owner) const;
  /// Of the month whose tastes count.
  std::uint32_t taste_ordinal(const Occasion& occasion, const sim::Window& window) const;

  const Setting& setting_;
  const Households& households_;
  const PolicySignals& policy_;
  const PurchaseCatalogue& catalogue_;
  const CarOwnership& ownership_;
  const Awareness& awareness_;
  const CarPark& park_;
  const PrivateShares& seen_;
};

}  // namespace skifte::agents
