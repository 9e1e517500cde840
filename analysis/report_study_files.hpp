#pragma once
#include <vector>

#include "analysis/report_collect.hpp"
#include "output/result_reader.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

namespace skifte::analysis {

/// Reads the files that other commands wrote, each to the scenario that it is about; `files` are those of
/// data.scenarios. UserFault for a study of another ensemble, inputs or build than these.
void add_studies(const ReportStudies& studies, const std::vector<output::ResultFile>& files,
                 const scenarios::Vocabulary& vocabulary, const scenarios::Words& words, ReportData& data);

}  // namespace skifte::analysis
