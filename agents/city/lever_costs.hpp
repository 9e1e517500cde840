#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agents/categories.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// What a lever costs and for which measure it is booked.
struct LeverCost {
  std::string name;
  sim::LeverSetting setting;
  Measure measure = Measure::other;
};

/// Every lever the scenario pulls, sorted by name. The runner puts it on the board before the kinds are made
/// (`setting.board.of<LeverCosts>() = lever_costs(sim::in_run(values, begin), declared_levers())`); agents/city books
/// it.
struct LeverCosts {
  std::vector<LeverCost> levers;
};

/// The measure a lever belongs to: by its name where that tells (carbon capture, charging, heat ...), else by the
/// folder that declares it.
Measure measure_of_lever(std::string_view name, std::string_view folder);

/// The pulled levers with their measures; of one that nobody declares only the name tells.
LeverCosts lever_costs(const sim::LeverValues& values, std::span<const sim::LeverDeclaration> declarations);

}  // namespace skifte::agents
