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
/// Grants are integers and add to min(S, sum W) exactly. A larger supply gives nobody less by more than the rounding of
/// 1 Wh. Source: order of contracts assumed, see README. Deviation: no trade between months; the grid stores them.
std::array<std::int64_t, gas_users> allocate_biogas(std::int64_t supply,
                                                    const std::array<std::int64_t, gas_users>& wanted);

}  // namespace skifte::agents
