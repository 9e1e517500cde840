#pragma once
#include "agents/waste/incineration.hpp"
#include "sim/calendar.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// What chance brings the incinerator, each by draws of its own that no other decision shares. In years that the data
/// hold there is none: the series say what happened.

/// Part of the month that the boiler is in order [1] (`agents/long_stop.hpp`).
double boiler_in_order(const IncinerationAssumptions& plant, const sim::RandomSource& random,
                       const sim::Window& window);

/// The European waste market's year y [SEK/t]: an autoregressive series of first order with standard deviation s,
///
///   y(t) = a y(t - 1) + s sqrt(1 - a^2) z(t)    a  persistence [1], z  standard normal, one a calendar year
///
/// cut off after eight years (a^8 is left out), so that a year needs no state.
double fee_change(const IncinerationAssumptions& plant, const sim::RandomSource& random, int year);

/// The year's factor on the fossil part [1]: observed, afterwards exp(s z) with s the sampling error of the share.
double fossil_shock(const IncinerationAssumptions& plant, const sim::RandomSource& random, int year);

}  // namespace skifte::agents
