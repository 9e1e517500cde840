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

/// By member, the decimal year at which emissions summed from the budget's first year reach it; +infinity: not in the
/// period.
std::vector<double> dates_spent(const CarbonBudget& budget, const ResultSeries& emissions);

/// When the carbon budget is spent: the decimal year at which emissions summed from its first year reach it. The budget
/// is of CO2, emissions of CO2e: the dates are the earliest, early by the part of the other gases. Members
/// that do not reach it within the period count as +infinity. Empty when the file names no budget.
std::optional<CarbonBudget> carbon_budget(const output::ResultFile& file, const ResultSeries& emissions);

}  // namespace skifte::analysis
