#pragma once
#include <memory>
#include <optional>

#include "agents/machinery/machine_choice.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

struct MachineryInputs {
  MachineryInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  MachineAssumptions machines;
  std::optional<sim::LeverSetting> fossil_free_sites;     // parameter share [1]
  std::optional<sim::LeverSetting> port_electrification;  // parameter share [1]
};

std::unique_ptr<sim::Kind> make_machinery(const MachineryInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
