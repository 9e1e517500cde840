#include "scenarios/city_reader.hpp"

#include <array>
#include <filesystem>
#include <map>
#include <string_view>
#include <utility>

#include "agents/demography/synthesis.hpp"
#include "scenarios/city_footprint.hpp"
#include "scenarios/city_inventory.hpp"
#include "scenarios/city_margins.hpp"
#include "scenarios/city_page.hpp"
#include "scenarios/csv.hpp"

namespace skifte::scenarios {
namespace {

/// The vehicle register's fuels. `other` (a handful of cars) is left out, `total` is the sum.
constexpr std::array<std::pair<std::string_view, agents::Powertrain>, 7> fuels = {{
    {"petrol", agents::Powertrain::petrol},
    {"diesel", agents::Powertrain::diesel},
    {"ethanol_flexifuel", agents::Powertrain::ethanol},
    {"gas_CNG_biogas", agents::Powertrain::gas},
    {"hybrid_HEV", agents::Powertrain::hybrid},
    {"plugin_PHEV", agents::Powertrain::plugin_hybrid},
    {"electric_BEV", agents::Powertrain::battery},
}};

/// Cars by year and powertrain of the series PREFIX/FUEL.
std::map<int, std::array<double, 7>> read_cars(const CsvTable& table, std::string_view prefix, FaultList& faults) {
  std::map<int, std::array<double, 7>> result;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string& series = table.text(row, "series");
    if (!series.starts_with(prefix)) continue;
    const std::string_view fuel = std::string_view(series).substr(prefix.size());
    for (const auto& [words, powertrain] : fuels) {
      if (fuel != words) continue;
      const auto year = table.whole_number(row, "year", faults);
      const auto value = table.number(row, "value", faults);
      if (!year || !value) continue;
      if (*value < 0) faults.add(table.position(row, "value"), "a negative number of cars (must be 0 or more)");
      result[*year][static_cast<std::size_t>(index(powertrain))] = *value;
    }
  }
  if (result.empty())
    faults.add({table.file(), 0, 0}, "no series '" + std::string(prefix) + "...' (needed to start the fleet)");
  return result;
}

}  // namespace

agents::CityData read_city(const std::string& city_folder) {
  FaultList faults;
  const std::filesystem::path folder(city_folder);
  const auto table = [&](const char* name) { return read_csv((folder / name).string(), faults); };
  const CityPage page = read_city_page(city_folder, faults);

  agents::CityData city;
  city.name = page.name;
  city.titles = page.titles;
  city.reference_year = page.reference_year;
  city.inventory = read_inventory(table("inventory_sectors.csv"), table("inventory_subsectors_co2.csv"),
                                  table("inventory_splits.csv"), faults);
  city.older_inventory = read_older_inventory(table("inventory_sectors.csv"), faults);
  if (std::filesystem::exists(folder / "footprint.csv")) {
    city.footprint = read_footprint(table("footprint.csv"), faults);
  }
  const CsvTable vehicles = table("vehicles.csv");
  city.cars = read_cars(vehicles, "cars_in_use/", faults);
  city.new_cars = read_cars(vehicles, "cars_new_registrations/", faults);
  if (const auto found = city.cars.find(2015); found != city.cars.end()) {
    city.cars_2015 = found->second;
  } else {
    faults.add({vehicles.file(), 0, 0}, "cars in use of 2015 are missing (the fleet starts with them)");
  }
  const CsvTable households = table("households.csv");
  agents::Margins margins = read_margins(households, page.reference_year, faults);
  margins.assumed = page.synthesis;
  faults.throw_if_any();

  const auto population = faults.attempt({households.file(), 0, 0}, "", [&] { return agents::synthesise(margins); });
  faults.throw_if_any();
  city.households = population->households;
  city.donors = agents::Donors(city.households);
  city.margin_fits = population->fits;
  return city;
}

}  // namespace skifte::scenarios
