#pragma once

namespace skifte::agents {

/// Pure HVO on the market that machines and trucks share, published by agents/machinery: what last month's supply
/// granted of what was wanted.
struct MachinerySignals {
  double hvo_granted_demanded = 1;  ///< of what contracts demand [1]
  double hvo_granted_chosen = 1;    ///< of what is bought for its price [1]
};

}  // namespace skifte::agents
