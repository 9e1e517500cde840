#pragma once
#include <span>

namespace skifte::agents {

/// Which plants make the month's heat.
///
///   load       l ~ normal(L, (c L)^2) over the month's days, L mean load [W], c coefficient of variation [1]
///   plants     in merit order, capacity C_k; together up to plant k: S_k = C_1 + ... + C_k
///   met below  M(S) = E min(l, S) = L - [ (L - S) Phi((L - S)/s) + s phi((L - S)/s) ],  s = c L
///   plant k    makes  M(S_k) - M(S_(k-1)) [W],   M(0) = 0
///   not met    L - M(S_n)
///
/// Peak plants thus run on the coldest days of a month whose mean load the base plants could meet. Source:
/// load-duration dispatch with a normal load (Billinton & Allan 1996, ch. 2); valid for c < 0.5. Deviation: M(0) = 0
/// though the normal has a thin tail below zero.
///
/// Storage: accumulators that hold E [Wh] give E/d [W] through a cold spell of d [h] and are filled on mild days, so
/// the plants see swings of s' = max(0, c L - E/d). Deviations: no losses, no storage between months.
struct HeatPlant {
  double capacity;  ///< [W]
  double cost;      ///< marginal [SEK/Wh]
  int key;          ///< unique, orders equal costs
};

/// c' = max(0, c L - E/d)/L [1]: the variation that accumulators of `storage` [Wh] leave of `variation`; d > 0 [h].
double smoothed_variation(double variation, double mean_load, double storage, double cold_spell);

/// E min(l, S) [W]; S >= 0.
double expected_met(double mean_load, double variation, double capacity);

/// Sorts by (cost, key) and writes each plant's mean power [W] to `output`, in the plants' given order. Answers what is
/// not met [W]. `output` has the plants' length.
double dispatch(std::span<const HeatPlant> plants, double mean_load, double variation, std::span<double> output);

}  // namespace skifte::agents
