#include "analysis/backtest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/result_series.hpp"
#include "analysis/result_variants.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

using scenarios::CitySeries;

namespace {

constexpr const char* other_change = "car_other_change";

const CitySeries* find(const std::vector<CitySeries>& all, const std::string& name, const std::string& label) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const CitySeries& one) { return one.name == name && one.label == label; });
  return found == all.end() ? nullptr : &*found;
}

/// Stock change less new registrations, for every label that has both.
void append_other_change(std::vector<CitySeries>& all) {
  std::vector<CitySeries> added;
  for (const CitySeries& stock : all) {
    if (stock.name != "cars") continue;
    const CitySeries* bought = find(all, "new_cars", stock.label);
    if (bought == nullptr) continue;
    CitySeries change{other_change, other_change, stock.label, stock.unit, stock.source, {}};
    for (const auto& [year, cars] : stock.values) {
      const auto before = stock.values.find(year - 1);
      const auto registered = bought->values.find(year);
      if (before == stock.values.end() || registered == bought->values.end()) continue;
      change.values[year] = cars - before->second - registered->second;
    }
    if (!change.values.empty()) added.push_back(std::move(change));
  }
  all.insert(all.end(), added.begin(), added.end());
}

/// The members' values of a variable, label and year; variables are read once.
class Simulated {
 public:
  explicit Simulated(const output::ResultFile& file) : file_(file) {}

  bool has(const std::string& variable) const {
    if (variable == other_change) return has("cars") && has("new_cars");
    return file_.layout().has(variable);
  }

  bool has_label(const std::string& variable, const std::string& label) {
    if (label.empty() || label == scenarios::total_label) return true;
    const auto& labels = series(variable == other_change ? "cars" : variable).labels();
    return std::find(labels.begin(), labels.end(), label) != labels.end();
  }

  bool covers(const std::string& variable, int year) const {
    const auto& years = file_.layout().dimension("year").years;
    const int first = variable == other_change ? year - 1 : year;
    return std::find(years.begin(), years.end(), first) != years.end() &&
           std::find(years.begin(), years.end(), year) != years.end();
  }

  std::vector<double> sample(const std::string& variable, const std::string& label, int year) {
    if (variable == other_change) return other_change_sample(label, year);
    const ResultSeries& all = series(variable);
    if (label.empty() || label == scenarios::total_label) return all.total_sample(year);
    const auto found = std::find(all.labels().begin(), all.labels().end(), label);
    return all.sample(year, static_cast<std::size_t>(found - all.labels().begin()));
  }

 private:
  std::vector<double> other_change_sample(const std::string& label, int year) {
    std::vector<double> change = sample("cars", label, year);
    const std::vector<double> before = sample("cars", label, year - 1);
    const std::vector<double> bought = sample("new_cars", label, year);
    for (std::size_t member = 0; member < change.size(); ++member) change[member] -= before[member] + bought[member];
    return change;
  }

  const ResultSeries& series(const std::string& variable) {
    const auto found = read_.find(variable);
    if (found != read_.end()) return found->second;
    return read_.emplace(variable, ResultSeries(file_, variable)).first->second;
  }

  const output::ResultFile& file_;
  std::map<std::string, ResultSeries> read_;
};

BacktestSeries compare(const CitySeries& observed, const std::vector<scenarios::UsedYears>& used,
                       const BacktestPeriod& period, Simulated& simulated) {
  BacktestSeries result{observed.name, observed.label, observed.unit, observed.source, {}, {}, {}, {}};
  for (const scenarios::UsedYears& one : used) {
    if (one.name == observed.name && (one.label.empty() || one.label == observed.label)) {
      result.how.push_back(
          fmt::format("{}-{} {}: {}", one.first_year, one.last_year, scenarios::to_string(one.use), one.how));
    }
  }
  const auto stays = no_change(observed.values, period.first, period.origin);
  const auto line = straight_line(observed.values, period.first, period.origin);
  if (stays) result.no_change_from = stays->from;
  for (const auto& [year, value] : observed.values) {
    if (year < period.first || year > period.last || !simulated.covers(observed.variable, year)) continue;
    const std::vector<double> sample = simulated.sample(observed.variable, observed.label, year);
    const FanRow fan = fan_row(year, sample);
    BacktestYear row{year,    scenarios::use_of(used, observed.name, observed.label, year),
                     value,   fan.q50,
                     fan.q05, fan.q95,
                     false,   relative_error(fan.q50, value),
                     0,       {},
                     {}};
    const double rounding = 1e-6 * std::abs(value);  // published figures have fewer digits than a run
    row.inside = fan.q05 - rounding <= value && value <= fan.q95 + rounding;
    row.crps = crps(sample, value);
    if (year > period.origin && stays) row.no_change = stays->at(year);
    if (year > period.origin && line) row.line = line->at(year);
    result.years.push_back(row);
  }
  result.score = score(result.years, period.origin);
  return result;
}

