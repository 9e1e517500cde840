#pragma once
#include <string>
#include <vector>

#include "analysis/report_data.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// Fills the report from result files. The first that is not the baseline is shown first; a file of the scenario
/// `baseline` is what the others are compared with, member by member (paired where seed and member agree). UserFault
/// when there is no file or two stand for different cities.
ReportData collect_report(const std::vector<std::string>& paths, const std::vector<std::string>& attributions,
                          const scenarios::Vocabulary& vocabulary);

/// What the model leaves out, the weightiest first.
std::vector<Limit> model_limits();

}  // namespace skifte::analysis
