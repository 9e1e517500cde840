#pragma once
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Methane of a closed landfill by first-order decay.
///
///   decomposable mass   W(t) = W0 exp(-k (t - t0)),  k = ln 2 / h,  W0 = D b (1 - exp(-k n)) / (1 - exp(-k)) at the
///   last deposit methane made        G = W(t) (1 - exp(-k dt)) F 16/12 recovered           R = w G,   w falls by the
///   rate d, until the owner repairs the wells below the threshold emitted             E = (G - R) (1 - x)
///     h  half-life [year], D  waste deposited a year [g/year], n  years of deposits, b  decomposable carbon per waste
///     [1], F  methane share of the gas [1], x  share oxidised in the cover [1]
///
/// Source: 2006 IPCC Guidelines vol. 5, ch. 3, eq. 3.1-3.6. Deviations: equal yearly deposits; no lag before decay
/// begins.
struct LandfillAssumptions {
  explicit LandfillAssumptions(sim::AssumptionReader& read);
  double half_life;         // [year]
  double deposits;          // [g/year]
  double first_year;        // [year]
  double last_year;         // [year]
  double carbon;            // [1] decomposable carbon per waste, DOC x DOCf x MCF
  double methane_share;     // [1]
  double oxidation;         // [1]
  double recovery;          // [1] with wells in order
  double well_decay;        // [1/year]
  double repair_threshold;  // [1] of the recovery in order
  double methane_gwp;       // [1]
};

/// W at the date, years after the end of deposits [g C]; `years` >= 0.
double decomposable_carbon(const LandfillAssumptions& assumptions, double years);
/// Methane made over `span` years from `years` after the end of deposits [g CH4].
double methane_made(const LandfillAssumptions& assumptions, double years, double span);

/// The wells and the owner's yearly decision to repair them.
class GasWells {
 public:
  explicit GasWells(const LandfillAssumptions& assumptions)
      : assumptions_(assumptions), recovery_(assumptions.recovery) {}
  /// One year on; answers whether the owner repaired.
  bool turn_year();
  double recovery() const { return recovery_; }  ///< w [1]

 private:
  LandfillAssumptions assumptions_;
  double recovery_;
};

}  // namespace skifte::agents
