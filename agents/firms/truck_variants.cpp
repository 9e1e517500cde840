#include "agents/firms/truck_variants.hpp"

namespace skifte::agents {

TruckVariantAssumptions::TruckVariantAssumptions(sim::AssumptionReader& read, TruckWeight weight)
    : engine(weight == TruckWeight::light ? TruckFuel::petrol : TruckFuel::diesel), ethanol_share(0) {
  const std::string name = std::string(truck_weight_labels[static_cast<std::size_t>(weight)]) + "_truck.";
  for (std::size_t v = 0; v < share.size(); ++v) {
    share[v] = read.series(name + "variant." + std::string(truck_fuel_labels[v + truck_fuels]), "1",
                           "Share of such trucks among those bought with the common engine (petrol in vans, diesel in "
                           "heavy trucks)",
                           sim::Bounds::not_negative());
  }
  ethanol_share = read.number(name + "ethanol_share", "1", "Share of ethanol trucks' energy that is ethanol fuel");
}

TruckFuel main_fuel(const TruckVariantAssumptions& variants, TruckFuel fuel) {
  return at(fuel) < truck_fuels ? fuel : variants.engine;
}

TruckFuel variant_bought(const TruckVariantAssumptions& variants, TruckFuel engine, sim::Time date, double u) {
  if (engine != variants.engine) return engine;
  double below = 0;
  for (std::size_t v = 0; v < variants.share.size(); ++v) {
    below += variants.share[v].at(date);
    if (u < below) return static_cast<TruckFuel>(v + truck_fuels);
  }
  return engine;
}

VariantEnergy variant_energy(const TruckVariantAssumptions& variants, const TruckMarketAssumptions& market,
                             const TruckClassAssumptions& a, const std::array<double, registered_truck_fuels>& km) {
  const double use = a.energy_use[at(variants.engine)];
  const double ethanol = km[at(TruckFuel::ethanol)] * use;
  const double plugin = km[at(TruckFuel::plugin_hybrid)];
  return {(1 - variants.ethanol_share) * ethanol + km[at(TruckFuel::hybrid)] * use * market.hybrid_use +
              plugin * (1 - market.plugin_electric_share) * use * market.hybrid_use,
          variants.ethanol_share * ethanol,
          plugin * market.plugin_electric_share * a.energy_use[at(TruckFuel::battery)]};
}

}  // namespace skifte::agents
