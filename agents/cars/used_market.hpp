#pragma once
#include <array>

#include "agents/cars/car_class.hpp"

namespace skifte::agents {

/// The regional market for used cars: what is offered is a mixture of the national supply and of what the city's own
/// owners released over the last year or so. Purchases beyond the city's releases cross its border inwards, the rest
/// outwards.
/// By variant j, powertrain and class:
///   offer_j = w own_j / sum own + (1 - w) national_j,  own: releases, faded by half in `half_life`.
/// Battery cars have a price of their own where more are wanted than offered, in the utility it takes:
///   dpi/dt = a log(q / s),  pi >= 0
/// q, s: their share of used cars bought (faded alike) and offered [1]; a: how fast dealers' prices follow [1/year].
/// What makes used battery cars attractive (acquaintances, chargers, range) rises all over the country, so that the
/// city cannot go on buying more than its share of them. Fewer than offered lower no price: what nobody wants is
/// exported, as in 2015-2022, when q was a tenth to a half of s. Source: a tatonnement (Samuelson 1947), no data.
/// Deviation: the city's buyers stand for the country's, so that a lasting lead of the city is cleared as well.
class UsedMarket {
 public:
  void release(CarClass car_class, Powertrain powertrain) {
    own_[static_cast<std::size_t>(variant_of(car_class, index(powertrain)))] += 1;
  }
  /// Lets past releases leave the market over `years` by half in each `half_life` [year].
  void fade(double years, double half_life);
  /// A household took over a used car.
  void buy(bool battery) { (battery ? battery_bought_ : others_bought_) += 1; }
  /// Moves the price of battery cars on by `years`; `offered`: s.
  void follow_price(double offered, double years, double speed);
  double battery_price() const { return battery_price_; }  ///< pi [utils]
  /// Shares of the used cars offered [1]; zeros when there is no supply at all.
  ByVariant offer(const ByVariant& national, double own_weight) const;

 private:
  ByVariant own_{};
  double battery_bought_ = 0, others_bought_ = 0, battery_price_ = 0;
};

}  // namespace skifte::agents
