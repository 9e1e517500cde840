#pragma once

namespace skifte::agents {

/// Spread of a habit or a product among a large, well-mixed population:
///   dx/dt = (a + b x) (1 - x) - g x
/// x share of adopters [1], a innovation (information from outside) [1/year], b contact (imitation) [1/year], g relapse
/// [1/year], t [year]. g = 0 is the Bass model (Bass 1969, doi:10.1287/mnsc.15.5.215), a = 0 the SIS epidemic. Valid
/// for rates >= 0 and 0 <= x <= 1, where x stays.
struct SpreadRates {
  double innovation;  // a [1/year]
  double contact;     // b [1/year]
  double relapse;     // g [1/year]
};

/// x after `years`, by the equation's closed solution (a Riccati equation with constant coefficients), exact for any
/// step.
double spread(double share, const SpreadRates& rates, double years);

/// Where the spread ends: the stable root in [0, 1]; the present share when all rates are 0 is the caller's.
double long_run_share(const SpreadRates& rates);

/// Bass model from nothing: F(t) = (1 - exp(-(p + q) t)) / (1 + (q / p) exp(-(p + q) t)), p > 0 [1/year], q >= 0
/// [1/year].
double bass_share(double p, double q, double years);

}  // namespace skifte::agents
