#pragma once
#include <optional>
#include <vector>

#include "analysis/report_data.hpp"
#include "analysis/result_series.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// The scenario's targets with an upper bound, judged by both accounts, and the contract's neutrality (both of its
/// tests) in the years 2030, 2035, 2040 and 2045.
std::vector<Target> collect_targets(const output::ResultFile& file);

}  // namespace skifte::analysis
