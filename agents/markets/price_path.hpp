#pragma once
#include <string>
#include <string_view>

#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// A price: its history as points, then growth by a constant real rate. p(t) = p(t0) exp(g (t - t0)) past the last
/// point t0, never less than the share `price.floor` of p(t0).
struct PricePath {
  PricePath(sim::AssumptionReader& read, const std::string& name, std::string_view unit, std::string_view meaning);
  double at(sim::Time date) const;
  sim::Series history;  // in the declared unit
  double growth;        // [1/year], real
  double floor;         // [1] of the last known price
};

/// A price that history leaves at its last point and expectations put at a level in 2030 and 2050; straight lines
/// between.
struct OutlookPath {
  OutlookPath(sim::AssumptionReader& read, const std::string& name, std::string_view unit, std::string_view meaning);
  double at(sim::Time date) const;
  sim::Series history;  // in the declared unit
  double level_2030;    // in the declared unit
  double level_2050;    // in the declared unit
};

}  // namespace skifte::agents
