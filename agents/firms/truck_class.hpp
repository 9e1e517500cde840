#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// What a firm's truck can run on. Buyers weigh the first four; the others are variants of the common engine
/// (`truck_variants`).
enum class TruckFuel : std::uint8_t { diesel, petrol, gas, battery, ethanol, hybrid, plugin_hybrid };
inline constexpr Labels<7> truck_fuel_labels = {"diesel",  "petrol", "gas",          "battery",
                                                "ethanol", "hybrid", "plugin_hybrid"};
inline constexpr int truck_fuels = 4;
inline constexpr int registered_truck_fuels = static_cast<int>(truck_fuel_labels.size());
constexpr std::size_t at(TruckFuel fuel) {
  return static_cast<std::size_t>(fuel);
}

/// Vans to 3.5 t; rigid trucks of city and region; tractors and trucks with trailers in long haul.
enum class TruckClass { van, rigid, long_haul };
inline constexpr Labels<3> truck_class_labels = {"light_truck", "rigid_truck", "long_haul_truck"};
inline constexpr int truck_classes = 3;
constexpr std::size_t at(TruckClass truck_class) {
  return static_cast<std::size_t>(truck_class);
}

/// The technology and use of one class of trucks; money without VAT.
struct TruckClassAssumptions {
  TruckClassAssumptions(sim::AssumptionReader& read, TruckClass truck_class);
  double price;                                  // [SEK] of a new diesel truck
  double extra_price_petrol, extra_price_gas;    // [SEK] over diesel
  sim::Series extra_price_battery;               // [SEK] over diesel, at the reference pack price
  double battery_pack;                           // [kWh] whose price moves the extra price
  double charger;                                // [SEK] depot charger and its part of the connection, per truck
  std::array<double, truck_fuels> energy_use;    // [Wh/km]
  double maintenance, maintenance_battery;       // [SEK/km]
  sim::Series tax, tax_battery;                  // [SEK/year] vehicle tax and road charge
  double value_kept, value_kept_battery;         // [1/year] of a truck's price, each year
  sim::Series range;                             // [km] of a battery truck on the market, in winter
  double fast_power;                             // [W] at a public charger, mean over a stop
  double free_stop;                              // [h/d] of a stop that the driver rests anyway
  double km;                                     // [km/year] mean
  double km_log_sd;                              // [1] among trucks
  double days;                                   // [d/year] in use
  double day_log_sd;                             // [1] of one truck's days
  double holding, holding_shape;                 // [year] mean, [1] Weibull
  std::array<sim::Series, truck_fuels> offered;  // [1] share of duties for which a truck with this fuel is sold
  std::array<double, truck_fuels> constant;      // [1] utility beside cost, fitted; 0 for diesel and battery
  sim::Series barrier;                           // [1] utility that the unfamiliar takes from battery trucks
  double cost_sensitivity;                       // [year/SEK]
  double dissimilarity;                          // [1] of the nest of combustion trucks
  sim::Series standard;                          // [1] least share without tailpipe emissions that makers may sell
};

/// Figures that all classes share.
struct TruckMarketAssumptions {
  explicit TruckMarketAssumptions(sim::AssumptionReader& read);
  double pack_price_reference;    // [SEK/kWh]
  double vat_factor;              // [1] price with value added tax over the price without
  double driver_cost;             // [SEK/h]
  double depot_hours;             // [h/d] at the depot, charging
  double stretch;                 // [1] by how much those bound divide the return they demand, less 1
  double used_age;                // [year] of a truck bought second-hand
  double used_lag;                // [year] until new trucks make up the second-hand offer
  double van_grant_of_extra;      // [1] most that a grant per van may be of its extra price
  double patience;                // [month] that a firm waits with its old truck for a connection
  double hvo_energy;              // [Wh/l]
  double hybrid_use;              // [1] fuel a km of a hybrid over its engine's without
  double plugin_electric_share;   // [1] of a plug-in hybrid's km
  sim::Series corridor_charging;  // [1] share of long-haul and regional routes with chargers for trucks
};

}  // namespace skifte::agents
