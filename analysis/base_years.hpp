#pragma once
#include <string>
#include <vector>

#include "agents/city_data.hpp"
#include "agents/model.hpp"

namespace skifte::analysis {

/// How activity x emission factor stands to the inventory in one sub-sector, over the calibration years: the years of
/// the newest release from the run's first year on.
struct BaseYearFit {
  agents::Subsector subsector;
  std::vector<int> years;
  std::vector<double> activity;   ///< activity x factor, unscaled [t CO2e]
  std::vector<double> physical;   ///< scaled, as the physical account has it [t CO2e]
  std::vector<double> published;  ///< published account [t CO2e]
  std::vector<double> inventory;  ///< observed [t CO2e]
  double scale_used = 1;          ///< in this run
  double scale_fitted = 1;        ///< sum of inventory over sum of activity; 1 for a row that is not scaled
  double luck = 0;                ///< standard deviation of single runs' own scale_fitted; 0 of one run
};

/// Rows that the model deliberately does not scale, with the reason: what the inventory allots is not physically there.
bool is_scaled(agents::Subsector subsector);

std::vector<BaseYearFit> fit_base_years(const agents::ModelRun& run, const agents::CityData& city);

/// The fits as text that base_years_from() reads back to the same bits: a process holds one run.
std::string base_years_numbers(const std::vector<BaseYearFit>& fits);
std::vector<BaseYearFit> base_years_from(const std::string& numbers);

/// Runs that differ in luck alone, at least one: activity and accounts are means over them, and the factor is fitted to
/// the mean, since one run's luck (whose furnace broke, who renovated) would weigh on all futures.
std::vector<BaseYearFit> mean_fit(const std::vector<std::vector<BaseYearFit>>& runs);

/// Sub-sectors with their scale factors, then sectors and total of the published account against the inventory, with
/// deviations.
std::string base_years_text(const std::vector<BaseYearFit>& fits);

/// The city's scale file (assumptions/scale.yaml) with the fitted factors.
std::string scale_yaml(const std::vector<BaseYearFit>& fits);

/// Every margin of the synthetic population against the published one.
std::string population_text(const agents::CityData& city);

}  // namespace skifte::analysis
