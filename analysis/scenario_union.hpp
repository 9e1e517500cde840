#pragma once
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// Several scenarios as one, for the file that holds them: the first, with the uncertainties, correlations, levers,
/// rules and targets of all, by name. Where they set a lever or rule differently, all settings stand in its text.
/// UserFault: another city or period; a target or correlation of one name that says something else.
scenarios::Scenario unite(const std::vector<const scenarios::Scenario*>& scenarios);

/// Leaves only uncertainties whose name, or a beginning of it up to a point, is in `names`. UserFault for one that fits
/// none.
void keep_uncertainties(scenarios::Scenario& scenario, const std::vector<std::string>& names);

}  // namespace skifte::analysis
