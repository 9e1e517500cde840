#include "agents/construction/material_choice.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

MaterialAssumptions::MaterialAssumptions(sim::AssumptionReader& read) : reference{} {
  for (std::size_t type = 0; type < building_types; ++type) {
    reference[type] = read.number("building.emissions." + std::string(building_type_labels[type]), "kg CO2e/m2",
                                  "Emissions of ordinary building in 2022, modules A1-A5, per gross floor area");
  }
  progress =
      read.number("building.material_progress", "1/year", "Fall of ordinary materials' emissions, continuous rate");
  cost_scale =
      read.number("building.reduction_cost_scale", "SEK/m2", "Marginal cost of a full reduction by choice of material");
  largest_reduction = read.number("building.largest_reduction", "1", "Largest reduction by choice of material");
  reuse_saving = read.number("building.reuse_saving", "1", "Emissions that a reused material avoids");
}

double ordinary_emissions(const MaterialAssumptions& assumptions, BuildingType type, sim::Time date, double reused) {
  const double years = sim::decimal_year(date) - 2022;
  return assumptions.reference[static_cast<std::size_t>(type)] * (1 - assumptions.reuse_saving * reused) *
         sim::exp(-assumptions.progress * years);
}

MaterialChoice choose_materials(const MaterialAssumptions& assumptions, double ordinary, double willingness,
                                double limit) {
  const double wanted = std::max(0.0, willingness * ordinary / assumptions.cost_scale);
  const double demanded = 1 - limit / ordinary;  // minus infinity without a limit
  const double reduction = std::min(assumptions.largest_reduction, std::max(wanted, demanded));
  return {ordinary * (1 - reduction), 0.5 * assumptions.cost_scale * reduction * reduction};
}

LimitAssumptions::LimitAssumptions(sim::AssumptionReader& read) : proposal{} {
  for (std::size_t type = 0; type < building_types; ++type) {
    proposal[type] = read.number("building.limit." + std::string(building_type_labels[type]), "kg CO2e/m2",
                                 "Proposed limit value, modules A1-A5, per gross floor area");
  }
  law_start = read.number("building.limit.law_start", "year", "Decimal year from which permits meet limits by law");
  law_tightening =
      read.number("building.limit.law_tightening", "1/year", "Continuous rate at which the law's limits fall");
}

double limit_by_law(const LimitAssumptions& assumptions, BuildingType type, sim::Time date) {
  const double years = sim::decimal_year(date) - assumptions.law_start;
  if (years < 0) return std::numeric_limits<double>::infinity();
  return assumptions.proposal[static_cast<std::size_t>(type)] * sim::exp(-assumptions.law_tightening * years);
}

double limit_by_lever(const LimitAssumptions& assumptions, BuildingType type, sim::Time date,
                      const std::optional<sim::LeverSetting>& lever) {
  if (!lever || !lever->in_force(date)) return std::numeric_limits<double>::infinity();
  const double level = lever->number("level", 1);
  const double final_level = lever->number("final_level", level);
  return assumptions.proposal[static_cast<std::size_t>(type)] * (level + lever->strength(date) * (final_level - level));
}

}  // namespace skifte::agents
