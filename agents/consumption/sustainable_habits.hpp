#pragma once
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Habits of repairing, sharing and buying used spread among households by information and by contact, and are lost
/// again:
///
///   da/dt = (i + c u + q a) max(0, m - a) - r a
///
/// a share of households with the habit [1], m potential [1], i spontaneous uptake [1/year], c uptake through campaigns
/// [1/year] at strength u [1], q imitation [1/year], r relapse [1/year]. Bass (1969), doi:10.1287/mnsc.15.5.215, with
/// relapse; for r = 0, u constant its closed form holds. Integrated with one step of the classical Runge-Kutta method a
/// month. Valid for rates below 5/year.
struct SustainableHabitAssumptions {
  explicit SustainableHabitAssumptions(sim::AssumptionReader& read);
  double initial;      // [1] at the period's beginning
  double potential;    // [1]
  double spontaneous;  // [1/year]
  double campaign;     // [1/year]
  double imitation;    // [1/year]
  double relapse;      // [1/year]
};

/// The share after `years` [year] from `share`, `activation` = u [1] at first and throughout.
double habit_after(const SustainableHabitAssumptions& habit, double share, double activation, double years);

}  // namespace skifte::agents
