#pragma once
#include <array>

#include "agents/housing/heating_technology.hpp"
#include "agents/weather/signals.hpp"

namespace skifte::agents {

/// Power that dwellings ask for on the design day, by heating system:
///
///   useful    P = (1 - w) Q D / (24 T) + w Q / H
///   electric  E = c P x,    x = 1 / e                              direct electric
///                           x = k / C + (1 - k) / e                heat pumps
///                           x = (1 - g) / e                        homes on gas, whose other heat is electric
///                           x = 0                                  district heat, biofuel, oil
///
/// P, E [W]; Q useful heat of a normal year [Wh/year], w its part that is hot water [1], D base temperature less that
/// of the design day [K], T degree days of a normal year [K d], H hours of a year, c coincidence [1], k share of the
/// useful power that the heat pump covers on that day [1], C its coefficient of performance then [1], e efficiency of
/// direct electric heat [1], g gas_main_share. Loss is linear in the temperature difference (EN 12831; degree days
/// after Quayle & Diaz 1980, doi:10.1175/1520-0450(1980)019<0241:HDDDAT>2.0.CO;2). Deviations: hot water at its mean
/// power; no storage, no wind; a day's mean, not an hour's.
struct DesignPower {
  explicit DesignPower(sim::AssumptionReader& read);
  double pump_performance_air;     // C [1]
  double pump_performance_ground;  // C [1]
  double pump_coverage_air;        // k [1]
  double pump_coverage_ground;     // k [1]
  double coincidence;              // c [1]

  /// P [W] for `heat` [Wh/year].
  static double useful(double heat, double hot_water_share, const WeatherSignals& weather);
  /// E [W] for `power` = P [W].
  double electric(Heating system, double power, const HeatingTechnology& technology) const;
};

}  // namespace skifte::agents
