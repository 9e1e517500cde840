#pragma once
#include <array>
#include <cstdint>

#include "agents/flows.hpp"

namespace skifte::agents {

/// The month's biogas among those who want it: public contracts (buses) first, what is left in proportion.
///
///   buses   b = min(S, W_b)
///   others  g_i = W_i (S - b) / sum_j W_j, at most W_i, by largest remainders     S  supply, W  wishes [Wh]
///
/// Grants are integers and add to min(S, sum W) exactly: each watt-hour goes to one user, with its certificate. A
/// larger supply gives nobody less by more than the rounding of 1 Wh. Source: order of contracts assumed, see README.
/// Deviation: no trade between months; the grid stores them.
std::array<std::int64_t, gas_users> allocate_biogas(std::int64_t supply,
                                                    const std::array<std::int64_t, gas_users>& wanted);

/// A month's market at the reference premium.
struct GasMarket {
  double fixed_supply;       ///< S0, whatever the premium [Wh]
  double imports;            ///< M0, at the market's premium [Wh]
  double import_elasticity;  ///< e >= 0 [1]
  double contracted;         ///< W_b, wishes that do not answer to the premium [Wh]
  double wanted;             ///< W, others' at the market's premium [Wh]
  double demand_elasticity;  ///< n >= 0 [1]
  double ceiling;            ///< largest r, where a substitute is as cheap [1], >= 1
};

/// Scarcity: the premium over the market's, r >= 1 [1], at which W_b + W r^-n = S0 + M0 r^e; 1 where nothing is short,
/// at most the ceiling. Never falls with wishes, never rises with supply. Source: partial equilibrium with constant
/// elasticities; the root by bisection. Deviation: the premium is the same for all who do not have contracts.
double scarcity(const GasMarket& market);

}  // namespace skifte::agents
