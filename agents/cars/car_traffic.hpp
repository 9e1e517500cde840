#pragma once
#include <array>

#include "agents/accounts.hpp"
#include "agents/behaviour/signals.hpp"
#include "agents/biogas/signals.hpp"
#include "agents/cars/car_fleet.hpp"
#include "agents/cars/purchase_choice.hpp"
#include "agents/flows.hpp"
#include "agents/machinery/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/state/signals.hpp"

namespace skifte::agents {

/// How far cars go.
///   km of a car = base * zone * exp(sd z - sd^2/2) * max(least, 1 - slope * age), z drawn once for the household in
///   its dwelling.
struct DistanceAssumptions {
  explicit DistanceAssumptions(sim::AssumptionReader& read);
  double private_km;           // [km/year] of a new car at the reference price
  double company_km;           // [km/year]
  double log_sd;               // [1]
  double age_slope;            // [1/year]
  double least;                // [1] distance of the oldest cars over a new one's
  std::array<double, 3> zone;  // [1] by Zone
};

/// How traffic becomes energy, emissions and money.
struct TrafficAssumptions {
  explicit TrafficAssumptions(sim::AssumptionReader& read);
  double elasticity_short;       // [1] of car-km to the fuel price
  double elasticity_long;        // [1]
  double adjustment_time;        // [year]
  double reference_price;        // [SEK/l] at which the base distances hold
  double local_share;            // [1] of residents' and firms' km driven inside the municipality
  double passing_km;             // [km/year] visitors', commuters' and through traffic in 2022
  double passing_diesel_share;   // [1] of its fossil CO2
  double passing_share_inside;   // [1] of its trips' km inside the municipality
  double non_co2;                // [g CO2e/km] CH4 and N2O of combustion cars
  double motorcycle_energy;      // [Wh/(person year)]
  double biogas_share_wanted;    // [1] of vehicle gas
  double natural_gas_factor;     // [g CO2/kWh]
  double ethanol_fossil_factor;  // [g CO2/Wh] of E85 as pumped
  double biogenic_factor;        // [g CO2/Wh] of biofuels
};

/// Firms' car-km's answer to the fuel price and to a congestion charge, and that of passing traffic to the charge
/// (households' is part of their habits, agents/behaviour), by partial adjustment:
///   log index = e_s (x - s) + e_l s,  ds/dt = (x - s) / T,  x = log(price / reference price).
/// Under a charge x = log(1 + s g / c), g charge on km in the municipality [SEK/km], s share of km there [1], c cost of
/// a km in 2015 [SEK/km]. e_s, e_l: short and long-run elasticities (Berry & Borjesson 2024,
/// doi:10.1016/j.eneco.2024.107661), T: adjustment time.
class FuelPriceResponse {
 public:
  /// Moves on by `years` at a relative fuel price [1] and returns the km index [1].
  double advance(const TrafficAssumptions& assumptions, double relative_price, double years);

 private:
  bool begun_ = false;
  double adapted_ = 0;  ///< s
};

/// The month's totals that others want to see.
struct MonthlyTraffic {
  double annual_km = 0;       ///< residents' and firms' cars at this month's level [km/year]
  double local_km = 0;        ///< on the municipality's roads this month [km]
  double energy_home = 0;     ///< charged at home or at firms [Wh]
  double energy_public = 0;   ///< charged in public [Wh]
  double cost_per_km = 0;     ///< mean energy cost [SEK/km]
  double private_km = 0;      ///< households' cars' at this month's level [km/year]
  double private_energy = 0;  ///< what it takes [SEK/year]
  std::array<double, powertrains> private_cost_per_km{};  ///< households' cars', by powertrain, 0 without any [SEK/km]
};

struct TrafficContext {
  const PurchaseAssumptions& purchase;
  const PolicySignals& policy;
  const NationalSignals& national;
  const BehaviourSignals& behaviour;
  const BiogasSignals& biogas;
  const MachinerySignals& machinery;
  const EnergyPrices& prices;
  double persons;
  double price_index;             ///< FuelPriceResponse, firms
  double firms_charge_index = 1;  ///< the same, to the congestion charge
  double passing_index = 1;       ///< passing traffic's, to the congestion charge
};

/// Posts the month's energy, emissions and running costs of cars and motorcycles.
MonthlyTraffic account_traffic(const TrafficAssumptions& assumptions, const TrafficContext& context,
                               const CarFleet& fleet, const sim::Window& window, Accounts& accounts, Flows& flows);

}  // namespace skifte::agents
