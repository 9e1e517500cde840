#pragma once
#include <memory>
#include <optional>

#include "agents/charging/operators.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Operators of public chargers. See README.md.
struct ChargingInputs {
  ChargingInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  OperatorAssumptions operators;
  AccessAssumptions access;
  double initial_points;  // [points]
  double point_power;     // [W] that a fast point asks for
  std::optional<sim::LeverSetting> public_charging;
};

std::unique_ptr<sim::Kind> make_charging(const ChargingInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
