#pragma once
#include <algorithm>
#include <cstdint>

#include "sim/calendar.hpp"
#include "sim/math.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// Long unplanned stops of a plant: a fire, a turbine, a boiler's tubes.
///
///   a year has one with chance p; it begins on any day of the year and lasts min(1 year, E), E exponential with mean m
///   in order  = 1 - (days of the month within a stop)/(days of the month)
///
/// Draws: decision, plant, ordinal the calendar year, lanes 0 whether, 1 when, 2 how long. Years to `last_known` had
/// none but those that the data hold. Source: two-state availability (Billinton & Allan 1996, ch. 2); deviation: at
/// most one stop a year.
struct LongStops {
  double chance;  ///< p [1] a year
  double length;  ///< m [year]
};

/// Part of the month that the plant is in order [1].
inline double part_in_order(const LongStops& stops, const sim::RandomSource& random, sim::Decision decision,
                            sim::AgentId plant, const sim::Window& window, int last_known) {
  double stopped = 0;
  for (const int year : {window.year - 1, window.year}) {
    if (year <= last_known) continue;
    const auto ordinal = static_cast<std::uint32_t>(year);
    if (random.uniform(decision, plant, ordinal, 0) >= stops.chance) continue;
    const sim::Time begin =
        sim::from_civil({year, 1, 1}) + random.uniform(decision, plant, ordinal, 1) * sim::days_per_year;
    const double years = std::min(1.0, -stops.length * sim::log(random.uniform(decision, plant, ordinal, 2)));
    const sim::Time end = begin + years * sim::days_per_year;
    stopped += std::max(0.0, std::min(window.end, end) - std::max(window.begin, begin));
  }
  return std::max(0.0, 1.0 - stopped / (window.end - window.begin));
}

}  // namespace skifte::agents
