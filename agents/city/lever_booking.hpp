#pragma once
#include "agents/categories.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// When a lever's money falls due. With start s, ramp r and end e, over [a, b):
///
///   share of the investment   i = |[a, b) ∩ [s, s + r) ∩ (-inf, e)| / r        r > 0
///                             i = 1 if a <= s < b and s < e, else 0            r = 0
///   years in force            y = integral over [a, b) of strength(t) dt       strength: sim::LeverSetting
///
/// Times in [d], y in [year]. Shares of adjoining windows add to 1 over the whole ramp if no end cuts it. A lever
/// without a start begins with the period: its investment is booked in the first window.
double investment_share(const sim::LeverSetting& setting, sim::Time begin, sim::Time end, sim::Time period_begin);
double years_in_force(const sim::LeverSetting& setting, sim::Time begin, sim::Time end, sim::Time period_begin);

/// The payer's label as an enumerator; an unknown one is a ProgramFault.
Payer payer_of(const sim::LeverSetting& setting);

}  // namespace skifte::agents
