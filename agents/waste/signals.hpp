#pragma once

namespace skifte::agents {

/// Filbornaverket and carbon capture, published by agents/waste.
struct WasteSignals {
  double heat_available = 0;        ///< next month, after capture's penalty [Wh]
  double electricity_produced = 0;  ///< last month [Wh]
  double throughput = 0;            ///< last month [t]
  double fossil_share = 0;          ///< of the CO2 [1]
  double capture_running = 0;       ///< share of flue gas captured now [1]
  double biogas_produced = 0;       ///< at Filborna last month [Wh]
};

}  // namespace skifte::agents
