#pragma once
#include <array>

#include "agents/industry/expectations.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// What a plant can put in when its heating equipment is due, and which of it has the highest net present value.
///
///   NPV = sum_{t=1..T} (G p_g + O p_o + K c(t) - E p_e) / (1 + r)^t - (1 - s) z I + z B
///     G, O  gas and oil saved [Wh/year], p  expected prices [SEK/Wh], K  emissions saved that cost [t/year], c  worth
///     of a tonne (expectations.hpp), E  electricity used instead [Wh/year], I  investment [SEK], s  grant share [1],
///     z  the site's cost over the mean, r  hurdle rate [1/year], T  life [year], B  the boiler that need not be bought
///
/// Heat is asked for at low (steam below some 150 C), middle (below some 500 C) and high temperature. Heat pumps serve
/// the low, electric boilers the low and middle; the high needs a gas, whichever (biogas, hydrogen). Options: nothing,
/// efficiency, pump, boiler, pump and boiler, and each of these with efficiency. A pump must be on offer for the plant:
/// its rank below availability(t).
///
/// A higher carbon price never makes the chosen option save fewer tonnes that cost; a larger grant never makes any
/// option worse. Source: textbook net present value; bands and electric technologies after Madeddu et al. 2020
/// (doi:10.1088/1748-9326/abbd02); hurdle rates above the cost of capital after Anderson & Newell 2004
/// (doi:10.1016/j.reseneeco.2003.07.001). Deviations: maintenance is within costs; no option value of waiting.
struct TechnologyAssumptions {
  double cost;                  // [SEK year/Wh] per yearly fuel replaced, in 2025
  double electricity_per_fuel;  // [1]
  double progress;              // [1/year] continuous fall of the cost
};

struct OptionAssumptions {
  explicit OptionAssumptions(sim::AssumptionReader& read);
  double interval;               // [year] mean time between windows
  double interval_spread;        // [1] half-width around it, uniform
  double life;                   // [year] T, rounded, at most longest_life
  double hurdle, hurdle_spread;  // [1/year] median, [1] standard deviation of the logarithm
  double site_spread;            // [1] of the logarithm of z
  double scale_exponent;         // [1] investment grows as size to this power
  double efficiency_saving;      // [1] of the remaining fuel per window
  double efficiency_cost;        // [SEK year/Wh] per yearly fuel saved
  double boiler_cost;            // [SEK year/Wh] of a new gas boiler
  TechnologyAssumptions heat_pump;
  TechnologyAssumptions electric_boiler;
  sim::Series heat_pump_availability;  // [1] share of plants that are offered one
  double build_time;                   // [year]
  double grant_share;                  // [1] the state's ordinary grant
  double full_load_hours;              // [h/year] of electric equipment
};

/// sum_{t=1..T} ((1 + g)/(1 + r))^t, T whole years; exact also for g = r.
double annuity_factor(double growth, double hurdle, int years);

struct Investment {
  double gas_saved = 0;         // [Wh/year]
  double oil_saved = 0;         // [Wh/year]
  double carbon_saved = 0;      // [t/year] that the plant pays for apart from the fuel's price
  double electricity_used = 0;  // [Wh/year]
  double cost = 0;              // [SEK] before grant
  double avoided = 0;           // [SEK] boiler that need not be bought
};
double net_present_value(const Investment& investment, const Expectation& expectation, double hurdle, int years,
                         double grant_share);

/// A plant as it stands at a window.
struct HeatSite {
  double gas = 0;         ///< for heat, what is still burnt and what electricity has replaced [Wh/year]
  double oil = 0;         ///< the same [Wh/year]
  double low = 0;         ///< share of that fuel for low temperature [1]
  double middle = 0;      ///< for middle temperature [1]
  double pump = 0;        ///< share that heat pumps have replaced [1]
  double boiler = 0;      ///< share that electric boilers have replaced [1]
  double site = 1;        ///< z [1]
  double hurdle = 0;      ///< r [1/year]
  double gas_carbon = 0;  ///< emissions that cost, per gas [t/Wh]
  double oil_carbon = 0;  ///< and per oil, where its price does not hold them [t/Wh]
  bool offered_pump = false;
};

struct PlantDecision {
  bool efficiency = false;
  double pump = 0;          ///< share of the heat's fuel more by heat pumps [1]
  double boiler = 0;        ///< by electric boilers [1]
  double investment = 0;    ///< before grant [SEK]
  double carbon_saved = 0;  ///< that cost [t/year]
  double npv = 0;           ///< [SEK]
};

/// The best of the options; nothing when none pays. `year` is the decision's, with decimals.
PlantDecision decide_at_window(const OptionAssumptions& assumptions, const HeatSite& site,
                               const Expectation& expectation, double grant_share, double year);

}  // namespace skifte::agents
