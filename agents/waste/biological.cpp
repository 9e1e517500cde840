#include "agents/waste/biological.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

BiologicalAssumptions::BiologicalAssumptions(sim::AssumptionReader& read)
    : sewage_per_person(
          read.number("waste.sewage_per_person", "g/(person year)", "Sewage and composting in 2015, CO2e")),
      sewage_trend(read.number("waste.sewage_trend", "1/year", "Continuous rate of change of it per person")),
      digester_capacity(read.number("waste.digester_capacity", "Wh/year", "Biogas the plant can make")),
      other_substrate(read.number("waste.other_substrate", "Wh/year", "Biogas from industry's and farms' substrate")),
      food_waste_per_person(read.number("waste.food_waste_per_person", "g/(person year)", "Households' food waste")),
      gas_per_food_waste(read.number("waste.gas_per_food_waste", "Wh/g", "Biogas per sorted food waste")),
      slip(read.number("waste.methane_slip", "1", "Share of the biogas lost in digestion and upgrading")),
      landfill_gas_value(read.number("landfill.gas_value", "SEK/kWh", "Worth of recovered landfill gas")),
      well_repair_cost(read.number("landfill.repair_cost", "SEK", "Cost of repairing the gas wells")),
      presorting_investment(read.number("waste.presorting_investment", "SEK year/t",
                                        "Investment in presorting per waste that passes it")),
      cover_investment(read.number("landfill.cover_investment", "SEK", "Investment in a cover that oxidises methane")) {
}

double sewage_emissions(const BiologicalAssumptions& assumptions, double persons, double since, double years) {
  return persons * assumptions.sewage_per_person * sim::exp(assumptions.sewage_trend * since) * years;
}

double biogas_made(const BiologicalAssumptions& assumptions, double sorted, double years) {
  return std::min(assumptions.digester_capacity * years,
                  assumptions.other_substrate * years + sorted * assumptions.gas_per_food_waste);
}

}  // namespace skifte::agents
