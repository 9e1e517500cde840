#pragma once
#include <array>
#include <map>
#include <string_view>

#include "agents/categories.hpp"
#include "scenarios/csv.hpp"

namespace skifte::scenarios {

/// Vehicles by Powertrain [vehicles], by calendar year.
using VehiclesByYear = std::map<int, std::array<double, agents::powertrain_labels.size()>>;

/// The series PREFIX/FUEL of vehicles.csv, in the vehicle register's words for fuels. Biodiesel counts as diesel,
/// `hybrid_or_PHEV` (trucks and buses) as hybrid; `other` (a handful) is left out, `total` is the sum. Empty when the
/// table has no such series; negative numbers are faults.
VehiclesByYear read_vehicles(const CsvTable& table, std::string_view prefix, FaultList& faults);

}  // namespace skifte::scenarios
