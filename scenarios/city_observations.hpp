#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "scenarios/fault_list.hpp"

/// What has been observed of a city, to hold a run against: outcomes alone, apart from what a run is made of.
namespace skifte::scenarios {

inline constexpr const char* total_label = "total";

/// One observed series by calendar year.
struct CitySeries {
  std::string name;      ///< as shown: the variable's, but for another release of the inventory
  std::string variable;  ///< of the result it is held against
  std::string label;     ///< along the variable's second dimension, `total` for their sum, empty when it has none
  std::string unit;
  std::string source;
  std::map<int, double> values;
};

/// What years of a series served for when the model was made.
enum class Use {
  none,    ///< nothing: these years test it
  start,   ///< the run begins with them
  input,   ///< the run is handed them
  scaled,  ///< factors meet their mean
  fitted   ///< values were chosen by them
};
std::string to_string(Use use);

/// One statement of fitting.csv.
struct UsedYears {
  std::string name;   ///< of the series
  std::string label;  ///< empty: every label
  int first_year;
  int last_year;
  Use use;
  std::string how;
};

/// The observed series in a folder's tables: emissions by sector (inventory_sectors.csv, both accounts against the
/// newest release, and the release before it), vehicles by powertrain (vehicles.csv), population at the year's end
/// (households.csv) and what observations.csv adds. Tables the folder lacks are left out; a folder with none of them,
/// and faults in them, are one UserFault.
std::vector<CitySeries> read_observations(const std::filesystem::path& folder);

/// fitting.csv of a folder, in its order; empty when there is none. Columns: `series` (NAME or NAME/LABEL),
/// `first_year`, `last_year`, `use`, `how`. Faults are one UserFault.
std::vector<UsedYears> read_used_years(const std::filesystem::path& folder);

/// What a series' year was used for: the last statement that covers it holds.
Use use_of(const std::vector<UsedYears>& statements, const std::string& name, const std::string& label, int year);

}  // namespace skifte::scenarios
