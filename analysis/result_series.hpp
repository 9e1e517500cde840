#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analysis/report_data.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// A variable of a result by year, for the members that are done: values[member][year][label], label 0 alone when the
/// variable has no further dimension.
class ResultSeries {
 public:
  ResultSeries(const output::ResultFile& file, std::string_view variable);
  std::size_t members() const { return members_; }
  const std::vector<int>& years() const { return years_; }
  const std::vector<std::string>& labels() const { return labels_; }
  double value(std::size_t member, std::size_t year, std::size_t label) const {
    return values_[(year * width_ + label) * members_ + member];
  }
  /// Sum over labels.
  double total(std::size_t member, std::size_t year) const;
  /// All members' values (or totals) in a calendar year. UserFault when the result has no such year.
  std::vector<double> sample(int year, std::size_t label) const;
  std::vector<double> total_sample(int year) const;
  /// Quantile fans by year: of the total, of one label, of every label.
  Fan total_fan() const;
  Fan fan(std::size_t label) const;
  std::vector<NamedFan> fans() const;

 private:
  std::size_t year_index(int year) const;
  std::size_t members_ = 0;
  std::size_t width_ = 1;
  std::vector<int> years_;
  std::vector<std::string> labels_;
  std::vector<double> values_;  ///< by year, label and member
};

/// Quantiles 5, 25, 50, 75, 95 % of a sample.
FanRow fan_row(int year, std::vector<double> sample);

}  // namespace skifte::analysis
