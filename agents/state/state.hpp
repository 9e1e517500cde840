#pragma once
#include <memory>
#include <optional>

#include "agents/setting.hpp"
#include "agents/state/fuel_law.hpp"
#include "agents/state/instruments.hpp"

namespace skifte::agents {

/// The state and the EU: laws and instruments as a dated timeline. Publishes PolicySignals; decides nothing by itself.
struct StateInputs {
  StateInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  FuelLawAssumptions fuel_law;
  InstrumentAssumptions instruments;
  std::optional<sim::LeverSetting> frozen_world;
  std::optional<sim::LeverSetting> repealed_obligation;
  std::optional<sim::LeverSetting> obligation_level;
  std::optional<sim::LeverSetting> fuel_tax;
};

std::unique_ptr<sim::Kind> make_state(const StateInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
