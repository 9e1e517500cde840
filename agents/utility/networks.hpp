#pragma once
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Who is offered district heat, and when the gas network for dwellings closes.
///
///   offers   r = min(r1, r0 max(0, m / m0))        r0  rate where it just pays [1/year], m  price without VAT less
///                                                   marginal cost [SEK/kWh], m0  margin that just pays, r1  what
///                                                   crews can do [1/year]
///   closure  n e < c n0                             n  dwellings on gas, e  what one earns the network, c  fixed cost
///                                                   per dwelling in 2015 [SEK/(dwelling year)], n0  dwellings then
///
/// Source: shape assumed. Deviation: the owner looks at one year, not at a plan.
struct NetworkAssumptions {
  explicit NetworkAssumptions(sim::AssumptionReader& read);
  double offer_rate;           // [1/year] houses outside that get an offer where it just pays
  double offer_margin;         // [SEK/kWh] margin at which it just pays
  double offer_rate_ceiling;   // [1/year]
  double gas_customer_cost;    // [SEK/(dwelling year)] of keeping the gas network open
  double gas_customer_margin;  // [SEK/(dwelling year)] it earns
  double gas_network_floor;    // [dwelling] that share the fixed cost
  double gas_notice;           // [year] from announcement to closure
};

/// r [1/year] at `margin` [SEK/kWh].
double offer_rate(const NetworkAssumptions& assumptions, double margin);
/// Whether `dwellings` on gas still pay for their network.
bool gas_network_pays(const NetworkAssumptions& assumptions, double dwellings);

}  // namespace skifte::agents
