#include "scenarios/city_tables.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <map>
#include <tuple>

#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {
namespace {

struct SeriesUnit {
  std::string_view table;
  std::string_view prefix;  ///< of the series
  std::string_view unit;    ///< or its beginning, where a remark in brackets may follow
};

/// docs/formats/city.md lists them. inventory_splits.csv and observations.csv look at their units themselves.
constexpr std::array<SeriesUnit, 9> units = {{
    {"households.csv", "households/", "households"},
    {"households.csv", "persons_living_in_household_of_size/", "persons"},
    {"households.csv", "population_", "persons"},
    {"households.csv", "income_earned", "kSEK per year"},
    {"households.csv", "tax_rate/", "%"},
    {"inventory_sectors.csv", "", "t CO2e"},
    {"inventory_subsectors_co2.csv", "", "t CO2"},
    {"vehicles.csv", "", "vehicles"},
    {"footprint.csv", "", "kg CO2e/person"},
}};

bool is_unit(std::string_view written, std::string_view unit) {
  return written == unit || (written.starts_with(unit) && written.substr(unit.size()).starts_with(" ("));
}

void require_unit(const CsvTable& rows, std::size_t row, std::string_view table, FaultList& faults) {
  const std::string& series = rows.text(row, "series");
  const std::string& written = rows.text(row, "unit");
  for (const SeriesUnit& known : units) {
    if (known.table != table || !series.starts_with(known.prefix)) continue;
    if (!is_unit(written, known.unit)) {
      faults.add(rows.position(row, "unit"),
                 fmt::format("the unit is '{}' (it must be '{}'; nothing is converted here)", written, known.unit));
    }
    return;
  }
}

}  // namespace

void require_sound_rows(const CsvTable& rows, std::string_view table, FaultList& faults) {
  std::map<std::tuple<std::string, int, std::string>, int> line_of;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    require_unit(rows, row, table, faults);
    FaultList of_the_reader;  // a year that is no number is told by who reads it
    const auto year = rows.whole_number(row, "year", of_the_reader);
    if (!year) continue;
    if (*year < earliest_year || *year > latest_year) {
      faults.add(rows.position(row, "year"),
                 fmt::format("the year is {} (it must lie from {} to {})", *year, earliest_year, latest_year));
    }
    const std::string release = rows.has_column("release") ? rows.text(row, "release") : "";
    const std::string& series = rows.text(row, "series");
    const int line = rows.position(row, "series").line;
    const auto [first, is_new] = line_of.emplace(std::tuple(series, *year, release), line);
    if (!is_new) {
      faults.add(rows.position(row, "series"),
                 fmt::format("'{}' of {} stands twice (first on line {})", series, *year, first->second));
    }
  }
}

}  // namespace skifte::scenarios
