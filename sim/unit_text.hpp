#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace skifte::sim {

/// Rewrites a unit as its author spelt it into what UDUNITS' scanner reads: `g CO2e/kWh` becomes `g label/kWh`. Throws
/// UserFault on what must not pass: unknown names, scale factors, offsets, negative exponents, and `SEK/kW year`, which
/// would mean (SEK/kW) year. `known` are the names that may stand in a unit.
std::string rewrite_unit(std::string_view text, const std::vector<std::string>& known);

}  // namespace skifte::sim
