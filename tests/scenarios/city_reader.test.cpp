#include "scenarios/city_reader.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "scenarios/city_page.hpp"
#include "scenarios/locations.hpp"
#include "sim/fault.hpp"

using namespace skifte;

namespace {

const std::string city_folder = std::string(SKIFTE_SOURCE_DIR) + "/scenarios/cities/helsingborg";

const agents::CityData& city() {
  static const agents::CityData read = scenarios::read_city(city_folder);
  return read;
}

double tonnes(int year, agents::Subsector subsector) {
  for (const agents::InventoryObservation& observation : city().inventory) {
    if (observation.year == year) return observation.tonnes[static_cast<std::size_t>(index(subsector))];
  }
  return -1;
}

/// A copy of the city's folder with one text replaced in one file.
std::string message_after(const std::string& file, const std::string& from, const std::string& to) {
  const auto folder = std::filesystem::temp_directory_path() / "skifte-city-reader-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (const auto& entry : std::filesystem::directory_iterator(city_folder)) {
    if (entry.is_regular_file()) std::filesystem::copy_file(entry.path(), folder / entry.path().filename());
  }
  std::string text = scenarios::read_file(folder / file);
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  std::ofstream(folder / file, std::ios::binary) << text;
  std::string message;
  try {
    scenarios::read_city(folder.string());
  } catch (const sim::UserFault& fault) {
    message = sim::to_string(fault.faults().front());
  }
  std::filesystem::remove_all(folder);
  return message.substr(message.find(file) == std::string::npos ? 0 : message.find(file));
}

}  // namespace

TEST_CASE("the synthetic households of 2019 meet the published table") {
  CHECK(city().households.size() == 67762);  // Statistics Sweden, households by type and form of dwelling 2019
  CHECK(std::accumulate(city().households.persons.begin(), city().households.persons.end(), 0) == 147734 - 327);
  int cells = 0;
  for (const agents::MarginFit& fit : city().margin_fits) {
    if (fit.margin == "households by type and form of dwelling") ++cells;
    if (fit.margin.starts_with("households") || (fit.margin.starts_with("persons by") && fit.category != "unknown")) {
      INFO(fit.margin << " " << fit.category);
      CHECK(fit.synthetic == fit.published);
    }
    if (fit.margin == "median earned income") CHECK(fit.synthetic == Approx(fit.published).epsilon(0.01));
  }
  CHECK(cells == 96);
}

TEST_CASE("sub-sectors add to the newest release's totals") {
  // SMHI release 2026, rows total(sum of sectors incl international_transport).
  const std::map<int, double> totals = {{1990, 1081244.42}, {2000, 830721.15}, {2005, 760553.06}, {2010, 602081.38},
                                        {2015, 515509.05},  {2020, 500558.46}, {2021, 505839.96}, {2022, 465661.32}};
  REQUIRE(city().inventory.size() == totals.size());
  for (const agents::InventoryObservation& observation : city().inventory) {
    const double sum = std::accumulate(observation.tonnes.begin(), observation.tonnes.end(), 0.0);
    CHECK(sum == Approx(totals.at(observation.year)).margin(0.1));
  }
}

TEST_CASE("shares of CO2 rows and splits are applied") {
  // 2022: transport 173 169.00 t CO2e times cars 108 060 of 167 060 t CO2 (release 2024).
  CHECK(tonnes(2022, agents::Subsector::cars) == Approx(173169.0 * 108060 / 167060).epsilon(1e-4));
  CHECK(tonnes(2022, agents::Subsector::kemira) == 30000);
  CHECK(tonnes(2015, agents::Subsector::kemira) == 42981);  // verified emissions
  CHECK(tonnes(1990, agents::Subsector::filbornaverket) == 0);
  CHECK(tonnes(2022, agents::Subsector::landfill) == Approx(17533.94 - 5000));
}

TEST_CASE("vehicles by fuel") {
  CHECK(city().cars_2015[static_cast<std::size_t>(index(agents::Powertrain::battery))] == 52);
  CHECK(city().cars.at(2022)[static_cast<std::size_t>(index(agents::Powertrain::battery))] == 2595);
  CHECK(city().new_cars.at(2022)[static_cast<std::size_t>(index(agents::Powertrain::petrol))] == 981);
}

TEST_CASE("the page has the contract's baseline and titles") {
  scenarios::FaultList faults;
  const scenarios::CityPage page = scenarios::read_city_page(city_folder, faults);
  CHECK(faults.empty());
  CHECK(page.name == "helsingborg");
  CHECK(page.baseline_emissions == 1129258);
  CHECK(page.titles.at("sv") == "Helsingborg");
}

TEST_CASE("malformed rows are told with file, line and column") {
  CHECK(message_after("vehicles.csv", "cars_in_use/diesel,2015,16303", "cars_in_use/diesel,2015,16 303")
            .find("vehicles.csv:") == 0);
  CHECK(message_after("inventory_sectors.csv", "agriculture,1990,43388.33", "agriculture,199O,43388.33") ==
        "inventory_sectors.csv:2:13: '199O' is not a whole number (expected one like 2022)");
  CHECK(
      message_after("households.csv", "-64 år utan barn/småhus, äganderätt", "-64 år utan barn/småhus, äganderrätt") ==
      "households.csv:2:1: form of dwelling 'småhus, äganderrätt' is not known, did you mean 'småhus, äganderätt'?");
  CHECK_THAT(message_after("inventory_splits.csv", "kemira,2020,30816", "kemira,2020,930816"),
             Catch::Contains("more than the whole sector in 2020"));
  CHECK_THAT(message_after("city.yaml", "villages: 0.45", "villages: 0.55"), Catch::Contains("must add to 1"));
}

TEST_CASE("a row twice, another unit, an impossible year and another encoding are faults, not other numbers") {
  // A second row would have doubled the fleet, 'kt CO2e' have been read as tonnes, 20222 have left a year out.
  CHECK_THAT(message_after("vehicles.csv", "cars_in_use/diesel,2015,",
                           "cars_in_use/diesel,2015,1,vehicles,x\ncars_in_use/diesel,2015,"),
             Catch::Contains("'cars_in_use/diesel' of 2015 stands twice (first on line "));
  CHECK_THAT(message_after("inventory_sectors.csv", "agriculture,1990,43388.33,43434.74,t CO2e",
                           "agriculture,1990,43388.33,43434.74,kt CO2e"),
             Catch::Contains("inventory_sectors.csv:2:36: the unit is 'kt CO2e' (it must be 't CO2e'"));
  CHECK_THAT(message_after("inventory_sectors.csv", "agriculture,1990,", "agriculture,19900,"),
             Catch::Contains("inventory_sectors.csv:2:13: the year is 19900 (it must lie from 1900 to 2200)"));
  CHECK_THAT(message_after("vehicles.csv", "vehicles,", "vehicles,\xf6"), Catch::Contains("is not UTF-8 text"));
}
