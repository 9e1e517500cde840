#pragma once
#include <memory>
#include <optional>

#include "agents/lever_works.hpp"
#include "agents/setting.hpp"
#include "agents/waste/carbon_capture.hpp"
#include "agents/waste/incineration.hpp"
#include "agents/waste/landfill.hpp"

namespace skifte::agents {

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

struct WasteInputs {
  WasteInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  IncinerationAssumptions incineration;
  CaptureAssumptions capture;
  LandfillAssumptions landfill;
  BiologicalAssumptions biological;
  std::optional<sim::LeverSetting> filborna_ccs;        // capture [g/year], operating [date]
  std::optional<sim::LeverSetting> plastic_presorting;  // share [1] of the waste that passes it
  std::optional<sim::LeverSetting> landfill_cover;      // oxidation [1]
};

std::unique_ptr<sim::Kind> make_waste(const WasteInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
