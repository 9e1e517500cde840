#pragma once

namespace skifte::agents {

/// Public chargers, published by agents/charging.
struct ChargingSignals {
  double public_points = 0;  ///< [points]
  double fast_points = 0;    ///< of these, direct current [points]
  double access = 0;         ///< ease of charging away from home, 0 none to 1 as easy as petrol [1]
};

}  // namespace skifte::agents
