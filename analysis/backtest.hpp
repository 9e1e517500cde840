#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/forecast_scores.hpp"
#include "output/result_reader.hpp"
#include "scenarios/city_observations.hpp"

/// A result held against what was observed, beside the two forecasts everybody has for free.
namespace skifte::analysis {

/// Calendar years: what is compared, and the last year that the free forecasts know.
struct BacktestPeriod {
  int first = 2015;
  int last = 2022;
  int origin = 2018;
};

/// One year of one series, in the series' unit.
struct BacktestYear {
  int year;
  scenarios::Use use;  ///< what the observation served for when the model was made
  double observed;
  double median;
  double q05, q95;
  bool inside;                  ///< q05 <= observed <= q95, to a millionth of the observed
  std::optional<double> error;  ///< of the median, relative [1]
  double crps;
  std::optional<double> no_change;  ///< after the origin only
  std::optional<double> line;
};

/// Scores over years: mean absolute relative errors [1] (years with nothing observed left out) and mean CRPS [unit].
struct ForecastScore {
  std::optional<double> error;
  std::optional<double> crps;
};

struct BacktestScore {
  int years = 0;
  int used = 0;             ///< of these, years that were used in making the model
  double coverage = 0;      ///< share of years inside the 90 % range
  ForecastScore all;        ///< of the model, every year
  int later_years = 0;      ///< after the origin, where "no change" says something
  ForecastScore later;      ///< of the model, these years
  ForecastScore no_change;  ///< these years
  ForecastScore line;       ///< these years; none where there is no line
};

struct BacktestSeries {
  std::string name;
  std::string label;
  std::string unit;
  std::string source;
  std::vector<std::string> how;  ///< statements on the use of its years
  std::optional<int> no_change_from;
  std::vector<BacktestYear> years;
  BacktestScore score;
};

struct Backtest {
  std::string scenario;
  std::string city;
  std::size_t members = 0;
  BacktestPeriod period;
  std::vector<BacktestSeries> series;
  std::vector<std::string> left_out;  ///< series, each with why
};

/// Compares every observed series with the result's members that are done. To the observed series it adds
/// `car_other_change`: cars in use less the year before's less new registrations, i.e. used cars in over the border
/// less those scrapped and exported, alike for observation and model. Series that are zero throughout on both sides are
/// left out. UserFault when the result holds no observed year.
Backtest backtest(const output::ResultFile& file, std::vector<scenarios::CitySeries> observed,
                  const std::vector<scenarios::UsedYears>& used, BacktestPeriod period);

/// Scores of a series' years.
BacktestScore score(const std::vector<BacktestYear>& years, int origin);

/// Tables for people: every series by year, then the scores.
std::string backtest_text(const Backtest& test);
/// One line a series and year; one line a series.
std::string backtest_csv(const Backtest& test);
std::string backtest_scores_csv(const Backtest& test);

}  // namespace skifte::analysis
