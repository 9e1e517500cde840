#pragma once
#include <optional>
#include <vector>

#include "analysis/report_data.hpp"
#include "analysis/result_series.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// Which gases are held against a budget of CO2. The model posts CO2e; what it knows of single gases is which rows of
/// the inventory hold next to no fossil CO2 (docs/methods/analysis.md).
enum class Gases { all, carbon_dioxide };
constexpr const char* word_of(Gases gases) {
  return gases == Gases::all ? "all" : "carbon_dioxide";
}

/// By member, the decimal year at which an account's emissions summed from the budget's first year reach it; +infinity:
/// not in the period. Of carbon dioxide: without livestock, soils, fluorinated gases, landfill and sewage. Empty where
/// the result does not hold what that needs.
std::vector<double> dates_spent(const output::ResultFile& file, const CarbonBudget& budget, Account account,
                                Gases gases);

/// When the carbon budget is spent, by the physical account. Members that do not reach it within the period count as
/// +infinity. Empty when the file names no budget.
std::optional<CarbonBudget> carbon_budget(const output::ResultFile& file);

}  // namespace skifte::analysis
