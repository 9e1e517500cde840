#pragma once

namespace skifte::agents {

/// What plants offer and ask for, published by agents/industry.
struct IndustrySignals {
  double waste_heat = 0;     ///< heat offered to the district network this month [Wh]
  double hydrogen_made = 0;  ///< by the cluster last month [Wh]
};

}  // namespace skifte::agents
