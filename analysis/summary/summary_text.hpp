#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/summary/summary.hpp"

namespace skifte::analysis {

/// Which tables the text has.
struct SummaryTables {
  std::vector<std::string> variables;  ///< fans of these; empty: emissions by both accounts and net emissions
  bool all_years = false;              ///< else every fifth, the targets' years, the first and the last
};

/// In words first, then tables; plain text, English.
std::string summary_text(const ResultSummary& summary, const SummaryTables& tables);
/// All of it. A quantile is [value, low, high] with its 95 % interval; null: not known, or never.
nlohmann::json summary_json(const ResultSummary& summary);
/// The fans, a quantile a line: variable, label, year, units, quantile, value, low, high, members.
std::string summary_csv(const ResultSummary& summary);

}  // namespace skifte::analysis