bool nothing_there(const BacktestSeries& series) {
  return std::all_of(series.years.begin(), series.years.end(),
                     [](const BacktestYear& row) { return row.observed == 0 && row.q05 == 0 && row.q95 == 0; });
}

std::optional<double> absolute(std::optional<double> value) {
  return value ? std::optional(std::abs(*value)) : std::nullopt;
}

/// Mean scores of a forecast of one number a year: its CRPS is the absolute error.
ForecastScore point_score(const std::vector<BacktestYear>& years, std::optional<double> BacktestYear::*forecast) {
  Mean error;
  Mean distance;
  for (const BacktestYear& row : years) {
    const std::optional<double>& said = row.*forecast;
    if (!said) continue;
    error.add(absolute(relative_error(*said, row.observed)));
    distance.add(std::abs(*said - row.observed));
  }
  return {error.value(), distance.value()};
}

}  // namespace

BacktestScore score(const std::vector<BacktestYear>& years, int origin) {
  BacktestScore result;
  Mean error, later_error, distance, later_distance, inside;
  for (const BacktestYear& row : years) {
    ++result.years;
    if (row.use != scenarios::Use::none) ++result.used;
    error.add(absolute(row.error));
    distance.add(row.crps);
    inside.add(row.inside ? 1.0 : 0.0);
    if (row.year <= origin || !row.no_change) continue;
    ++result.later_years;
    later_error.add(absolute(row.error));
    later_distance.add(row.crps);
  }
  result.coverage = inside.value().value_or(0);
  result.all = {error.value(), distance.value()};
  result.later = {later_error.value(), later_distance.value()};
  result.no_change = point_score(years, &BacktestYear::no_change);
  result.line = point_score(years, &BacktestYear::line);
  return result;
}

Backtest backtest(const output::ResultFile& file, std::vector<CitySeries> observed,
                  const std::vector<scenarios::UsedYears>& used, BacktestPeriod period) {
  require_one_variant(file);
  require_sample(file);
  Backtest result;
  result.scenario = file.header().scenario;
  result.city = file.header().city;
  result.period = period;
  result.members =
      static_cast<std::size_t>(std::count(file.statuses().begin(), file.statuses().end(), output::MemberStatus::done));
  if (result.members == 0) throw sim::UserFault(fmt::format("{}: no member is done", file.path()));
  append_other_change(observed);
  Simulated simulated(file);
  for (const CitySeries& one : observed) {
    const std::string name = one.label.empty() ? one.name : one.name + "/" + one.label;
    if (!simulated.has(one.variable) || !simulated.has_label(one.variable, one.label)) {
      result.left_out.push_back(name + ": not in the result");
      continue;
    }
    BacktestSeries series = compare(one, used, period, simulated);
    if (series.years.empty()) {
      result.left_out.push_back(fmt::format("{}: observed {}, none of it compared here", name,
                                            one.values.empty() ? 0 : one.values.rbegin()->first));
    } else if (nothing_there(series)) {
      result.left_out.push_back(name + ": zero throughout, observed and simulated");
    } else {
      result.series.push_back(std::move(series));
    }
  }
  if (result.series.empty()) {
    throw sim::UserFault(fmt::format(
        "{}: nothing observed from {} to {} is in this result (it covers {} to {})", file.path(), period.first,
        period.last, file.layout().dimension("year").years.front(), file.layout().dimension("year").years.back()));
  }
  return result;
}

}  // namespace skifte::analysis
