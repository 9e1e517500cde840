#pragma once
#include <array>
#include <cstddef>

namespace skifte::sim {

/// Numbers of which a processor works out several at once.
inline constexpr std::size_t lanes = 8;
using Lanes = std::array<double, lanes>;

/// sim::log of each, to the bit; of normal numbers x > 0.
void log_lanes(Lanes& x);
/// sim::normal_quantile of each, to the bit.
void normal_quantile_lanes(Lanes& p);

}  // namespace skifte::sim
