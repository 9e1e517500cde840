#pragma once
#include <array>
#include <string>

#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// What a firm's truck can run on.
enum class TruckFuel { diesel, petrol, gas, battery };
inline constexpr int truck_fuels = 4;

/// Whether a battery truck pays.
///   payback = (extra price - grant + charger) / (km (e_d p_d - e_b p_b) + service saved)     [year], infinite without
///   saving
/// The firm takes it when the trip pattern allows and payback <= demanded, demanded ~ lognormal(median, sd) by firm,
/// times 1 + agreement for those bound by the local climate agreement. e: energy use [Wh/km], p: price [SEK/Wh].
/// Source: payback demands of 2-5 years (haulier surveys, unverified); depot prices Karlsson & Grauers 2023
/// (doi:10.3390/en16062793). Deviation: residual values are taken as equal shares of the price.
struct TruckChoiceAssumptions {
  TruckChoiceAssumptions(sim::AssumptionReader& read, const std::string& weight);
  double price_diesel;                         // [SEK] without VAT
  sim::Series extra_price_battery;             // [SEK] without VAT, over diesel
  double extra_price_per_pack;                 // [kWh] pack size whose price moves the extra price
  double charger;                              // [SEK] depot charger per truck
  std::array<double, truck_fuels> energy_use;  // [Wh/km]
  double service_saved;                        // [SEK/year]
  double payback_median;                       // [year]
  double payback_log_sd;                       // [1]
  double agreement;                            // [1] by how much members of the agreement stretch the payback
  sim::Series suitable;                        // [1] share of trip patterns that battery trucks on the market can serve
  double public_share;                         // [1] of charging away from the depot
};

struct TruckOffer {
  double grant;           ///< [SEK]
  double extra_price;     ///< battery over diesel, grant deducted, charger included [SEK]
  double diesel_per_km;   ///< [SEK/km]
  double battery_per_km;  ///< [SEK/km]
};
/// The state's help: an amount per vehicle [SEK] or a share of the extra price [1], whichever is more.
struct TruckGrant {
  double amount = 0;
  double share = 0;
};
/// The month's offer. `pack_price_reference` [SEK/kWh]: at which the extra price series holds.
TruckOffer truck_offer(const TruckChoiceAssumptions& assumptions, const PriceSignals& prices,
                       const PolicySignals& policy, TruckGrant grant, double pack_price_reference, double vat_factor,
                       sim::Time date);
/// Years in which a battery truck pays for itself [year]; a very large number when it never does.
double payback_time(const TruckChoiceAssumptions& assumptions, const TruckOffer& offer, double km);

}  // namespace skifte::agents
