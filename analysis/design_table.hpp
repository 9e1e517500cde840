#pragma once
#include <string>

#include "analysis/plan.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// A plan's members as CSV, a row each: point, replicate, scenario, each factor's level, each assumption's value, with
/// as many digits as read back the same. Plan reads it again to the same members.
std::string design_table(const Plan& plan);
/// The same of a result file. UserFault where it does not say its design.
std::string design_table(const output::ResultFile& file);

}  // namespace skifte::analysis
