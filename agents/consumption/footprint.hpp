#pragma once
#include <array>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Spending whose footprint follows volume and intensity:
///
///   f(t) = f0 K V(t)^h exp(-g (t - 2019.5))     per inhabitant [g CO2e/year]
///   V(t) = V(t0) Y(t)/Y(t0) exp(v (t - t0))     after the last known volume at t0
///   K = sum_q n_q w_q^h / sum_q n_q over the same in the reference year
///
/// Y real income (agents/demography), v growth of consumption beyond that of income [1/year],
/// t in decimal years, f0 the footprint of 2019 [kg CO2e/(person year)], V real consumption
/// per inhabitant, 2019 = 1, h income elasticity of the footprint [1], g fall of emissions per krona [1/year], n_q
/// inhabitants by income quintile, w_q their income per person over everybody's. Source: f0 of households from SEI's
/// Konsumtionskompassen (release of 2022), of public bodies and investment from the national account; their sum is 9.8
/// t for Sweden in 2019 (Morfeldt et al. 2023, doi:10.1038/s43247-023-01012-z); elasticities about the 0.85 of all
/// spending in Nässén (2014), doi:10.1016/j.energy.2014.01.019. Deviation: one elasticity over the whole income range;
/// prices only through V.
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
  double volume_growth;                          // v [1/year]
};

/// V(t) [1] at a real income of `income` times that of the last known volume.
double consumption_volume(const SpendingAssumptions& assumptions, sim::Time date, double income = 1);
/// K [1]: 1 when nobody is counted in either year. `relative_income` is w_q.
double composition(const std::array<double, quintiles>& persons, const std::array<double, quintiles>& reference_persons,
                   const std::array<double, quintiles>& relative_income, double elasticity);
/// f(t) [g CO2e/(person year)].
double spending_rate(const SpendingAssumptions& assumptions, Spending spending, sim::Time date,
                     double composition_factor, double income = 1);

/// What habits and demands change in it, as factors on spending_rate:
///
///   diet        1 - s_p (p - p0)             p share of plant-based diets, p0 that of 2019 [1]
///   goods       (1 - s_a a) / (1 - s_a a0)   a share of households with sustainable habits, a0 in the beginning [1]
///   procurement 1 - m (1 - (1 - s_f c) (1 - s_c q))     m municipal part of public consumption [1], c share of
///               contracts that demand fossil-free machines and transport, q share of purchases under other demands [1]
///
/// s_p, s_a, s_f, s_c savings [1], net of what the money saved is spent on instead (rebound). Never below 0.
struct SavingAssumptions {
  explicit SavingAssumptions(sim::AssumptionReader& read);
  double plant_based;         // s_p [1]
  double plant_based_2019;    // p0 [1]
  double sustainable_habits;  // s_a [1]
  double fossil_free;         // s_f [1]
  double procurement;         // s_c [1]
  double municipal_share;     // m [1]
  double public_meals;        // footprint of public meals in 2019 [kg/(person year)]
};
double diet_factor(const SavingAssumptions& saving, double plant_based_share);
double goods_factor(const SavingAssumptions& saving, double habit_share, double initial_share);
double procurement_factor(const SavingAssumptions& saving, double fossil_free_share, double demanding_share,
                          double demanded_saving);

}  // namespace skifte::agents
