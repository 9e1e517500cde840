#pragma once
#include <cstdint>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Share of households that can charge a car at home, by form of dwelling and tenure [1]:
///   p(t) = min(ceiling, start + growth (t - t0)),  t0 = 2015-01-01, t [year]
/// growth 0 for houses. A household's luck is its dwelling's, so a socket once there stays.
struct HomeChargingAssumptions {
  explicit HomeChargingAssumptions(sim::AssumptionReader& read);
  double house;               // [1]
  double cooperative_start;   // [1]
  double cooperative_growth;  // [1/year]
  double rental_start;        // [1]
  double rental_growth;       // [1/year]
  double flat_ceiling;        // [1]

  double share(Dwelling dwelling, Tenure tenure, double years_since_2015) const;
};

}  // namespace skifte::agents
