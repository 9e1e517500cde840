#pragma once
#include <algorithm>
#include <optional>

#include "agents/state/signals.hpp"
#include "sim/calendar.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// Date at which the bonus for a powertrain is known in this month to end [d], 0 where it stays: what the state has
/// announced, or the end of this month where it is the lever's last. A lever's end is known from its beginning, so
/// that who orders ahead of it does so at last in that month.
inline sim::Time bonus_end(const PolicySignals& policy, const std::optional<sim::LeverSetting>& lever,
                           std::size_t powertrain, const sim::Window& window) {
  const bool last = lever && lever->funded() && lever->strength(window.begin) > 0 && lever->strength(window.end) <= 0;
  return std::max(policy.purchase_bonus_announced_end[powertrain], last ? window.end : 0.0);
}

}  // namespace skifte::agents
