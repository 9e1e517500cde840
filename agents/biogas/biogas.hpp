#pragma once
#include <memory>
#include <optional>

#include "agents/setting.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// Supply open to the city's users a month:
///
///   S = L + R + M + N
///     L  made at Filborna (agents/waste) times the share sold here,  R  the city's part of Skåne's,
///     M = M0 (b r/b0)^e  certified imports through the grid; b  premium over natural gas, r  scarcity
///     (allocation.hpp), e  elasticity [1],  N  plants built since: when wishes exceed supply by more than the
///     threshold at the year's end, and the premium that users pay covers the production cost, somebody starts one that
///     sends gas after its building time; the lever adds to it, paid for by firms where the scenario names no sum.
struct BiogasAssumptions {
  explicit BiogasAssumptions(sim::AssumptionReader& read);
  double local_share;         // [1] of Filborna's gas sold in the city
  sim::Series regional;       // [Wh/year] of Skåne's production open to the city's users
  double regional_growth;     // [1/year] after the last known year
  double imports;             // [Wh/year] at the reference premium
  double import_elasticity;   // [1]
  double reference_premium;   // [SEK/kWh]
  double demand_elasticity;   // [1] of wishes without a contract on the premium
  double scarcity_ceiling;    // [1] largest premium over the market's
  double shortage_threshold;  // [1] of wishes unmet that makes somebody build
  double plant_size;          // [Wh/year]
  double premium_needed;      // [SEK/kWh] that pays a new plant
  double build_time;          // [year]
  double investment;          // [SEK year/Wh]
};

struct BiogasInputs {
  BiogasInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  BiogasAssumptions market;
  std::optional<sim::LeverSetting> expansion;  // parameter capacity [Wh/year]
};

std::unique_ptr<sim::Kind> make_biogas(const BiogasInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
