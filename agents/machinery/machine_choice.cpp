#include "agents/machinery/machine_choice.hpp"

#include <string>

namespace skifte::agents {

MachineAssumptions::MachineAssumptions(sim::AssumptionReader& read) : owner{}, biogenic(read) {
  for (std::size_t o = 0; o < owner.size(); ++o) {
    const std::string name = std::string(machine_owner_labels[o]);
    owner[o] = {
        read.number("machinery.energy." + name, "Wh/year", "Fuel used by these owners' machines in 2015"),
        read.series("machinery.activity." + name, "1", "Work done relative to 2015"),
        read.number("machinery.activity_growth." + name, "1/year", "Growth of work after the last known year"),
        read.number("machinery.lifetime." + name, "year", "Weibull scale of a machine's life"),
        read.number("machinery.price." + name, "SEK year/Wh", "Price of a combustion machine per yearly fuel energy"),
        read.number("machinery.premium_factor." + name, "1",
                    "These machines' extra price for electric drive over the mean"),
        read.number("machinery.availability_delay." + name, "year", "Years after others until electric models come",
                    sim::Bounds::any()),
        read.number("machinery.electric_share_2015." + name, "1", "Share of machines electric in 2015"),
        read.number("machinery.public_share." + name, "1", "Share of work done for public buyers"),
    };
  }
  lifetime_shape = read.number("machinery.lifetime_shape", "1", "Weibull shape of a machine's life");
  annuity = read.number("machinery.annuity", "1/year", "Yearly capital cost per machine price");
  electricity_per_fuel = read.number("machinery.electricity_per_fuel", "1", "Electricity that replaces a unit of fuel");
  cost_sensitivity = read.number("machinery.cost_sensitivity", "1", "Utility per relative cost");
  electric_premium = read.series("machinery.electric_premium", "1", "Extra price of an electric machine");
  garden_comfort = read.number("machinery.garden_comfort", "1",
                               "What households give for an electric garden machine's comfort, over its petrol price");
  availability = read.series("machinery.availability", "1", "Share of machine types sold with electric drive");
  hvo_willingness = read.number("machinery.hvo_willingness", "1", "Mean extra fuel cost accepted without a demand");
  other_gases = read.number("machinery.other_gases", "g/Wh", "Methane and nitrous oxide per fuel energy");
  port_own_share = read.number("machinery.port_own_share", "1",
                               "Share of the inventory's port and airport row that machines in the port explain");
  vat_factor = read.number("tax.vat_factor", "1", "Price with value added tax over the price without");
  activity_sd = read.number("machinery.activity_sd", "1",
                            "Standard deviation of the logarithm of a year's work around its trend");
  activity_persistence =
      read.number("machinery.activity_persistence", "1", "Part of a year's shock left the year after");
  allotted_sd = read.number("machinery.allotted_sd", "1",
                            "Standard deviation of the yearly shock, log, of the allotted rest of the port's row");
  demand_compliance =
      read.number("machinery.demand_compliance", "1", "Share of the work under a fossil-free demand that meets it");
  grid_share = read.number("machinery.grid_share", "1",
                           "Share of construction's and the port's machines that need a grid connection of their own");
  site_planning_time =
      read.number("machinery.site_planning_time", "year", "Time from the plan of a site to work with machines");
  hvo_elasticity = read.number("machinery.hvo_elasticity", "1", "Elasticity of pure HVO's supply on its price");
  hvo_price_cap = read.number("machinery.hvo_price_cap", "1",
                              "Highest price of pure HVO over its list price; beyond it buyers go without");
  hvo_supply_share =
      read.number("machinery.hvo_supply_share", "1",
                  "Pure HVO that the national supply leaves the city, over its diesel engines' fuel of the first year");
  cohort_size_spread =
      read.number("machinery.cohort_size_spread", "1", "Spread of cohorts' sizes: 0 all equal, 1 exponential");
  hvo_energy = read.number("machinery.hvo_energy", "Wh/l", "Energy content of pure HVO");
}

bool connection_in_time(double u, double planning_time, double lead_time) {
  return lead_time <= planning_time || u * lead_time < planning_time;
}

MachineCosts machine_costs(const MachineAssumptions& assumptions, MachineOwner owner, sim::Time date, double fuel_price,
                           double electricity_price) {
  const OwnerAssumptions& terms = assumptions.owner[static_cast<std::size_t>(owner)];
  const double capital = terms.price * assumptions.annuity;
  const double comfort = owner == MachineOwner::households ? assumptions.garden_comfort : 0.0;
  const double extra = terms.premium_factor * assumptions.electric_premium.at(date) - comfort;
  return {capital + fuel_price, capital * (1.0 + extra) + assumptions.electricity_per_fuel * electricity_price};
}

}  // namespace skifte::agents
