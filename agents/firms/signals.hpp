#pragma once

namespace skifte::agents {

/// What firms ask of others, published by agents/firms.
struct FirmSignals {
  double requested_power = 0;  ///< grid capacity that depots asked for and that isn't connected yet [W]
};

}  // namespace skifte::agents
