#pragma once
#include <memory>

#include "agents/setting.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// How cold a year is:
///
///   d(y) = observed                          in years that are known
///        = exp(-g (y - y0) + s z_y)          afterwards,   z_y standard normal, one draw a year
///
/// d heating degree days over those of a normal year [1], y0 the last known year, g their fall by the warming climate
/// [1/year], s standard deviation of their logarithm from year to year [1]. Independent years after Quayle & Diaz
/// (1980), doi:10.1175/1520-0450(1980)019<0241:HDDDAT>2.0.CO;2, who find demand linear in degree days; valid for s <
/// 0.2. Deviations: one factor for all months of a calendar year, so that a heating season is cut in two at the turn of
/// the year; the design day is the same every year.
struct WeatherInputs {
  WeatherInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  sim::Series degree_days;    // [1] known years
  double spread;              // s [1]
  double warming;             // g [1/year]
  double normal_degree_days;  // [K d]
  double design_difference;   // [K]
};

/// d of calendar year `year` with the year's draw z [1].
double degree_days_of(const WeatherInputs& inputs, int year, double z);

std::unique_ptr<sim::Kind> make_weather(const WeatherInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
