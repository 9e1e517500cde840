#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "scenarios/distribution.hpp"
#include "scenarios/fault_list.hpp"
#include "sim/assumptions.hpp"
#include "sim/bounds.hpp"
#include "sim/series.hpp"

namespace skifte::scenarios {

/// "at least 0", "above 0", "0 to 1", or "" where every number is allowed.
std::string describe(const sim::Bounds& bounds);

/// Records a fault at `position` for a number [unit] outside the bounds; whether it lies within.
bool require_within(const sim::Bounds& bounds, double value, std::string_view unit, const sim::Position& position,
                    const std::string& what, FaultList& faults);
/// The same for every point of a series: the first outside is named with its date.
bool require_within(const sim::Bounds& bounds, const sim::Series& series, std::string_view unit,
                    const sim::Position& position, const std::string& what, FaultList& faults);
/// The same for what is drawn of an assumption: its number, or the factor that multiplies the points of its series from
/// a date on (empty: all), of which each must stay within the bounds.
bool require_drawn_within(const sim::AssumptionDeclaration& declaration, const std::variant<double, sim::Series>& value,
                          const std::optional<sim::Time>& from, const Distribution& distribution,
                          const sim::Position& position, FaultList& faults);

}  // namespace skifte::scenarios
