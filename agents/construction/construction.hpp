#pragma once
#include <array>
#include <memory>
#include <optional>

#include "agents/construction/material_choice.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// What is built in the city and by whom.
struct BuildingActivity {
  explicit BuildingActivity(sim::AssumptionReader& read);
  double house_share;         // [1] of the dwellings completed
  double area_flat;           // [m2/dwelling] gross
  double area_house;          // [m2/dwelling] gross
  sim::Series premises_area;  // [m2/year] gross
  double lead_time;           // [year] from permit to completion
  double builders;            // number of firms [1]
  double willingness_median;  // [SEK/kg] among builders
  double willingness_spread;  // [1] standard deviation of its logarithm
};

/// Builders: firms of differing ambition that choose materials under limit values. Their emissions go to the footprint
/// account only, never to the territorial one.
struct ConstructionInputs {
  ConstructionInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  MaterialAssumptions materials;
  LimitAssumptions limits;
  BuildingActivity activity;
  std::optional<sim::LeverSetting> building_limits;  // level, final_level, share [1]
  std::optional<sim::LeverSetting> building_reuse;   // share [1]
};

std::unique_ptr<sim::Kind> make_construction(const ConstructionInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
