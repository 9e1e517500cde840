#pragma once
#include <string>
#include <vector>

#include "analysis/export/export.hpp"
#include "output/result_reader.hpp"

/// What exports are made of: members' values by year, summed over labels and described by mean and quantiles.
namespace skifte::analysis {

/// Members' values in one year.
struct Spread {
  int members = 0;  ///< with a value
  double mean = 0;
  double q05 = 0;
  double q25 = 0;
  double q50 = 0;
  double q75 = 0;
  double q95 = 0;
};

/// Mean and quantiles of a sample; NaN ("no such dwelling") is left out, and an empty rest gives NaN throughout.
Spread spread_of(const std::vector<double>& sample);

/// A variable by year, for the members that are done: `width` columns, the further dimensions row by row.
class YearTable {
 public:
  /// ProgramFault when the file has no such variable by year.
  YearTable(const output::ResultFile& file, const std::string& variable);
  const output::VariableSpec& spec() const { return spec_; }
  const std::vector<int>& years() const { return years_; }
  std::size_t width() const { return columns_.size(); }
  /// Labels of each column, one a further dimension; none for a variable by year alone.
  const std::vector<std::vector<std::string>>& columns() const { return columns_; }
  /// Columns whose label along `dimension` (0: the first after the year) is this.
  std::vector<std::size_t> columns_of(std::size_t dimension, const std::string& label) const;
  std::vector<std::size_t> all_columns() const;
  /// Members' ids, as in the file.
  const std::vector<std::uint32_t>& members() const { return members_; }
  double value(std::size_t member, std::size_t year, std::size_t column) const {
    return values_[(member * years_.size() + year) * columns_.size() + column];
  }
  /// One member's sum over columns.
  double sum(std::size_t member, std::size_t year, const std::vector<std::size_t>& columns) const;
  /// Over members, of the sum over columns in each year.
  std::vector<Spread> by_year(const std::vector<std::size_t>& columns) const;
  /// Over members, of the sum over columns and over the years [from, to].
  Spread over_years(const std::vector<std::size_t>& columns, int from, int to) const;

 private:
  output::VariableSpec spec_;
  std::vector<int> years_;
  std::vector<std::vector<std::string>> columns_;
  std::vector<std::uint32_t> members_;
  std::vector<double> values_;
};

/// What tells a table's lines of several files apart, beside variable, labels and year.
enum class DuplicateKey { scenario, scenario_and_city };

/// UserFault for files that a table of these rows cannot hold: of several scenarios each, of a design that is no sample
/// where it shows spreads, or two whose lines would stand in it twice.
void check_files(const std::vector<output::ResultFile>& files, ExportRows rows, DuplicateKey key);

}  // namespace skifte::analysis
