#include <fmt/format.h>

#include "analysis/backtest.hpp"

namespace skifte::analysis {

namespace {

std::string full_name(const BacktestSeries& series) {
  return series.label.empty() ? series.name : series.name + "/" + series.label;
}

/// Counts and tonnes: whole numbers.
std::string amount(double value) {
  return fmt::format("{:.0f}", value == 0 ? 0.0 : value);
}
std::string percent(const std::optional<double>& value, const char* form) {
  return value ? fmt::format(fmt::runtime(form), 100 * *value) : "-";
}
std::string signed_percent(const std::optional<double>& value) {
  return percent(value, "{:+.1f} %");
}
std::string share(const std::optional<double>& value) {
  return percent(value, "{:.1f} %");
}
/// A CRPS: three significant digits below 100.
std::string distance(const std::optional<double>& value) {
  if (!value) return "-";
  return *value >= 100 ? fmt::format("{:.0f}", *value) : fmt::format("{:.3g}", *value < 1e-3 ? 0.0 : *value);
}

void append_series(std::string& text, const BacktestSeries& series, const BacktestPeriod& period) {
  text += fmt::format("\n{} [{}]  {}\n", full_name(series), series.unit, series.source);
  for (const std::string& statement : series.how) text += fmt::format("  {}\n", statement);
  if (series.how.empty()) text += "  no year was used in making the model\n";
  if (series.no_change_from && *series.no_change_from != period.origin) {
    text += fmt::format("  free forecasts start at {}: {} is not observed\n", *series.no_change_from, period.origin);
  }
  text += fmt::format("  {:<6}{:<8}{:>10}{:>10}{:>20}{:>8}{:>10}{:>12}{:>12}\n", "year", "used", "observed", "median",
                      "90 % range", "inside", "error", "no change", "line");
  for (const BacktestYear& row : series.years) {
    const auto error_of = [&](const std::optional<double>& said) {
      return said ? signed_percent(relative_error(*said, row.observed)) : std::string();
    };
    text +=
        fmt::format("  {:<6}{:<8}{:>10}{:>10}{:>20}{:>8}{:>10}{:>12}{:>12}\n", row.year, scenarios::to_string(row.use),
                    amount(row.observed), amount(row.median), amount(row.q05) + " to " + amount(row.q95),
                    row.inside ? "yes" : "NO", signed_percent(row.error), error_of(row.no_change), error_of(row.line));
  }
}

void append_scores(std::string& text, const Backtest& test) {
  text += fmt::format(
      "\nScores. Error: mean absolute relative error of the median; CRPS in the series' unit, for a forecast of one "
      "number its absolute error\n(smaller is better in both); inside: share of years in the 90 % range. After {}: "
      "the years the free forecasts were made for.\n{:<48}{:>7}{:>6}{:>10}{:>9}{:>8} |{:>10}{:>11}{:>10} |{:>9}{:>11}"
      "{:>10}\n",
      test.period.origin, "series", "years", "used", "error", "CRPS", "inside", "error", "no change", "line", "CRPS",
      "no change", "line");
  for (const BacktestSeries& series : test.series) {
    const BacktestScore& one = series.score;
    text += fmt::format("{:<48}{:>7}{:>6}{:>10}{:>9}{:>8} |{:>10}{:>11}{:>10} |{:>9}{:>11}{:>10}\n", full_name(series),
                        one.years, one.used, share(one.all.error), distance(one.all.crps),
                        fmt::format("{:.0f} %", 100 * one.coverage), share(one.later.error), share(one.no_change.error),
                        share(one.line.error), distance(one.later.crps), distance(one.no_change.crps),
                        distance(one.line.crps));
  }
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string result = "\"";
  for (char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + "\"";
}

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.10g}", *value) : "";
}

}  // namespace

std::string backtest_text(const Backtest& test) {
  std::string text = fmt::format(
      "{} in {}, {} members, against what was observed {}-{}\n"
      "used: what the year served for when the model was made (start: the run begins with it; input: the run is "
      "handed it; scaled: factors\nmeet its mean; fitted: values were chosen by it). Only years with nothing there "
      "test the model.\nno change, line: relative errors of the forecasts \"as in {}\" and \"the straight line {}-{} "
      "goes on\".\n",
      test.scenario, test.city, test.members, test.period.first, test.period.last, test.period.origin,
      test.period.first, test.period.origin);
  for (const BacktestSeries& series : test.series) append_series(text, series, test.period);
  append_scores(text, test);
  if (!test.left_out.empty()) text += "\nLeft out:\n";
  for (const std::string& one : test.left_out) text += "  " + one + "\n";
  return text;
}

std::string backtest_csv(const Backtest& test) {
  std::string text =
      "series,label,unit,year,used,observed,median,q05,q95,inside,relative_error,crps,no_change,straight_line,source\n";
  for (const BacktestSeries& series : test.series) {
    for (const BacktestYear& row : series.years) {
      text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", series.name, series.label,
                          quoted(series.unit), row.year, scenarios::to_string(row.use), number(row.observed),
                          number(row.median), number(row.q05), number(row.q95), row.inside ? 1 : 0, number(row.error),
                          number(row.crps), number(row.no_change), number(row.line), quoted(series.source));
    }
  }
  return text;
}

std::string backtest_scores_csv(const Backtest& test) {
  std::string text =
      "series,label,unit,years,years_used,coverage_90,mare,crps,later_years,later_mare,later_crps,no_change_from,"
      "no_change_mare,no_change_crps,line_mare,line_crps\n";
  for (const BacktestSeries& series : test.series) {
    const BacktestScore& one = series.score;
    text +=
        fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", series.name, series.label, quoted(series.unit),
                    one.years, one.used, number(one.coverage), number(one.all.error), number(one.all.crps),
                    one.later_years, number(one.later.error), number(one.later.crps),
                    series.no_change_from ? std::to_string(*series.no_change_from) : "", number(one.no_change.error),
                    number(one.no_change.crps), number(one.line.error), number(one.line.crps));
  }
  return text;
}

}  // namespace skifte::analysis
