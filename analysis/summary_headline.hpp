#pragma once
#include "analysis/headline.hpp"
#include "output/summary_file.hpp"

namespace skifte::analysis {

/// The headline of one variant of a summary. Shares are exact, percentiles within output::sketch_error of a member's
/// number; `residual_limit` [t CO2e].
Headline headline(const output::StoredSummary& stored, std::size_t variant, double residual_limit);

}  // namespace skifte::analysis
