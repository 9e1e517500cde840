#pragma once
#include <array>

#include "agents/flows.hpp"

namespace skifte::agents {

/// The biogas market, published by agents/biogas.
struct BiogasSignals {
  std::array<double, gas_users> granted{};  ///< share of each user's wish for biogas that was met last month [1]
  double premium = 0;                       ///< over natural gas, scarcity included, last month [SEK/kWh]
  double shortage = 0;                      ///< wished but not met last month [Wh]
};

}  // namespace skifte::agents
