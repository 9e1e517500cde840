#pragma once
#include <memory>
#include <optional>

#include "agents/fuel_emissions.hpp"
#include "agents/setting.hpp"
#include "agents/utility/grid.hpp"

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

struct NetworkAssumptions {
  explicit NetworkAssumptions(sim::AssumptionReader& read);
  double offer_rate;           // [1/year] houses outside that get an offer where it just pays
  double offer_margin;         // [SEK/kWh] margin at which it just pays
  double offer_rate_ceiling;   // [1/year]
  double gas_customer_cost;    // [SEK/(dwelling year)] of keeping the gas network open
  double gas_customer_margin;  // [SEK/(dwelling year)] it earns
  double gas_network_floor;    // [dwelling] that share the fixed cost
  double gas_notice;           // [year] from announcement to closure
};

struct UtilityInputs {
  UtilityInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  HeatAssumptions heat;
  NetworkAssumptions network;
  GridAssumptions grid;
  std::optional<sim::LeverSetting> heat_pumps;           // capacity [W]
  std::optional<sim::LeverSetting> flue_gas_recovery;    // capacity [W]
  std::optional<sim::LeverSetting> heat_storage;         // capacity [Wh]
  std::optional<sim::LeverSetting> grid_reinforcement;   // capacity [W]
  std::optional<sim::LeverSetting> gas_network_closure;  // closure [date]
};

std::unique_ptr<sim::Kind> make_utility(const UtilityInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
