#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analysis/report_data.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// Files that other commands wrote with --json. An attribution and a value of information name
/// their scenarios; the others are about the scenario
/// shown first unless written SCENARIO=FILE.
struct ReportStudies {
  std::vector<std::string> attributions;
  std::vector<std::string> sensitivities;
  std::vector<std::string> discoveries;
  std::vector<std::string> information;  ///< of choices between scenarios
};

/// Fills the report from result files. The first that is not the baseline is shown first; a file of the scenario
/// `baseline` is what the others are compared with, member by member (paired where seed and member agree). UserFault
/// when there is no file or two stand for different cities.
ReportData collect_report(const std::vector<std::string>& paths, const ReportStudies& studies,
                          const scenarios::Vocabulary& vocabulary);

/// What the model leaves out of a city, the weightiest first.
std::vector<Limit> model_limits(std::string_view city);

}  // namespace skifte::analysis
