#pragma once
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// A logistics hub: deliveries that it consolidates are driven from there.
///   spared = h d s    h share of deliveries consolidated, d share of the vans' km that deliver goods, s share of a
///                     consolidated delivery's km saved, the hub's own trips deducted  [1]
/// Source: an identity; evaluations of urban consolidation centres report s (Allen et al. 2012, Transport Reviews
/// 32:473-490), d is a judgement. Deviation: vans go with their km, so each remaining van drives as far as before.
struct HubAssumptions {
  explicit HubAssumptions(sim::AssumptionReader& read);
  double delivery_share;  // [1] d
  double saving;          // [1] s
};
double spared_by_hub(const HubAssumptions& assumptions, double consolidated);

}  // namespace skifte::agents
