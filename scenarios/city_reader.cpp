#include "scenarios/city_reader.hpp"

#include <filesystem>
#include <string_view>

#include "agents/demography/synthesis.hpp"
#include "scenarios/city_footprint.hpp"
#include "scenarios/city_inventory.hpp"
#include "scenarios/city_margins.hpp"
#include "scenarios/city_page.hpp"
#include "scenarios/city_tables.hpp"
#include "scenarios/city_vehicles.hpp"
#include "scenarios/csv.hpp"

namespace skifte::scenarios {
namespace {

/// Cars by year and powertrain of the series PREFIX/FUEL, which must be there.
VehiclesByYear read_cars(const CsvTable& table, std::string_view prefix, FaultList& faults) {
  VehiclesByYear result = read_vehicles(table, prefix, faults);
  if (result.empty())
    faults.add({table.file(), 0, 0}, "no series '" + std::string(prefix) + "...' (needed to start the fleet)");
  return result;
}

}  // namespace

agents::CityData read_city(const std::string& city_folder) {
  FaultList faults;
  const std::filesystem::path folder(city_folder);
  const auto table = [&](const char* name) {
    CsvTable rows = read_csv((folder / name).string(), faults);
    require_sound_rows(rows, name, faults);
    return rows;
  };
  const CityPage page = read_city_page(city_folder, faults);

  agents::CityData city;
  city.name = page.name;
  city.titles = page.titles;
  city.reference_year = page.reference_year;
  const CsvTable sectors = table("inventory_sectors.csv");
  city.inventory =
      read_inventory(sectors, table("inventory_subsectors_co2.csv"), table("inventory_splits.csv"), faults);
  city.older_inventory = read_older_inventory(sectors, faults);
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
