#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"

namespace skifte::scenarios {

/// Figures of a city that a generic assumption is proportional to: inhabitants, arable land, tonnes of a sub-sector.
///
/// They are defined for all cities in any_city/quantities.yaml, each by where it stands in a city's folder:
///   inhabitant:    {table: households, series: population_31dec, year: 2015}
///   railway_tonne: {inventory: railways, year: 2022}
/// `table` names a .csv file of the city; `inventory` a sub-sector of the inventory as the model counts it,
/// or `total`, their sum [t CO2e].
class CityQuantities {
 public:
  CityQuantities() = default;
  CityQuantities(std::filesystem::path definitions, std::filesystem::path city_folder)
      : definitions_(std::move(definitions)), city_folder_(std::move(city_folder)) {}

  /// The figure, in its table's unit. An unknown name is a fault at `used`, a figure that the city lacks one at its
  /// definition. The files are read when the first figure is asked for.
  std::optional<double> find(const std::string& name, const sim::Position& used, FaultList& faults);

 private:
  struct Definition {
    sim::Position position;
    std::string table;  ///< empty: the inventory
    std::string series;
    int year = 0;
  };
  void read(FaultList& faults);
  void read_table(const std::string& table, FaultList& faults);

  std::filesystem::path definitions_;
  std::filesystem::path city_folder_;
  bool read_ = false;
  std::map<std::string, Definition> names_;
  std::map<std::string, std::map<std::string, std::map<int, double>>> tables_;  ///< by table, series, year
};

}  // namespace skifte::scenarios
