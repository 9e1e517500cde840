#include "analysis/summary/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "analysis/design_points.hpp"
#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/report_targets.hpp"
#include "analysis/result_series.hpp"

namespace skifte::analysis {

namespace {

std::string extra(const output::ResultFile& file, const std::string& name) {
  const auto found = file.header().extra.find(name);
  return found == file.header().extra.end() ? std::string() : found->second;
}

FanEstimator::Estimates estimates_of(std::vector<double> sample, std::size_t points) {
  FanEstimator estimate;
  return estimate(sample, std::min(points, sample.size()));
}

std::vector<TargetSummary> summarise_targets(const output::ResultFile& file, std::size_t points) {
  std::vector<TargetSummary> all;
  for (Target& target : collect_targets(file)) {
    TargetSummary summary{std::move(target), {}};
    for (const TargetOutcome& outcome : summary.target.outcomes) {
      summary.first_met.push_back(estimates_of(outcome.first_years, points)[2]);
    }
    all.push_back(std::move(summary));
  }
  return all;
}

std::vector<BudgetSummary> summarise_budget(const output::ResultFile& file, const CarbonBudget& budget,
                                            std::size_t points) {
  std::vector<BudgetSummary> all;
  for (const Gases gases : {Gases::carbon_dioxide, Gases::all}) {
    for (const Account account : {Account::physical, Account::published}) {
      const std::vector<double> dates = dates_spent(file, budget, account, gases);
      if (dates.empty()) continue;
      const auto spent = std::count_if(dates.begin(), dates.end(), [](double date) { return std::isfinite(date); });
      all.push_back({account,
                     gases,
                     {static_cast<int>(spent), static_cast<int>(dates.size()), static_cast<int>(points)},
                     estimates_of(dates, points)});
    }
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
  const std::vector<std::uint32_t> points = design_points(file);
  made.points = count_points(points_of_done(file));
  made.targets = summarise_targets(file, made.points);
  made.target_years = years_of_targets(file, made.targets);
  std::vector<std::string> names = usual_outcomes(file, made.target_years);
  const std::size_t usual = names.size();
  for (const std::string& asked : request.outcomes) {
    for (std::string& name : outcomes.over_years(asked)) names.push_back(std::move(name));
  }
  for (const std::string& name : names) {
    const OutcomeValues values = outcomes.outcome(name);
    made.convergence.push_back(converge(name, values.unit, values.values, points));
    made.convergence.back().is_asked = made.convergence.size() > usual;
    if (const auto split = split_variance(values.values, points, file.header().seed)) {
      made.has_replicates = true;
      made.splits.push_back({name, values.unit, *split});
    }
  }
  made.fans = result_fans(file, request.variables, std::max<std::size_t>(made.points, 1), request.threads);
  made.budget = carbon_budget(file);
  if (made.budget) made.budget_dates = summarise_budget(file, *made.budget, made.points);
  return made;
}

}  // namespace skifte::analysis
