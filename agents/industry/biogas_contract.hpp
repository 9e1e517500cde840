#pragma once
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// A plant's gas contract of the year: which share of its gas it orders as biogas. Sellers know what carbon cost biogas
/// saves the buyer and take their part of it, in the price:
///
///   p = b + s c          p  price over natural gas [SEK/Wh], b  the same where biogas saves no carbon cost
///   n = b - (1 - s) c    c  carbon cost saved [SEK/Wh], s  sellers' part [1]
///   x = 1                n <= 0          n  what biogas costs more when all is paid [SEK/Wh]
///   x = 1/(1 + (n/m)^k)  n > 0           m  extra payment that half of the plant's customers bear [SEK/Wh], a draw of
///                                        its own, exponential over plants; k  how alike its customers are [1]
///
/// x [1] never falls with c and never rises with b; it has no jump. Source: log-logistic willingness to pay (Hanemann
/// 1984, doi:10.2307/1240800) over the products a plant sells; its numbers are judgement. Deviation: no contracts over
/// several years.
struct BiogasContractAssumptions {
  explicit BiogasContractAssumptions(sim::AssumptionReader& read);
  double willingness;      // [SEK/kWh] mean of m over plants
  double steepness;        // [1] k
  sim::Series tax_exempt;  // [1] part of the carbon tax that biogas is free of
  double seller_share;     // [1] s
};

/// x [1]; premium b, carbon cost saved c and the plant's m [SEK/Wh].
double biogas_share(const BiogasContractAssumptions& assumptions, double premium, double carbon_saved,
                    double willingness);

}  // namespace skifte::agents
