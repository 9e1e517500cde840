#include "agents/fuel_emissions.hpp"

namespace skifte::agents {

BiogenicFactors::BiogenicFactors(sim::AssumptionReader& read)
    : liquid(read.number("emission_factor.biofuel", "g CO2/Wh", "Biogenic CO2 of liquid biofuels")),
      gas(read.number("emission_factor.biogas", "g CO2/Wh", "Biogenic CO2 of biogas as sent out")),
      wood(read.number("emission_factor.wood", "g CO2/Wh", "Biogenic CO2 of pellets and other wood fuel")) {}

void post_fuel(Accounts& accounts, const sim::Window& window, const FuelPlace& place, const FuelFactors& fuel,
               double energy) {
  accounts.post_energy(window, fuel.carrier, place.use, energy);
  accounts.post_emissions(window, place.row, fuel.carrier, place.local * energy * fuel.fossil);
  if (fuel.biogenic > 0) accounts.post_biogenic(window, place.row, place.local * energy * fuel.biogenic);
}

}  // namespace skifte::agents
