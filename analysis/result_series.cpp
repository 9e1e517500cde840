#include "analysis/result_series.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/statistics.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

ResultSeries::ResultSeries(const output::ResultFile& file, std::string_view variable) {
  const output::VariableSpec& spec = file.layout().variable(variable);
  sim::ensure(!spec.dimensions.empty() && spec.dimensions.front() == "year" && spec.dimensions.size() <= 2,
              "result series: not a variable by year");
  years_ = file.layout().dimension("year").years;
  if (spec.dimensions.size() == 2) {
    labels_ = file.layout().dimension(spec.dimensions[1]).labels;
    width_ = labels_.size();
  }
  std::vector<std::size_t> done;
  for (std::size_t i = 0; i < file.members().size(); ++i) {
    if (file.statuses()[i] == output::MemberStatus::done) done.push_back(i);
  }
  members_ = done.size();
  values_ = file.read_columns(variable, done, 1);
}

double ResultSeries::total(std::size_t member, std::size_t year) const {
  double sum = 0;
  for (std::size_t label = 0; label < width_; ++label) sum += value(member, year, label);
  return sum;
}

std::size_t ResultSeries::year_index(int year) const {
  const auto found = std::find(years_.begin(), years_.end(), year);
  if (found == years_.end()) {
    throw sim::UserFault(
        fmt::format("the result has no year {} (it covers {} to {})", year, years_.front(), years_.back()));
  }
  return static_cast<std::size_t>(found - years_.begin());
}

std::vector<double> ResultSeries::sample(int year, std::size_t label) const {
  std::vector<double> values;
  for (std::size_t member = 0; member < members_; ++member) values.push_back(value(member, year_index(year), label));
  return values;
}

std::vector<double> ResultSeries::total_sample(int year) const {
  std::vector<double> values;
  for (std::size_t member = 0; member < members_; ++member) values.push_back(total(member, year_index(year)));
  return values;
}

FanRow fan_row(int year, std::vector<double> sample) {
  const std::vector<double> q = quantiles(std::move(sample), {0.05, 0.25, 0.5, 0.75, 0.95});
  return {year, q[0], q[1], q[2], q[3], q[4]};
}

Fan ResultSeries::total_fan() const {
  Fan rows;
  for (int year : years_) rows.push_back(fan_row(year, total_sample(year)));
  return rows;
}

Fan ResultSeries::fan(std::size_t label) const {
  Fan rows;
  for (int year : years_) rows.push_back(fan_row(year, sample(year, label)));
  return rows;
}

std::vector<NamedFan> ResultSeries::fans() const {
  std::vector<NamedFan> all;
  for (std::size_t label = 0; label < labels_.size(); ++label) all.push_back({labels_[label], fan(label)});
  return all;
}

}  // namespace skifte::analysis
