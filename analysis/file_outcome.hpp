#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "output/result_reader.hpp"

namespace skifte::analysis {

/// A figure of a result: a variable in a year, or over years.
struct FileOutcome {
  std::string text;                 ///< as asked for: `emissions@2030`, `investment.city@2025-2050`
  std::string variable;             ///< `investment`
  std::vector<std::string> labels;  ///< one a dimension, or none: then all are added up
  int from = 0;
  int to = 0;           ///< inclusive; as `from` for a single year
  std::string unit;     ///< the variable's
  std::string meaning;  ///< the variable's long name
};

/// `VARIABLE@YEAR`, `VARIABLE.LABEL@YEAR` (a label for each further dimension) or with FROM-TO: the sum over the years
/// where the unit is an amount a year (t CO2e, MSEK, GWh), their mean for all else. Without labels the categories that
/// divide a whole (sectors, payers, ...) are added up; others must be named. UserFault with the nearest name, or the
/// years there are.
FileOutcome parse_file_outcome(const std::string& text, const output::Layout& layout);

/// Whether a sum over years of this unit is an amount.
bool adds_over_years(std::string_view unit);

/// One number per member of the file, failed ones NaN.
std::vector<double> outcome_values(const FileOutcome& outcome, const output::ResultFile& file);

}  // namespace skifte::analysis
