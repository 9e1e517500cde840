#pragma once
#include <vector>

#include "agents/city_data.hpp"
#include "scenarios/csv.hpp"

namespace skifte::scenarios {

/// The published consumption footprint of the city's households from footprint.csv: rows whose series is a category
/// (agents/categories.hpp) or `households`, the sum over all that households cause [kg CO2e/person], in the file's
/// order. Other series, negative values and a category twice in a year of one release are faults.
std::vector<agents::FootprintObservation> read_footprint(const CsvTable& table, FaultList& faults);

}  // namespace skifte::scenarios
