#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/carbon_budget.hpp"
#include "analysis/report_data.hpp"
#include "analysis/summary/convergence.hpp"
#include "analysis/summary/result_fans.hpp"
#include "analysis/summary/variance_split.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// A target, and the year it is first met, in one account.
struct TargetSummary {
  Target target;
  std::vector<QuantileEstimate> first_met;  ///< by outcome of the target: the median; +infinity: in no year
};

/// When the carbon budget is spent, in one account and by which gases.
struct BudgetSummary {
  Account account = Account::physical;
  Gases gases = Gases::all;
  MemberCount spent;             ///< within the period
  FanEstimator::Estimates date;  ///< decimal year; +infinity: not in the period
};

/// How an outcome's variance divides.
struct NamedSplit {
  std::string outcome;
  std::string unit;
  VarianceSplit split;
};

/// What one ensemble says, with what is not known about it.
struct ResultSummary {
  std::string file, scenario, city, design, version, commit, seed;
  std::size_t members = 0;  ///< done
  std::size_t points = 0;   ///< of the design, of those done: fewer than members where replicates draw luck alone anew
  std::size_t failed = 0;
  std::size_t assumptions = 0;  ///< uncertain ones drawn
  std::vector<int> target_years;
  std::vector<VariableFans> fans;
  std::vector<TargetSummary> targets;
  std::optional<CarbonBudget> budget;  ///< empty: the city states none
  std::vector<BudgetSummary> budget_dates;
  bool has_replicates = false;
  std::vector<NamedSplit> splits;  ///< empty without replicates
  std::vector<Convergence> convergence;
  std::vector<DriverReport> drivers;  ///< assumptions that move most with emissions
};

struct SummaryRequest {
  std::vector<std::string> variables;  ///< fans of these; empty: of all
  std::vector<std::string> outcomes;   ///< further ones to split and to watch converge
  int threads = 1;
};

/// Reads and computes it all. UserFault for a name that the result does not have.
ResultSummary summarise(const output::ResultFile& file, const SummaryRequest& request);

}  // namespace skifte::analysis
