#pragma once

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
};

}  // namespace skifte::agents
