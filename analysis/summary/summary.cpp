#include "analysis/summary/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/report_targets.hpp"
#include "analysis/result_series.hpp"

namespace skifte::analysis {

namespace {

std::string extra(const output::ResultFile& file, const std::string& name) {
  const auto found = file.header().extra.find(name);
  return found == file.header().extra.end() ? std::string() : found->second;
}

FanEstimator::Estimates estimates_of(std::vector<double> sample) {
  FanEstimator estimate;
  return estimate(sample);
}

std::vector<TargetSummary> summarise_targets(const output::ResultFile& file) {
  std::vector<TargetSummary> all;
  for (Target& target : collect_targets(file)) {
    TargetSummary summary{std::move(target), {}};
    for (const TargetOutcome& outcome : summary.target.outcomes) {
      summary.first_met.push_back(estimates_of(outcome.first_years)[2]);
    }
    all.push_back(std::move(summary));
  }
  return all;
}

std::vector<BudgetSummary> summarise_budget(const output::ResultFile& file, const CarbonBudget& budget) {
  std::vector<BudgetSummary> all;
  for (const auto& [account, variable] :
       {std::pair{Account::physical, "emissions"}, std::pair{Account::published, "emissions_published"}}) {
    const std::vector<double> dates = dates_spent(budget, ResultSeries(file, variable));
    const auto spent = std::count_if(dates.begin(), dates.end(), [](double date) { return std::isfinite(date); });
    all.push_back({account, {static_cast<int>(spent), static_cast<int>(dates.size())}, estimates_of(dates)});
  }
  return all;
}

/// Targets' years within the period, or its last year.
std::vector<int> years_of_targets(const output::ResultFile& file, const std::vector<TargetSummary>& targets) {
  const std::vector<int>& years = file.layout().dimension("year").years;
  std::set<int> kept;
  for (const TargetSummary& each : targets) {
    if (each.target.year >= years.front() && each.target.year <= years.back()) kept.insert(each.target.year);
  }
  if (kept.empty()) kept.insert(years.back());
  return {kept.begin(), kept.end()};
}

std::vector<std::string> usual_outcomes(const output::ResultFile& file, const std::vector<int>& years) {
  std::vector<std::string> names;
  for (const char* variable : {"emissions", "emissions_published", "net_emissions"}) {
    for (const int year : years) names.push_back(fmt::format("{}@{}", variable, year));
  }
  if (!file.layout().has("target_met")) return names;
  for (const std::string& target : file.layout().dimension("target").labels) names.push_back("target." + target);
  return names;
}

}  // namespace

std::vector<std::uint32_t> design_points(const output::ResultFile& file) {
  std::vector<std::uint32_t> points = file.members();
  if (!file.layout().has("design_point")) return points;
  const std::vector<double> stored = file.read("design_point");
  for (std::size_t i = 0; i < points.size(); ++i) {
    // A member that never began has no point; nor has it values.
    if (!std::isnan(stored[i])) points[i] = static_cast<std::uint32_t>(stored[i]);
  }
  return points;
}

ResultSummary summarise(const output::ResultFile& file, const SummaryRequest& request) {
  ResultSummary made;
  made.file = file.path();
  made.scenario = file.header().scenario;
  made.city = file.header().city;
  made.design = extra(file, "design");
  made.version = file.header().version;
  made.commit = file.header().commit;
  made.seed = std::to_string(file.header().seed);
  const auto& statuses = file.statuses();
  made.members = static_cast<std::size_t>(std::count(statuses.begin(), statuses.end(), output::MemberStatus::done));
  made.failed = statuses.size() - made.members;
  if (file.layout().has("assumption_value")) made.assumptions = file.layout().size("assumption_value");

  const ResultOutcomes outcomes(file);
  made.targets = summarise_targets(file);
  made.target_years = years_of_targets(file, made.targets);
  std::vector<std::string> names = usual_outcomes(file, made.target_years);
  const std::size_t usual = names.size();
  for (const std::string& asked : request.outcomes) {
    for (std::string& name : outcomes.over_years(asked)) names.push_back(std::move(name));
  }
  const std::vector<std::uint32_t> points = design_points(file);
  std::set<std::uint32_t> held;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (statuses[i] == output::MemberStatus::done) held.insert(points[i]);
  }
  made.points = held.size();
  for (const std::string& name : names) {
    const OutcomeValues values = outcomes.outcome(name);
    made.convergence.push_back(converge(name, values.unit, values.values));
    made.convergence.back().is_asked = made.convergence.size() > usual;
    if (const auto split = split_variance(values.values, points, file.header().seed)) {
      made.has_replicates = true;
      made.splits.push_back({name, values.unit, *split});
    }
  }
  made.fans = result_fans(file, request.variables, request.threads);
  const ResultSeries emissions(file, "emissions");
  made.budget = carbon_budget(file, emissions);
  if (made.budget) made.budget_dates = summarise_budget(file, *made.budget);
  return made;
}

}  // namespace skifte::analysis
