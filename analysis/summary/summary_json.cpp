#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "analysis/export/csv_text.hpp"
#include "analysis/report_json.hpp"
#include "analysis/report_sections_json.hpp"
#include "analysis/shown_number.hpp"
#include "analysis/summary/summary_text.hpp"

namespace skifte::analysis {

namespace {

using nlohmann::json;

json to_json(const QuantileEstimate& estimate) {
  return json::array({json_number(estimate.value), json_number(estimate.low), json_number(estimate.high)});
}

json to_json(const FanEstimator::Estimates& estimates) {
  json all = json::array();
  for (const QuantileEstimate& estimate : estimates) all.push_back(to_json(estimate));
  return all;
}

json to_json(const MemberCount& count) {
  const ShareInterval interval = wilson_interval(count);
  return {{"met", count.met}, {"members", count.members}, {"interval", {interval.low, interval.high}}};
}

json to_json(const VariableFans& fans) {
  json cells = json::array();
  for (const FanCell& cell : fans.cells) {
    json made = {{"members", cell.members}, {"quantiles", to_json(cell.quantiles)}};
    if (!cell.label.empty()) made["label"] = cell.label;
    if (cell.year != 0) made["year"] = cell.year;
    cells.push_back(std::move(made));
  }
  return {{"variable", fans.variable}, {"units", fans.units}, {"meaning", fans.long_name}, {"cells", std::move(cells)}};
}

const char* word(Account account) {
  return word_of(account);
}

json to_json(const TargetSummary& summary) {
  const Target& target = summary.target;
  json outcomes = json::array();
  for (std::size_t i = 0; i < target.outcomes.size(); ++i) {
    const TargetOutcome& outcome = target.outcomes[i];
    json by_year = json::array();
    for (const YearCount& count : outcome.by_year) {
      by_year.push_back({{"year", count.year}, {"chance", to_json(count.count)}});
    }
    json made = {{"account", word(outcome.account)},
                 {"chance", to_json(outcome.chance)},
                 {"first_year_met_median", to_json(summary.first_met[i])},
                 {"by_year", std::move(by_year)}};
    if (outcome.gap) {
      made["gap"] = {json_number(outcome.gap->q05), json_number(outcome.gap->q25), json_number(outcome.gap->q50),
                     json_number(outcome.gap->q75), json_number(outcome.gap->q95)};
    }
    outcomes.push_back(std::move(made));
  }
  return {{"name", target.name}, {"variable", target.variable}, {"units", target.unit},
          {"year", target.year}, {"words_en", target.label.en}, {"outcomes", std::move(outcomes)}};
}

json budget_json(const ResultSummary& summary) {
  if (!summary.budget) return nullptr;
  json accounts = json::array();
  for (const BudgetSummary& each : summary.budget_dates) {
    accounts.push_back({{"account", word(each.account)},
                        {"gases", word_of(each.gases)},
                        {"spent", to_json(each.spent)},
                        {"date_quantiles", to_json(each.date)}});
  }
  return {{"amount", json_number(summary.budget->amount)},
          {"from_year", summary.budget->from_year},
          {"source", summary.budget->source},
          {"accounts", std::move(accounts)}};
}

json to_json(const NamedSplit& each) {
  const VarianceSplit& split = each.split;
  return {
      {"outcome", each.outcome},
      {"units", each.unit},
      {"points", split.points},
      {"members", split.members},
      {"variance_assumptions", json_number(split.assumptions)},
      {"variance_luck", json_number(split.luck)},
      {"share_assumptions", {json_number(split.share), json_number(split.share_low), json_number(split.share_high)}}};
}

json to_json(const Convergence& each) {
  json rows = json::array();
  for (const ConvergenceRow& row : each.rows) {
    json made = {{"members", row.members}};
    if (each.is_chance) {
      made["chance"] = to_json(row.count);
    } else {
      made["q05"] = to_json(row.q05);
      made["q50"] = to_json(row.q50);
      made["q95"] = to_json(row.q95);
    }
    rows.push_back(std::move(made));
  }
  return {{"outcome", each.outcome}, {"units", each.unit}, {"rows", std::move(rows)}};
}

template <typename T>
json list(const std::vector<T>& items) {
  json all = json::array();
  for (const T& item : items) all.push_back(to_json(item));
  return all;
}

}  // namespace

json summary_json(const ResultSummary& summary) {
  return {{"file", summary.file},
          {"scenario", summary.scenario},
          {"city", summary.city},
          {"design", summary.design},
          {"seed", summary.seed},
          {"version", summary.version},
          {"commit", summary.commit},
          {"members", summary.members},
          {"points", summary.points},
          {"failed", summary.failed},
          {"uncertain_assumptions", summary.assumptions},
          {"confidence", 0.95},
          {"quantile_orders", fan_orders},
          {"targets", list(summary.targets)},
          {"carbon_budget", budget_json(summary)},
          {"drivers", list(summary.drivers)},
          {"variance", summary.has_replicates ? list(summary.splits) : json(nullptr)},
          {"convergence", list(summary.convergence)},
          {"fans", list(summary.fans)}};
}

std::string summary_csv(const ResultSummary& summary) {
  std::string text = "variable,label,year,units,quantile,value,low,high,members\n";
  for (const VariableFans& fans : summary.fans) {
    for (const FanCell& cell : fans.cells) {
      for (std::size_t q = 0; q < fan_orders.size(); ++q) {
        fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{},{}\n", fans.variable, csv_cell(cell.label),
                       cell.year == 0 ? "" : std::to_string(cell.year), csv_cell(fans.units), fan_orders[q],
                       csv_number(cell.quantiles[q].value), csv_number(cell.quantiles[q].low),
                       csv_number(cell.quantiles[q].high), cell.members);
      }
    }
  }
  return text;
}

}  // namespace skifte::analysis
