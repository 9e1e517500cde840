#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/outcomes/outcome_source.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// Whether a variable's values along a dimension are parts of a whole: sectors are, groups of households (each cut
/// divides all of them) and bottlenecks (each in a unit of its own) are not.
bool adds_up(const std::string& dimension, const std::string& units);

/// Whether values of different years add to one of a period: tonnes, money and energy do; stocks and shares do not.
bool adds_over_years(const std::string& units);

/// Whether `NAME@FROM-TO`, in this unit, is averaged over its years: 300 cars a year are not 300 cars in all.
bool is_yearly_mean(const std::string& name, const std::string& unit);
/// The name, and after one that is averaged over its years ` (mean of the years)`.
std::string outcome_words(const std::string& name, const std::string& unit);

/// Outcomes of a result file by name:
///     VARIABLE[.LABEL[.LABEL]]@YEAR       in a year; without a label the sum over labels that add up
///     VARIABLE[.LABEL[.LABEL]]@FROM-TO    their sum over the years for t, MSEK and GWh, else their mean
///     VARIABLE[.LABEL]                    of a variable without years: `first_year_met.residual_2030`
///     target.NAME                         1 where the target is met in its year
///     cost[.PAYER]@...                    investment and running cost
/// Values follow the file's members; NaN for those not done.
class ResultOutcomes : public OutcomeSource {
 public:
  explicit ResultOutcomes(const output::ResultFile& file);
  std::size_t members() const override { return file_.members().size(); }
  OutcomeValues outcome(const std::string& name) const override;
  /// `name` at each of the file's years, if it names none itself; else `name` alone.
  std::vector<std::string> over_years(const std::string& name) const;
  const output::ResultFile& file() const { return file_; }

 private:
  struct Selection {
    std::vector<std::size_t> columns;  ///< of the variable's values of one member
    double factor = 1;                 ///< of their sum
    std::string unit;
  };
  OutcomeValues read(const std::string& name, const std::string& variable, const Selection& selection) const;
  Selection select(const std::string& name, const std::string& variable, const std::vector<std::string>& labels,
                   const std::optional<std::string>& years) const;

  const output::ResultFile& file_;
  std::vector<std::size_t> done_;  ///< positions of members that are done
  // Outcomes of one variable are often asked for one after another.
  mutable std::string read_variable_;
  mutable std::vector<double> read_columns_;
};

}  // namespace skifte::analysis
