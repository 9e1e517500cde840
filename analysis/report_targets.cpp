#include "analysis/report_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>

#include "analysis/design_points.hpp"

namespace skifte::analysis {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// An outcome by member and year: `emissions` sums over sectors, `emissions.transport` picks one label.
struct OutcomeSamples {
  OutcomeSamples(const output::ResultFile& file, const std::string& name)
      : series(file, name.substr(0, name.find('.'))) {
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) return;
    const auto& labels = series.labels();
    label = static_cast<std::size_t>(std::find(labels.begin(), labels.end(), name.substr(dot + 1)) - labels.begin());
    one_label = true;
  }
  double value(std::size_t member, std::size_t year) const {
    return one_label ? series.value(member, year, label) : series.total(member, year);
  }
  ResultSeries series;
  std::size_t label = 0;
  bool one_label = false;
};

TargetOutcome judge(const OutcomeSamples& samples, Account account, int target_year, double limit, int points) {
  TargetOutcome outcome;
  outcome.account = account;
  const std::vector<int>& years = samples.series.years();
  const auto members = static_cast<int>(samples.series.members());
  std::vector<double> first(samples.series.members(), never);
  for (std::size_t y = 0; y < years.size(); ++y) {
    int met = 0;
    std::vector<double> gap;
    for (std::size_t m = 0; m < samples.series.members(); ++m) {
      const double value = samples.value(m, y);
      gap.push_back(value - limit);
      if (value > limit) continue;
      ++met;
      first[m] = std::min(first[m], static_cast<double>(years[y]));
    }
    outcome.by_year.push_back({years[y], {met, members, points}});
    if (years[y] == target_year) {
      outcome.chance = {met, members, points};
      outcome.gap = fan_row(target_year, std::move(gap));
    }
  }
  if (members > 0) outcome.first_met = fan_row(0, first);
  outcome.first_years = std::move(first);
  return outcome;
}

/// Both tests of the contract: a variable that is 1 where they hold.
TargetOutcome judge_neutral(const output::ResultFile& file, const char* variable, Account account, int target_year,
                            int points) {
  const ResultSeries series(file, variable);
  TargetOutcome outcome;
  outcome.account = account;
  std::vector<double> first(series.members(), never);
  for (std::size_t y = 0; y < series.years().size(); ++y) {
    int met = 0;
    for (std::size_t m = 0; m < series.members(); ++m) {
      if (series.value(m, y, 0) < 0.5) continue;
      ++met;
      first[m] = std::min(first[m], static_cast<double>(series.years()[y]));
    }
    outcome.by_year.push_back({series.years()[y], {met, static_cast<int>(series.members()), points}});
    if (series.years()[y] == target_year) outcome.chance = outcome.by_year.back().count;
  }
  if (series.members() > 0) outcome.first_met = fan_row(0, first);
  outcome.first_years = std::move(first);
  return outcome;
}

void add_neutrality(const output::ResultFile& file, int points, std::vector<Target>& targets) {
  for (int year : {2030, 2035, 2040, 2045}) {
    Target target;
    target.name = "neutral_" + std::to_string(year);
    target.label = {"Klimatneutralt " + std::to_string(year) + " (kontraktets båda villkor)",
                    "Climate neutral in " + std::to_string(year) + " (both tests of the contract)"};
    target.variable = "neutral";
    target.unit = "1";
    target.year = year;
    target.source = "Klimatkontrakt 2030 Helsingborg, version 2024";
    target.outcomes = {judge_neutral(file, "neutral", Account::physical, year, points),
                       judge_neutral(file, "neutral_published", Account::published, year, points)};
    targets.push_back(std::move(target));
  }
}

}  // namespace

std::vector<Target> collect_targets(const output::ResultFile& file) {
  std::vector<Target> targets;
  const int points = done_points(file);
  add_neutrality(file, points, targets);
  if (!file.layout().has("target_met")) return targets;
  const std::vector<std::string>& names = file.layout().dimension("target").labels;
  auto text = [&](const char* what, std::size_t i) {
    const output::LabelTexts* texts = file.label_texts(what);
    return texts == nullptr ? std::string() : texts->texts[i];
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (text("target_limit", i).empty()) continue;
    Target target;
    target.name = names[i];
    target.variable = text("target_variable", i);
    target.unit = text("target_units", i) == "t" ? "t CO2e" : text("target_units", i);
    target.year = std::atoi(text("target_year", i).c_str());
    target.at_most = std::strtod(text("target_limit", i).c_str(), nullptr);
    const Account account = target.variable.starts_with("footprint") ? Account::footprint : Account::physical;
    target.outcomes.push_back(
        judge(OutcomeSamples(file, target.variable), account, target.year, target.at_most, points));
    if (target.variable == "emissions" || target.variable == "net_emissions") {
      target.outcomes.push_back(judge(OutcomeSamples(file, target.variable + "_published"), Account::published,
                                      target.year, target.at_most, points));
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace skifte::analysis
