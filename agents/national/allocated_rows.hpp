#pragma once
#include <array>

#include "agents/categories.hpp"
#include "agents/state/signals.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// National emissions of the inventory's smaller allocated rows, each relative to a constant of its own [1].
///   machinery    = activity x fossil factor of diesel x (1 - e),  e electric share of work, logistic in time
///   ports and airports  the same without the fossil factor, which that row does not follow
///   own heating  = exp(trend t): boilers that leave
///   F-gases      = bank of refrigerant B: dB/dt = (q - B) / L, q the EU quota, L the equipment's lifetime; leaks ~ B
///   other rows   = exp(trend t)
/// Why national: SMHI spreads these rows by keys, so what the city's own agents do is invisible in them
/// (docs/methods/accounts.md).
struct AllocatedRowsAssumptions {
  explicit AllocatedRowsAssumptions(sim::AssumptionReader& read);
  double machinery_activity_growth;    // [1/year]
  double machinery_electric_midpoint;  // [year] half of the work is electric
  double machinery_electric_speed;     // [1/year]
  double own_heating_trend;            // [1/year]
  double f_gas_lifetime;               // [year]
  double f_gas_floor;                  // [1] equipment under old rules keeps leaking at least this
  double solvents_trend;               // [1/year]
  double railways_trend, shipping_trend, motorcycles_trend;  // [1/year]
};

class AllocatedRows {
 public:
  explicit AllocatedRows(const AllocatedRowsAssumptions& assumptions) : in_(assumptions) {}
  void step(sim::Time driver_date, const PolicySignals& policy);
  const std::array<double, subsectors>& index() const { return index_; }

 private:
  AllocatedRowsAssumptions in_;
  std::array<double, subsectors> index_{};
  double f_gas_bank_ = 1;
};

}  // namespace skifte::agents
