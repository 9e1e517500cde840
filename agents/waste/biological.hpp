#pragma once
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// What decays or is digested outside the landfill, and what the other works of the waste company cost.
///
///   sewage   S = N s exp(g (t - 2015))       N  persons, s  CO2e per person and year, g  continuous trend [1/year]
///   biogas   G = min(K, O + w k)             K  the digester's capacity, O  others' substrate [Wh/year],
///                                            w  sorted food waste [g], k  gas per food waste [Wh/g]
///
/// Of the biogas a share slips out as methane in digestion and upgrading. Source: shape assumed.
/// Deviation: the substrate of industry and farms is constant.
struct BiologicalAssumptions {
  explicit BiologicalAssumptions(sim::AssumptionReader& read);
  double sewage_per_person;      // [g/(person year)] CO2e of sewage and composting
  double sewage_trend;           // [1/year]
  double digester_capacity;      // [Wh/year] biogas
  double other_substrate;        // [Wh/year] biogas from industry's and farms' substrate
  double food_waste_per_person;  // [g/(person year)]
  double gas_per_food_waste;     // [Wh/g]
  double slip;                   // [1] of methane lost in digestion and upgrading
  double landfill_gas_value;     // [SEK/kWh]
  double well_repair_cost;       // [SEK]
  double presorting_investment;  // [SEK year/t] where the scenario names no sum
  double cover_investment;       // [SEK] likewise
};

/// S [g CO2e] of `persons` over `years` (a month's part of one) that begin `since` years after 2015 did.
double sewage_emissions(const BiologicalAssumptions& assumptions, double persons, double since, double years);
/// G [Wh] of `years` (likewise) with `sorted` food waste [g] in them.
double biogas_made(const BiologicalAssumptions& assumptions, double sorted, double years);

}  // namespace skifte::agents
