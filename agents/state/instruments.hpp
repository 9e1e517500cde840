#pragma once
#include <array>

#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Bonuses, taxes and grants of state and EU as dated steps; see scenarios/assumptions/state.yaml for each one's
/// source.
struct InstrumentAssumptions {
  explicit InstrumentAssumptions(sim::AssumptionReader& read);
  sim::Series petrol_tax, diesel_tax;                                           // [SEK/l]
  sim::Series bonus_battery, bonus_plugin;                                      // [SEK]
  sim::Series bonus_announced_end;                                              // decimal year known in advance, 0 none
  sim::Series tax_petrol_car, tax_diesel_car, tax_plugin_car, tax_battery_car;  // [SEK/year]
  sim::Series tax_gas_car, tax_ethanol_car;                                     // [SEK/year]
  double tax_hybrid_position;                   // [1] 0 taxed as a petrol car, 1 as a plug-in hybrid
  sim::Series benefit_plugin, benefit_battery;  // [1]
  sim::Series zero_emission_floor;              // [1]
  double combustion_end_announced;              // [year] from which the end is known
  double combustion_end;                        // [year]
  double combustion_models_left;                // [1]
  sim::Series truck_grant, van_grant;           // [1], [SEK]
  sim::Series heating_grant_share, heating_grant_ceiling, heating_grant_budget;  // [1], [SEK], [MSEK/year]
  sim::Series carbon_tax, carbon_tax_industry;                                   // [SEK/kg], [1]
  sim::Series f_gas_quota;                                                       // [1]
  sim::Series packaging_waste;                                                   // [1]
  sim::Series bio_ccs_support;                                                   // [SEK/t]
  sim::Series farm_payment;                                                      // [SEK/(ha year)]
};

}  // namespace skifte::agents
