#pragma once
#include <array>
#include <string_view>

#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Decomposable waste by how fast it decays; the rest of what was deposited is inert.
inline constexpr std::array<std::string_view, 4> landfill_classes = {"food", "garden", "paper", "wood"};

/// Methane of a closed landfill by first-order decay, class by class.
///
///   deposits            D_y = D e^(-g (p - y)) before the peak year p, D e^(-d (y - p)) after it     [g/year]
///   decomposable mass   W_c = sum_y D_y s_c DOC_c f_c e^(-k_c (n - y)) at the end of the last year n  [g C]
///   later               W_c(t) = W_c e^(-k_c t),  t years since the end of year n
///   methane made        G = sum_c W_c(t) (1 - e^(-k_c dt)) F 16/12                                    [g CH4]
///   recovered           R = w G, w falls by the rate of failing wells until the owner repairs below the threshold
///   emitted             E = (G - R) (1 - x)
///     s_c  share of the deposits, DOC_c  degradable carbon per wet waste, f_c  part of it that decomposes (DOCf, MCF
///     1), k_c  decay rate [1/year] times a site's factor, F  methane share of the gas, x  oxidised in the cover or
///     biofilter
///
/// Source: 2006 IPCC Guidelines vol. 5, ch. 3, eq. 3.1-3.6, k of table 3.3 (boreal and temperate, wet), DOC of
/// table 2.4; DOCf by class of the 2019 Refinement, table 3.0. Deviations: constant shares of the classes; no lag
/// before decay begins.
struct LandfillAssumptions {
  explicit LandfillAssumptions(sim::AssumptionReader& read);
  struct WasteClass {
    double share;   // s [1]
    double carbon;  // DOC f [1]
    double decay;   // k [1/year]
  };
  std::array<WasteClass, 4> classes;
  double decay_factor;      // [1] of the site's rates over the tables'
  double deposits;          // [g/year] in the peak year
  double first_year;        // [year]
  double peak_year;         // [year]
  double last_year;         // [year]
  double growth;            // [1/year] before the peak
  double decline;           // [1/year] after it
  double methane_share;     // [1]
  double oxidation;         // [1]
  double recovery;          // [1] with wells in order
  double well_decay;        // [1/year]
  double repair_threshold;  // [1] of the recovery in order
  double methane_gwp;       // [1]
};

/// What lies in the closed landfill.
class Landfill {
 public:
  explicit Landfill(const LandfillAssumptions& assumptions);
  /// W_c summed over classes, `years` >= 0 after the end of deposits [g C].
  double decomposable_carbon(double years) const;
  /// Methane made over `span` years from `years` after the end of deposits [g CH4].
  double methane_made(double years, double span) const;

 private:
  std::array<double, 4> at_end_{};  // [g C]
  std::array<double, 4> rate_{};    // [1/year]
  double methane_share_;            // [1]
};

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
