#pragma once
#include <map>
#include <string>
#include <string_view>

#include "sim/calendar.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// The city's own doings, published by agents/city.
struct CitySignals {
  double campaign = 0;             ///< information campaigns' strength [1]
  double parking_price_index = 1;  ///< relative to 2022 [1]
  double cycle_network_index = 1;  ///< kilometres of cycle path relative to 2022 [1]
  double procurement_fossil_free =
      0;                         ///< share of the city's contracts that demand fossil-free machines and transport [1]
  double climate_agreement = 0;  ///< share of firms bound by the local climate agreement [1]
  double logistics_hub = 0;      ///< share of deliveries consolidated [1]
  double net_debt = 0;           ///< [SEK]
  double money_left = 0;         ///< room under the debt ceiling, negative above it [SEK]
  double contingency = 0;        ///< 1 while the contingency rule has its extra measures running
  /// Days by which levers that the city pays are late for want of money, by lever; only those late at all [d].
  std::map<std::string, double, std::less<>> delay;

  /// Strength of a lever as the city's money allows it: what stood an instant before `date` less the delay, so that a
  /// lever which waits for the money of its first day has not begun. A lever without a start was in force before the
  /// period and is never late.
  double funded_strength(std::string_view lever, const sim::LeverSetting& setting, sim::Time date) const {
    constexpr double instant = 0.001;  // [d]
    const auto late = delay.find(lever);
    return setting.strength(late == delay.end() ? date : date - late->second - instant);
  }
};

}  // namespace skifte::agents
