#pragma once
#include <map>
#include <optional>
#include <vector>

/// Scores of forecasts against what was observed, and the forecasts everybody has for free.
namespace skifte::analysis {

/// Continuous ranked probability score of an ensemble taken as the forecast's distribution, in the observation's unit;
/// 0 is perfect, and for a single value it is the absolute error:
///     CRPS = 1/m sum_i |x_i - y| - 1/(2 m^2) sum_i sum_j |x_i - x_j|
/// Gneiting & Raftery 2007, doi:10.1198/016214506000001437, equation (21) with the sign turned (smaller is better).
/// Small ensembles score a little worse than their distribution would. ProgramFault for an empty ensemble.
double crps(std::vector<double> ensemble, double observed);

/// (forecast - observed) / |observed|; none when nothing was observed (0).
std::optional<double> relative_error(double forecast, double observed);

/// A forecast from what was known at its origin.
struct FreeForecast {
  int from = 0;  ///< year of the observation it starts at
  double start = 0;
  double slope = 0;  ///< [unit/year]
  double at(int year) const { return start + slope * (year - from); }
};

/// "No change": the last observation in [first, origin]; none without one.
std::optional<FreeForecast> no_change(const std::map<int, double>& observed, int first, int origin);

/// "The straight line": through the first and the last observation in [first, origin], going on from the last, i.e. a
/// random walk's forecast with drift (Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice, section
/// 5.2); none without two observations.
std::optional<FreeForecast> straight_line(const std::map<int, double>& observed, int first, int origin);

/// Mean over what is there; none of nothing.
class Mean {
 public:
  void add(double value) {
    sum_ += value;
    ++count_;
  }
  void add(const std::optional<double>& value) {
    if (value) add(*value);
  }
  int count() const { return count_; }
  std::optional<double> value() const { return count_ > 0 ? std::optional(sum_ / count_) : std::nullopt; }

 private:
  double sum_ = 0;
  int count_ = 0;
};

}  // namespace skifte::analysis
