#pragma once
#include <array>
#include <cstdint>

#include "agents/accounts.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

inline constexpr std::size_t carriers = carrier_labels.size();

/// Footprint of the energy that households use at home and in their cars, from the energy account's own entries, so
/// that the two accounts cannot disagree, times lifecycle factors:
///
///   home   sum_c E_c x_c
///   cars   P (sum_c E_c x_c + sum_p N_p M_p / L)
///
/// E energy by carrier [Wh], P the households' part of the cars' use [1], N cars with and without battery drive alone,
/// M making and upkeep of one [kg], L its life [year], x lifecycle factors [g CO2e/Wh]:
///   petrol, diesel          f u + (F - f) v     f, F fossil CO2 of fuel as pumped and unblended, u well-to-wheel over
///                                               tank-to-wheel, v lifecycle of biofuel over the fossil CO2 it replaces
///   ethanol, HVO            F v
///   district heat           h + h_u             h fossil CO2 of the network's heat, h_u supply and losses
///   electricity             e(t)
///   gas, biogas, oil, wood  their own
/// Source: lifecycle factors as in YAML; boundaries as SEI's Konsumtionskompassen, but for waste-fired heat, which
/// carries all its fossil CO2 here. Deviation: the making of cars is spread over their life, where an account of
/// expenditure books it at purchase.
struct EnergyFootprint {
  explicit EnergyFootprint(sim::AssumptionReader& read);
  double private_share;                                    // P [1]
  double well_to_wheel;                                    // u [1]
  double biofuel_lifecycle;                                // v [1]
  double petrol_fossil_co2, diesel_fossil_co2;             // [kg/l]
  double petrol_energy, diesel_energy;                     // [kWh/l]
  double combustion_car;                                   // M [kg]
  double battery_car;                                      // M [kg]
  double car_life;                                         // L [year]
  sim::Series electricity;                                 // e [g/kWh]
  double electricity_decline;                              // [1/year] after the last point
  double district_heat_upstream;                           // h_u [g/kWh]
  double natural_gas, biogas, heating_oil, solid_biofuel;  // x [g/kWh]
};

/// What decides factors in a month.
struct EnergyState {
  sim::Time date;
  double petrol_fossil_factor;  ///< f of petrol as pumped [g/Wh]
  double diesel_fossil_factor;  ///< f of diesel as pumped [g/Wh]
  double district_heat;         ///< h [g/Wh]
};

/// e(t) [g CO2e/Wh].
double electricity_factor(const EnergyFootprint& energy, sim::Time date);
/// x by Carrier [g CO2e/Wh]; carriers that no household buys have 0.
std::array<double, carriers> lifecycle_factors(const EnergyFootprint& energy, const EnergyState& state);
/// Making and upkeep of the city's cars [g CO2e/year], firms' included, of which the share `battery` drives on current
/// alone.
double car_making(const EnergyFootprint& energy, double cars, double battery);

/// Reads off the energy account what a use has taken since the last reading of the same year.
class EnergyReading {
 public:
  explicit EnergyReading(EndUse use) : use_(use) {}
  /// [Wh] by Carrier.
  std::array<double, carriers> take(const Accounts& accounts, const sim::Window& window);

 private:
  EndUse use_;
  int year_ = -1;
  std::array<std::int64_t, carriers> seen_{};  ///< [Wh]
};

}  // namespace skifte::agents
