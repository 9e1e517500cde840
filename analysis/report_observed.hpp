#pragma once
#include "analysis/report_data.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// What was measured or published of the file's city, for the figures.
void collect_observations(const output::ResultFile& file, ReportData& data);

/// The last year with a published inventory; the first simulated one without any.
int last_observed(const output::ResultFile& file);

}  // namespace skifte::analysis
