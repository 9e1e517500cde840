#pragma once
#include <algorithm>
#include <cmath>

#include "analysis/report_data.hpp"

/// What the sample report is put together from.
namespace skifte::analysis {

inline constexpr int first_year = 2015;
inline constexpr int last_year = 2050;
inline constexpr int ensemble_size = 1000;

/// A fan around median(year) whose 90 % half-width grows from `narrow` to `wide` (shares of the median).
template <class Median>
Fan fan_of(Median median, double narrow, double wide) {
  Fan fan;
  for (int year = first_year; year <= last_year; ++year) {
    const double grown = std::clamp((year - 2022) / 20.0, 0.0, 1.0);
    const double half = median(year) * (narrow + (wide - narrow) * std::sqrt(grown));
    const double middle = median(year);
    fan.push_back({year, middle - half, middle - 0.42 * half, middle, middle + 0.44 * half, middle + 1.1 * half});
  }
  return fan;
}

/// Goes from `before` to `after` along a logistic curve with its midpoint in `middle`.
inline auto change(double before, double after, double middle, double pace) {
  return [=](int year) { return before + (after - before) / (1 + std::exp(-(year - middle) / pace)); };
}

/// Heat, money, people, drivers and studies, enough of each for their figures.
void add_sections(ScenarioReport& scenario, bool compared);

/// SMHI's and Trafikanalys's figures.
void add_observations(ReportData& data);

}  // namespace skifte::analysis
