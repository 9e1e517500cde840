#pragma once
#include "agents/fuel_emissions.hpp"
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// Plants of the district heating network beside waste heat and Filbornaverket.
struct HeatAssumptions {
  explicit HeatAssumptions(sim::AssumptionReader& read);
  double network_loss;          // [1] of the heat produced
  double net_export;            // [1] of the heat produced, to joined networks
  double load_variation;        // [1] of daily load within a month
  double storage;               // [Wh] of the heat accumulators
  double cold_spell;            // [h] over which they are emptied
  double pump_investment;       // [SEK/W] of the levers' works where the scenario names no sum
  double recovery_investment;   // [SEK/W]
  double storage_investment;    // [SEK/Wh]
  double pellet_capacity;       // [W]
  double pellet_efficiency;     // [1]
  double pellet_price_share;    // [1] of the household price, value-added tax off
  double pellet_price_sd;       // [1] of its logarithm in a year not known
  double pump_capacity;         // [W] heat
  double pump_cop;              // [1]
  double gas_capacity;          // [W]
  double gas_efficiency;        // [1]
  double oil_capacity;          // [W]
  double oil_efficiency;        // [1]
  double start_oil;             // [1] oil used per pellet energy at starts and for support
  double waste_heat_cost;       // [SEK/kWh]
  double incinerator_cost;      // [SEK/kWh]
  double gas_factor;            // [g CO2/kWh]
  double oil_factor;            // [g CO2/kWh]
  double pellet_outage;         // [1] chance a year of a long stop of the pellet boiler
  double pellet_outage_length;  // [year]
  double known_to;              // [year] last calendar year that the data hold
  double pellet_other_gases;    // [g/kWh] CH4 and N2O as CO2e
  double gas_other_gases;       // [g/kWh]
  double co2_per_waste;         // [1]
  double heat_allocation;       // [1] share of the incinerator's CO2 that heat bears
  double vat_factor;            // [1]
  BiogenicFactors biogenic;

  sim::Series power_stations;  // [g/year] CO2e of fossil stations that run for the power market
};

}  // namespace skifte::agents
