#pragma once
#include <array>

#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Who reckons with plug-in cars at all: a household that does not has none in its choice set (a consideration gate,
/// Struben & Sterman 2008, doi:10.1068/b33022t; the spread is Bass's, 1969, doi:10.1287/mnsc.15.5.215).
///   dH_z/dt = m + c campaign + w x_z,  H_z(0) = -log(1 - A_0);  household aware once H_z > e,
///   e = -log(u) exp(-s attitude), u uniform, drawn once for the household in its dwelling
/// H_z: exposure in zone z [1]; m: media [1/year]; campaign: the city's [1]; x_z: share of plug-ins among the zone's
/// private cars [1]; w: word of mouth [1/year]; A_0: share aware at the start when s = 0. For s = 0 the share aware
/// follows dA/dt = (m + c campaign + w x)(1 - A). Nobody forgets. Firms are aware: who leases cars for a living knows.
struct AwarenessAssumptions {
  explicit AwarenessAssumptions(sim::AssumptionReader& read);
  double initial;        // [1] A_0
  double media;          // [1/year] m
  double campaign;       // [1/year] c
  double word_of_mouth;  // [1/year] w
  double attitude;       // [1] s
};

class Awareness {
 public:
  explicit Awareness(const AwarenessAssumptions& assumptions);
  /// Moves on by `years`. `plugin_share`: x by zone [1].
  void advance(double campaign, const std::array<double, 3>& plugin_share, double years);
  /// H_z [1].
  double exposure(int zone) const { return exposure_[static_cast<std::size_t>(zone)]; }
  /// e of a household [1]; `luck`: -log(u), standard exponential.
  static double threshold(const AwarenessAssumptions& assumptions, double luck, double attitude);

 private:
  const AwarenessAssumptions& assumptions_;
  std::array<double, 3> exposure_{};
};

}  // namespace skifte::agents
