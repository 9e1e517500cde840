#pragma once
#include <memory>
#include <optional>

#include "agents/consumption/energy_footprint.hpp"
#include "agents/consumption/footprint.hpp"
#include "agents/consumption/sustainable_habits.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Households' and public bodies' consumption: the footprint account, wherever the emissions occur. Nothing of it
/// enters the territorial account.
struct ConsumptionInputs {
  ConsumptionInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  SpendingAssumptions spending;
  SavingAssumptions saving;
  EnergyFootprint energy;
  SustainableHabitAssumptions habits;
  std::optional<sim::LeverSetting> sustainable_consumption;  // level, potential [1]
  std::optional<sim::LeverSetting> public_meals;             // reduction [1]
  std::optional<sim::LeverSetting> climate_procurement;      // share, saving [1]
};

std::unique_ptr<sim::Kind> make_consumption(const ConsumptionInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
