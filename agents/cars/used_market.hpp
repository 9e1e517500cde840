#pragma once
#include <array>

#include "agents/cars/car_class.hpp"

namespace skifte::agents {

/// The regional market for used cars: what is offered is a mixture of the national supply and of what the city's own
/// owners released over the last year or so. Purchases beyond the city's releases cross its border inwards, the rest
/// outwards.
/// By variant j, powertrain and class:
///   offer_j = w own_j / sum own + (1 - w) national_j,  own: releases, faded by half in `half_life`.
class UsedMarket {
 public:
  void release(CarClass car_class, Powertrain powertrain) {
    own_[static_cast<std::size_t>(variant_of(car_class, index(powertrain)))] += 1;
  }
  /// Lets past releases leave the market over `years` by half in each `half_life` [year].
  void fade(double years, double half_life);
  /// Shares of the used cars offered [1]; zeros when there is no supply at all.
  ByVariant offer(const ByVariant& national, double own_weight) const;

 private:
  ByVariant own_{};
};

}  // namespace skifte::agents
