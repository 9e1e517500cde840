#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "agents/demography/margins.hpp"
#include "scenarios/fault_list.hpp"

namespace skifte::scenarios {

/// A figure on the city's page, shown as it stands.
struct CityFact {
  std::string name;
  std::string value;
  std::string source;
};

/// What city.yaml says.
struct CityPage {
  std::string name;                           ///< key; must be the folder's name
  std::map<std::string, std::string> titles;  ///< by language, sv and en
  std::string county;
  int reference_year = 2019;      ///< of the households' margins
  int baseline_year = 1990;       ///< of the city's own promise
  double baseline_emissions = 0;  ///< the promise's own baseline [t CO2e]
  std::string baseline_source;
  agents::SynthesisAssumptions synthesis;
  std::vector<CityFact> facts;
  std::vector<std::string> rules;  ///< what stands in for missing data, a sentence each
};

/// Reads CITY_FOLDER/city.yaml; what is missing, unknown or malformed is recorded with its place.
/// A page without `synthesis` takes that of any_city/city.yaml beside the folder of cities.
CityPage read_city_page(const std::string& city_folder, FaultList& faults);

/// Levers that have nothing to act on in the city, with the reason: what `without` says on its page.
std::map<std::string, std::string> read_absent_levers(const std::filesystem::path& city_folder, FaultList& faults);

/// The page for a terminal: title, promise, facts with their sources, rules. Ends with a newline.
std::string city_page_text(const CityPage& page);

}  // namespace skifte::scenarios
