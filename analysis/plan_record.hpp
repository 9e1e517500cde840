#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "analysis/plan.hpp"

/// A plan as text, to be kept with its result and made again from the input files that the result carries.
namespace skifte::analysis {

/// JSON: what the plan was made from, its scenarios by `places`, one for each of Plan::scenario_files, below a home.
std::string plan_text(const Plan& plan, const std::vector<std::string>& places);

/// The plan of such a text, its scenarios read below `home` under `sets`. UserFault when it cannot be read.
Plan recorded_plan(const std::string& text, std::uint64_t seed, const std::vector<std::string>& sets,
                   const std::filesystem::path& home);

}  // namespace skifte::analysis
