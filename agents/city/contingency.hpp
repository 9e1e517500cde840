#pragma once
#include "sim/levers.hpp"

namespace skifte::agents {

/// The adaptive rule of the climate plan: each newly published inventory year y is held against a path that falls,
///
///   T(y) = T0 (1 - d)^max(0, y - y0)    T0 threshold [t CO2e] for year y0, d yearly decline [1]
///
/// and extra measures run from that publication on if the published total exceeds T(y), until a later one does not.
/// Years before y0 are not judged. It reads the published account, more than a year late: nobody sees the physical one.
/// After Haasnoot et al. (2013), dynamic adaptive policy pathways, doi:10.1016/j.gloenvcha.2012.12.006. Deviation: one
/// signpost with one set of measures.
class Contingency {
 public:
  /// From the lever's parameters threshold [kt], year [year], decline [1].
  explicit Contingency(const sim::LeverSetting& setting);
  /// Judges a published total [t CO2e] of `year`; answers whether the extra measures run.
  bool judge(int year, double total);
  bool running() const { return running_; }
  double threshold(int year) const;  ///< T(y) [t CO2e]

 private:
  double threshold_;  // [t CO2e]
  double year_;       // [year]
  double decline_;    // [1]
  int judged_ = 0;    // the newest year judged
  bool running_ = false;
};

}  // namespace skifte::agents
