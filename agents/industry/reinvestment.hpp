#pragma once
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// What a plant does when its heating equipment is due, by net present value over the equipment's life T.
///
///   carbon cost expected   c(t) = c0 (1 + g)^t                                    [SEK/t]
///   yearly gain            G(t) = F (p_f + k c(t)) - E p_e                        [SEK/year]
///   present value          NPV  = sum_{t=1..T} G(t) / (1 + r)^t - (1 - s) z I     [SEK]
///     F  fuel saved [Wh/year], p_f its price [SEK/Wh], k its emission factor [t/Wh], E  electricity used instead
///     [Wh/year], p_e [SEK/Wh], I  investment [SEK], s  grant share [1], z  the site's own cost relative to the mean
///     [1], r  hurdle rate
///
/// A higher carbon price, a larger grant or cheaper electricity never lowers an option's NPV. Source: textbook net
/// present value; hurdle rates above the cost of capital as in surveys of industrial efficiency (Anderson & Newell
/// 2004, doi:10.1016/j.reseneeco.2003.07.001). Deviation: energy prices are expected to stay at today's level.
struct Expectation {
  double fuel_price;         // [SEK/Wh]
  double electricity_price;  // [SEK/Wh]
  double carbon_price;       // [SEK/t] today, after free allocation or tax relief
  double carbon_growth;      // [1/year]
};

struct Investment {
  double fuel_saved;        // [Wh/year]
  double emission_factor;   // [t/Wh]
  double electricity_used;  // [Wh/year]
  double cost;              // [SEK] before grant
};

/// sum_{t=1..T} ((1 + g)/(1 + r))^t, T whole years; exact also for g = r.
double annuity_factor(double growth, double hurdle, int years);
double net_present_value(const Investment& investment, const Expectation& expectation, double hurdle, int years,
                         double grant_share);

/// What a plant knows of its options.
struct ReinvestmentAssumptions {
  explicit ReinvestmentAssumptions(sim::AssumptionReader& read);
  double interval;              // [year] between windows
  double life;                  // [year] T
  double hurdle;                // [1/year] median
  double hurdle_spread;         // [1]
  double site_spread;           // [1] standard deviation of the logarithm of z
  double carbon_growth;         // [1/year]
  double efficiency_saving;     // [1] of the remaining fuel per window
  double efficiency_cost;       // [SEK year/Wh] per yearly fuel saved
  double electrifiable_share;   // [1] of fuel for heat, mean over plants
  double electricity_per_fuel;  // [1] heat pumps and electric boilers together
  double electrification_cost;  // [SEK year/Wh]
  double technology_progress;   // [1/year] fall of the electrification cost
  double build_time;            // [year]
  double grant_share;           // [1] the state's ordinary grant
  double free_allocation_2025;  // [1] of trading plants' emissions, falling to 0 in free_allocation_end
  double free_allocation_end;   // [year]
  double full_load_hours;       // [h/year] of electric equipment
};

}  // namespace skifte::agents
