#pragma once
#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// How many live in the city, as given from outside:
///   P(t) = observed series, linear between points;  P(t) = P(t_last) exp(g (t - t_last)) afterwards
/// P [persons], g growth [1/year], t [year]. Valid for |g| below a few per cent; fertility, mortality and migration are
/// not modelled one by one.
struct PopulationDriver {
  explicit PopulationDriver(sim::AssumptionReader& read);
  double persons(sim::Time date) const;

  sim::Series observed;  // [persons]
  double growth;         // [1/year]
  double income_growth;  // [1/year]
  double price_level;    // [1]
  double income_year;    // [year]
  /// Disposable income at `date` over the synthetic households', in prices of 2022 [1].
  double income_factor(sim::Time date) const;
};

}  // namespace skifte::agents
