#pragma once
#include <array>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Spending whose footprint follows volume and intensity:
///
///   f(t) = f0 K V(t)^h exp(-g (t - 2019))       per inhabitant [g CO2e/year]
///   K = sum_q n_q w_q^h / sum_q n_q over the same in the reference year
///
/// f0 the footprint of 2019 [kg CO2e/(person year)], V real consumption per inhabitant, 2019 = 1, h income elasticity
/// of the footprint [1], g fall of emissions per krona [1/year], n_q inhabitants by income quintile, w_q their income
/// per person over everybody's. Source: f0 of households from SEI's Konsumtionskompassen (release of 2022), of public
/// bodies and investment from the national account; their sum is 9.8 t for Sweden in 2019 (Morfeldt et al. 2023,
/// doi:10.1038/s43247-023-01012-z); elasticities about the 0.85 of all spending in Nässén (2014),
/// doi:10.1016/j.energy.2014.01.019. Deviation: one elasticity over the whole income range; prices only through V.
enum class Spending { food, flights, other_travel, goods_services, public_consumption, investment };
inline constexpr Labels<6> spending_labels = {
    "food", "flights", "other_travel", "goods_services", "public_consumption", "investment"};
inline constexpr std::size_t spendings = spending_labels.size();

struct SpendingAssumptions {
  explicit SpendingAssumptions(sim::AssumptionReader& read);
  std::array<double, spendings> footprint_2019;  // [kg/(person year)]
  std::array<double, spendings> elasticity;      // [1]
  std::array<double, spendings> decline;         // [1/year]
  sim::Series volume;                            // [1], 2019 = 1
  double volume_growth;                          // [1/year] after the last point
};

/// V(t) [1].
double consumption_volume(const SpendingAssumptions& assumptions, sim::Time date);
/// K [1]: 1 when nobody is counted in either year. `relative_income` is w_q.
double composition(const std::array<double, quintiles>& persons, const std::array<double, quintiles>& reference_persons,
                   const std::array<double, quintiles>& relative_income, double elasticity);
/// f(t) [g CO2e/(person year)].
double spending_rate(const SpendingAssumptions& assumptions, Spending spending, sim::Time date,
                     double composition_factor);

/// What habits and demands change in it, as factors on spending_rate:
///
///   diet        1 - s_p (p - p0)             p share of plant-based diets, p0 that of 2019 [1]
///   goods       (1 - s_a a) / (1 - s_a a0)   a share of households with sustainable habits, a0 in the beginning [1]
///   procurement 1 - s_c m c                  c share of contracts with demands, m municipal part of public consumption
///   [1]
///
/// s_p, s_a, s_c savings [1], net of what the money saved is spent on instead (rebound). Never below 0.
struct SavingAssumptions {
  explicit SavingAssumptions(sim::AssumptionReader& read);
  double plant_based;         // s_p [1]
  double plant_based_2019;    // p0 [1]
  double sustainable_habits;  // s_a [1]
  double procurement;         // s_c [1]
  double municipal_share;     // m [1]
  double public_meals;        // footprint of public meals in 2019 [kg/(person year)]
};
double diet_factor(const SavingAssumptions& saving, double plant_based_share);
double goods_factor(const SavingAssumptions& saving, double habit_share, double initial_share);
double procurement_factor(const SavingAssumptions& saving, double demanding_share);

/// Travel in residents' cars and heat and current at home, from activity x lifecycle factor [g CO2e]:
///
///   car     k P [(1 - b) E_f (f u + (F - f) v) + b E_b e] / year + N P M / L
///   heat    Q sum_h share_h x_h,   x = factor of the fuel, or electricity per heat times e
///   current n H e
///
/// k kilometres driven in the city's cars [km/year], P the households' part of them [1], b battery cars' share [1], E
/// energy per km [Wh/km], F and f carbon per energy of unblended and of blended fuel [g/Wh], u well-to-wheel over
/// tank-to-wheel [1], v lifecycle of biofuel relative to the fossil it replaces [1], e electricity's lifecycle factor
/// [g/Wh], N cars, M making and upkeep of a car [kg], L its life [year]; Q useful heat [Wh], n dwellings, H household
/// electricity [kWh/(dwelling year)]. Deviation: one fuel use for all combustion cars; hybrids count as combustion
/// cars.
struct EnergyAssumptions {
  explicit EnergyAssumptions(sim::AssumptionReader& read);
  double private_share;                                             // P [1]
  double combustion_use;                                            // [Wh/km]
  double battery_use;                                               // [Wh/km]
  double well_to_wheel;                                             // u [1]
  double biofuel_lifecycle;                                         // v [1]
  double petrol_fossil_co2, diesel_fossil_co2;                      // [kg/l]
  double petrol_energy, diesel_energy;                              // [kWh/l]
  double combustion_car;                                            // M [kg]
  double battery_car;                                               // M [kg]
  double car_life;                                                  // L [year]
  sim::Series electricity;                                          // e [g/kWh]
  double electricity_decline;                                       // [1/year] after the last point
  double district_heat_upstream, gas_heat, biofuel_heat, oil_heat;  // x [g/kWh] of useful heat
  double direct_electric, air_source, ground_source;                // useful heat per electricity [1]
  double household_electricity;                                     // H [kWh/(dwelling year)]
};

/// F [g CO2/Wh].
double unblended_factor(const EnergyAssumptions& energy);
/// e(t) [g CO2e/Wh].
double electricity_factor(const EnergyAssumptions& energy, sim::Time date);

struct CarUse {
  double annual_km;       ///< all cars registered in the city [km/year]
  double cars;            ///< all cars registered in the city [vehicles]
  double battery_share;   ///< [1]
  double blended_factor;  ///< fossil CO2 of fuel as pumped, mean of petrol and diesel [g/Wh]
};
/// [g CO2e/year] of the city's households.
double car_rate(const EnergyAssumptions& energy, const CarUse& use, sim::Time date);
/// [g CO2e] of useful heat [Wh] by the dwellings' heating systems; `district_heat` fossil CO2 per heat delivered
/// [g/Wh].
double heat_emissions(const EnergyAssumptions& energy, const std::array<double, 7>& dwellings, double heat,
                      double district_heat, sim::Time date);

}  // namespace skifte::agents
