#pragma once
#include <vector>

namespace skifte::agents {

/// Pure HVO is finite: where more is asked for at the list price than there is, its price rises until those with the
/// least to gain give up and further supply is drawn in.
///
///   the least ratio 1 <= m <= M with  D0 + sum_{b: limit_b >= m} V_b <= S m^e
///     m  price over the list price, D0  volume under demands, which pays any price up to M, V_b  volume of a voluntary
///     buyer who gives up above his limit, S  supply at the list price, e  its elasticity, M  cap
///
/// At the cap demands are served first, then the voluntary in proportion; the rest burns the blend. A smaller supply
/// never lowers m. Source: uniform-price clearing, textbook. Deviation: cleared once a year, with January's contracts.
struct HvoBid {
  double limit;   ///< highest ratio at which he buys [1]
  double volume;  ///< [Wh/year]
};
double clearing_ratio(const std::vector<HvoBid>& bids, double demanded, double supply, double elasticity, double cap);

/// Shares of the volumes asked for that the supply grants, demands first [1].
struct HvoGranted {
  double demanded;
  double chosen;
};
HvoGranted grant_hvo(double demanded, double chosen, double supply);

}  // namespace skifte::agents
