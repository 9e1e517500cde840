#pragma once
#include <array>

#include "agents/firms/truck_class.hpp"
#include "agents/firms/truck_owners.hpp"

namespace skifte::agents {

/// Fuels of a few trucks in a thousand: variants of the common engine, petrol for vans (flexifuel, hybrid, plug-in
/// hybrid), diesel for heavy trucks (pure ethanol in a compression engine, hybrid).
///   P(variant f | the engine f belongs to is bought) = s_f(t)
/// Buyers choose the engine by the logit (truck_choice.hpp); which variant it comes in is drawn. Source: none, a
/// description of what is registered. Deviation: a variant's own cost moves nobody, since of 8 000 vans some 25 are
/// such.
struct TruckVariantAssumptions {
  TruckVariantAssumptions(sim::AssumptionReader& read, TruckWeight weight);
  TruckFuel engine;
  std::array<sim::Series, registered_truck_fuels - truck_fuels> share;  // s_f [1], from TruckFuel::ethanol on
  double ethanol_share;                                                 // [1] of ethanol trucks' energy
};

/// Whose price and engine a truck has: itself, or the engine it is a variant of.
TruckFuel main_fuel(const TruckVariantAssumptions& variants, TruckFuel fuel);
/// What is registered when `engine` is bought at `date`; u uniform.
TruckFuel variant_bought(const TruckVariantAssumptions& variants, TruckFuel engine, sim::Time date, double u);

/// Energy of the variants' distance [Wh].
struct VariantEnergy {
  double engine_fuel;  ///< petrol or diesel as pumped
  double ethanol;
  double current;
};
/// `km` by registered fuel [km].
VariantEnergy variant_energy(const TruckVariantAssumptions& variants, const TruckMarketAssumptions& market,
                             const TruckClassAssumptions& truck_class,
                             const std::array<double, registered_truck_fuels>& km);

}  // namespace skifte::agents
