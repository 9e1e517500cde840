#include "scenarios/city_vehicles.hpp"

#include <string>
#include <utility>

namespace skifte::scenarios {
namespace {

constexpr std::array<std::pair<std::string_view, agents::Powertrain>, 9> fuels = {{
    {"petrol", agents::Powertrain::petrol},
    {"diesel", agents::Powertrain::diesel},
    {"biodiesel", agents::Powertrain::diesel},
    {"ethanol_flexifuel", agents::Powertrain::ethanol},
    {"gas_CNG_biogas", agents::Powertrain::gas},
    {"hybrid_HEV", agents::Powertrain::hybrid},
    {"hybrid_or_PHEV", agents::Powertrain::hybrid},
    {"plugin_PHEV", agents::Powertrain::plugin_hybrid},
    {"electric_BEV", agents::Powertrain::battery},
}};

}  // namespace

VehiclesByYear read_vehicles(const CsvTable& table, std::string_view prefix, FaultList& faults) {
  VehiclesByYear result;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string& series = table.text(row, "series");
    if (!series.starts_with(prefix)) continue;
    const std::string_view fuel = std::string_view(series).substr(prefix.size());
    for (const auto& [words, powertrain] : fuels) {
      if (fuel != words) continue;
      const auto year = table.whole_number(row, "year", faults);
      const auto value = table.number(row, "value", faults);
      if (!year || !value) continue;
      if (*value < 0) faults.add(table.position(row, "value"), "a negative number of vehicles (must be 0 or more)");
      result[*year][static_cast<std::size_t>(index(powertrain))] += *value;
    }
  }
  return result;
}

}  // namespace skifte::scenarios
