#include "agents/city/lever_costs.hpp"

#include <algorithm>
#include <array>

namespace skifte::agents {

namespace {

struct MeasureOf {
  std::string_view word;
  Measure measure;
};

// Words of a lever's name that say more than the folder it is declared in, the first that fits counting.
constexpr std::array words = std::to_array<MeasureOf>({
    {"ccs", Measure::carbon_capture},
    {"capture", Measure::carbon_capture},
    {"logistics", Measure::vans_trucks},
    {"parking", Measure::behaviour},
    {"cycle", Measure::behaviour},
    {"campaign", Measure::behaviour},
    {"procurement", Measure::machinery},
    {"meals", Measure::behaviour},
    {"district_heat", Measure::district_heat},
    {"gas_homes", Measure::heating},
    {"landfill", Measure::waste},
    {"grid_reinforcement", Measure::other},
    {"biogas", Measure::other},
    {"purchase_bonus", Measure::cars},
    {"contingency", Measure::behaviour},
});

constexpr std::array folders = std::to_array<MeasureOf>({
    {"state", Measure::other},
    {"cars", Measure::cars},
    {"charging", Measure::charging},
    {"firms", Measure::vans_trucks},
    {"public_transport", Measure::public_transport},
    {"housing", Measure::heating},
    {"industry", Measure::industry},
    {"biogas", Measure::industry},
    {"utility", Measure::district_heat},
    {"waste", Measure::waste},
    {"farmers", Measure::agriculture},
    {"machinery", Measure::machinery},
    {"construction", Measure::construction},
    {"behaviour", Measure::behaviour},
    {"consumption", Measure::behaviour},
});

}  // namespace

Measure measure_of_lever(std::string_view name, std::string_view folder) {
  for (const MeasureOf& known : words) {
    if (name.find(known.word) != std::string_view::npos) return known.measure;
  }
  for (const MeasureOf& known : folders) {
    if (folder == known.word) return known.measure;
  }
  return Measure::other;
}

LeverCosts lever_costs(const sim::LeverValues& values, std::span<const sim::LeverDeclaration> declarations) {
  LeverCosts costs;
  for (const auto& [name, setting] : values) {
    const auto declared = std::find_if(declarations.begin(), declarations.end(),
                                       [&name = name](const auto& declaration) { return declaration.name == name; });
    const std::string_view folder = declared == declarations.end() ? std::string_view() : declared->reader;
    const Measure measure = measure_of_lever(name, folder);
    costs.levers.push_back({name, setting, measure});
  }
  return costs;
}

}  // namespace skifte::agents
