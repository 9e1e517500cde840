#pragma once
#include <array>
#include <string>

#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Sweden's light or heavy trucks as shares by fuel (diesel, gas, battery), stepped by month.
///   new battery share  s(t) = 1 / (1 + exp(-(a + v (t - y) + e (r(t) - r(y)))))     logistic diffusion (Griliches
///   1957) r = log(diesel cost per kWh / current cost per kWh), y last observed year, a = logit of its share, v speed
///   [1/year], e price response [1] stock share        ds/dt = (s_new - s) / L,  L mean lifetime [year] fossil CO2 per
///   km  = diesel share x energy use(t) x fossil factor;  energy use falls by i a year.
/// To y the new share is the observed one. Deviation: no cohorts, no sizes; the city's own fleets (agents/firms) have
/// both.
struct NationalTruckAssumptions {
  NationalTruckAssumptions(sim::AssumptionReader& read, const std::string& weight);
  sim::Series battery_new_share;  // [1] observed
  sim::Series gas_new_share;      // [1]
  double speed;                   // [1/year]
  double price_response;          // [1]
  double battery_stock_2015;      // [1]
  double gas_stock_2015;          // [1]
  double lifetime;                // [year]
  double energy_use_2015;         // [kWh/km]
  double efficiency_gain;         // [1/year]
  sim::Series traffic;            // [1] kilometres relative to 2022, observed
  double traffic_growth;          // [1/year] later
};

class NationalTruckFleet {
 public:
  explicit NationalTruckFleet(const NationalTruckAssumptions& assumptions);
  void step(const sim::Window& window, sim::Time driver_date, const PriceSignals& prices, const PolicySignals& policy);
  double fossil_per_km() const { return fossil_per_km_; }  ///< [g/km]
  double diesel_per_km() const { return diesel_per_km_; }  ///< [Wh/km]
  double traffic_index() const { return traffic_index_; }  ///< 2022 = 1
  const std::array<double, 3>& new_share() const { return new_share_; }

 private:
  double cost_ratio(const PriceSignals& prices, const PolicySignals& policy) const;

  NationalTruckAssumptions in_;
  double battery_stock_, gas_stock_;
  int known_to_;            // [year] last with an observed share of new trucks
  double ratio_known_ = 0;  // log cost ratio of that year
  bool has_ratio_ = false;
  double fossil_per_km_ = 0;
  double diesel_per_km_ = 0;
  double traffic_index_ = 1;
  std::array<double, 3> new_share_{};
};

}  // namespace skifte::agents
