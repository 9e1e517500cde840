#pragma once
#include "agents/markets/price_path.hpp"
#include "agents/state/fuel_law.hpp"

namespace skifte::agents {

/// What a litre costs at the pump, in its parts.
///   p(t) = v (b(t) + x(t) + o(t) + a)
///   b(t) = p_known(t) / v - x(t) - o(t)         to the last known price's date t0
///        = b(t0) max(floor, exp(g (t - t0)))    afterwards
/// b: product, distribution and margin [SEK/l]; x: energy and CO2 tax as decided [SEK/l]; o: cost of the blend that the
/// decided obligation demands [SEK/l]; a: what levers and ETS2 add to tax and blend [SEK/l]; v: VAT factor [1]; g: real
/// growth of b [1/year]. So a tax or an obligation decided for later years reaches the pump, and growth is the
/// product's alone. Valid while p_known exceeds tax and blend. Source: the parts are law (lag 1994:1776, 2017:1201).
/// Deviation: the blend's cost per point of obligation is one number for all years.
struct PumpPrice {
  PumpPrice(sim::AssumptionReader& read, RoadFuel fuel);
  double base(const FuelLawAssumptions& law, double vat, sim::Time date) const;  ///< b [SEK/l]
  /// v (b + x + o), VAT included, without what levers and ETS2 add [SEK/l].
  double decided(const FuelLawAssumptions& law, double vat, sim::Time date) const;

  RoadFuel fuel;
  PricePath known;  ///< VAT included; its growth is g
  sim::Series tax;  ///< x

 private:
  double base_as_known(const FuelLawAssumptions& law, double vat, sim::Time date) const;
};

}  // namespace skifte::agents
