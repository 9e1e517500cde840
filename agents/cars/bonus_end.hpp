#pragma once
#include <algorithm>
#include <optional>

#include "agents/categories.hpp"
#include "agents/state/signals.hpp"
#include "sim/calendar.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// What the lever adds at `date` to the state's bonus for a powertrain [SEK]; nothing while its money is waited for.
inline double local_bonus(const std::optional<sim::LeverSetting>& lever, Powertrain powertrain, sim::Time date) {
  if (!lever || !lever->funded()) return 0;
  switch (powertrain) {
    case Powertrain::battery:
      return lever->strength(date) * lever->number("battery", 0);
    case Powertrain::plugin_hybrid:
      return lever->strength(date) * lever->number("plugin_hybrid", 0);
    default:
      return 0;
  }
}

/// Date at which the bonus for a powertrain is known in this month to end [d], 0 where it stays: what the state has
/// announced, or the end of this month where it is the lever's last. A lever's end is known from its beginning, so
/// that who orders ahead of it does so at last in that month.
inline sim::Time bonus_end(const PolicySignals& policy, const std::optional<sim::LeverSetting>& lever,
                           Powertrain powertrain, const sim::Window& window) {
  const bool last = local_bonus(lever, powertrain, window.begin) > 0 && local_bonus(lever, powertrain, window.end) <= 0;
  return std::max(policy.purchase_bonus_announced_end[static_cast<std::size_t>(index(powertrain))],
                  last ? window.end : 0.0);
}

}  // namespace skifte::agents
