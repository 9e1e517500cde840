#pragma once
#include <string>
#include <vector>

#include "agents/city_data.hpp"
#include "agents/model.hpp"

namespace skifte::analysis {

/// One published figure of the consumption footprint beside the model's.
struct FootprintFit {
  agents::FootprintObservation observed;
  double simulated;  ///< [kg CO2e/person]
};

/// The model's footprint where the city's published one has figures. `households` are all categories but building and
/// public consumption.
std::vector<FootprintFit> fit_footprint(const agents::ModelRun& run, const agents::CityData& city);

/// The table with the accounts' differences said; empty for a city without published figures.
std::string footprint_text(const std::vector<FootprintFit>& fits);

}  // namespace skifte::analysis
