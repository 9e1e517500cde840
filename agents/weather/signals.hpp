#pragma once

namespace skifte::agents {

/// The year's cold, one for all who heat and all who supply heat, published by agents/weather before the year begins.
struct WeatherSignals {
  double degree_days = 1;         ///< heating degree days of this calendar year over those of a normal year [1]
  double normal_degree_days = 1;  ///< of a normal year, base temperature 17 degrees C [K d]
  double design_difference = 0;   ///< base temperature less that of the grid's and the networks' design day [K]
};

}  // namespace skifte::agents
