#pragma once
#include <string>

#include "agents/city_data.hpp"

namespace skifte::scenarios {

/// Reads a city's folder: city.yaml, households.csv, inventory_sectors.csv, inventory_subsectors_co2.csv,
/// inventory_splits.csv, vehicles.csv and, where there is one, footprint.csv, and builds its synthetic households
/// (agents/demography/synthesis.hpp). Every fault in the files is collected into one UserFault with file, line and
/// column.
agents::CityData read_city(const std::string& city_folder);

}  // namespace skifte::scenarios
