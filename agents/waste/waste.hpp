#pragma once
#include <memory>
#include <optional>

#include "agents/lever_works.hpp"
#include "agents/setting.hpp"
#include "agents/waste/biological.hpp"
#include "agents/waste/carbon_capture.hpp"
#include "agents/waste/incineration.hpp"
#include "agents/waste/landfill.hpp"

namespace skifte::agents {

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
