#include "scenarios/city_inventory.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace skifte::scenarios {
namespace {

using agents::Sector;
using agents::Subsector;

struct InventoryRow {
  std::string_view words;
  Subsector subsector;
};

/// SMHI's rows and where we count them. Sectors without an entry here are split by inventory_splits.csv.
constexpr std::array<InventoryRow, 19> inventory_rows = {{
    {"own_heating_buildings / Bostäder", Subsector::dwellings},
    {"own_heating_buildings / Kommersiella och offentliga lokaler", Subsector::premises},
    {"own_heating_buildings / Jordbruks- och skogsbrukslokaler", Subsector::farm_premises},
    {"transport / Personbilar", Subsector::cars},
    {"transport / Lätta lastbilar", Subsector::light_trucks},
    {"transport / Tunga lastbilar", Subsector::heavy_trucks},
    {"transport / Bussar", Subsector::buses},
    {"transport / Mopeder och Motorcyklar", Subsector::motorcycles},
    {"transport / Järnväg", Subsector::railways},
    {"transport / inrikes civil sjöfart (inkl privata fritidsbåtar)", Subsector::domestic_shipping},
    {"transport / Inrikes flygtrafik", Subsector::domestic_shipping},
    {"working_machinery / Industri- och byggsektorns arbetsmaskiner (inkl vägarbeten)",
     Subsector::construction_machinery},
    {"working_machinery / Jordbruk och skogsbruk", Subsector::farm_machinery},
    {"working_machinery / Hushållens arbetsmaskiner", Subsector::household_machinery},
    {"working_machinery / Kommersiella och offentliga verksamheter", Subsector::service_machinery},
    {"working_machinery / Övrigt (flygplatser, hamnar, m.m.)", Subsector::port_airport_allocation},
    {"working_machinery / Fiskebåtar", Subsector::other_machinery},
    {"working_machinery / Skotrar och fyrhjulingar", Subsector::other_machinery},
    {"working_machinery / Militär verksamhet", Subsector::other_machinery},
}};

using ByYear = std::map<int, double>;

std::map<std::string, ByYear> series_of(const CsvTable& table, FaultList& faults, const char* column = "value") {
  std::map<std::string, ByYear> result;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto year = table.whole_number(row, "year", faults);
    if (!year || table.text(row, column).empty()) continue;
    const auto value = table.number(row, column, faults);
    if (!value) continue;
    if (*value < 0) faults.add(table.position(row, column), "a negative value (must be 0 or more)");
    result[table.text(row, "series")][*year] = *value;
  }
  return result;
}

/// The part that one sub-sector has in its sector from a year on.
struct Split {
  double value;
  bool is_share;
  std::size_t row;
};

class Splits {
 public:
  Splits(const CsvTable& table, FaultList& faults) : table_(table), faults_(faults) {
    const std::vector<std::string> known(agents::subsector_labels.begin(), agents::subsector_labels.end());
    for (std::size_t row = 0; row < table.size(); ++row) {
      const auto year = table.whole_number(row, "year", faults);
      const auto value = table.number(row, "value", faults);
      const std::string& unit = table.text(row, "unit");
      const std::string& series = table.text(row, "series");
      if (std::find(known.begin(), known.end(), series) == known.end()) {
        faults.add(table.position(row, "series"), "no sub-sector '" + series + "'" + suggestion(series, known));
      }
      if (unit != "1" && unit != "t CO2e") {
        faults.add(table.position(row, "unit"), "unit '" + unit + "' (must be 1 for a share or t CO2e for an amount)");
      }
      if (year && value) splits_[series][*year] = {*value, unit == "1", row};
    }
  }

  /// Splits `total` of `year` between the sector's two sub-sectors.
  void split(Subsector first, Subsector second, int year, double total, agents::InventoryObservation& observation) {
    for (const auto& [named, other] : {std::pair{first, second}, std::pair{second, first}}) {
      const auto found = splits_.find(std::string(agents::subsector_labels[static_cast<std::size_t>(index(named))]));
      if (found == splits_.end()) continue;
      auto entry = found->second.upper_bound(year);
      if (entry == found->second.begin()) break;
      const Split& part = (--entry)->second;
      const double tonnes = part.is_share ? part.value * total : part.value;
      if (tonnes < 0 || tonnes > total) {
        faults_.add(table_.position(part.row, "value"), "more than the whole sector in " + std::to_string(year) +
                                                            " (must be between 0 and " + std::to_string(total) +
                                                            " t CO2e)");
        return;
      }
      observation.tonnes[static_cast<std::size_t>(index(named))] = tonnes;
      observation.tonnes[static_cast<std::size_t>(index(other))] = total - tonnes;
      return;
    }
    faults_.add({table_.file(), 0, 0},
                "neither '" + std::string(agents::subsector_labels[static_cast<std::size_t>(index(first))]) +
                    "' nor '" + std::string(agents::subsector_labels[static_cast<std::size_t>(index(second))]) +
                    "' has a part in " + std::to_string(year) + " (one of them must)");
  }

 private:
  const CsvTable& table_;
  FaultList& faults_;
  std::map<std::string, std::map<int, Split>> splits_;
};

/// Splits a sector's total by the CO2 rows of the year. False when the rows add to nothing.
bool split_by_rows(Sector sector, int year, double total, const std::map<std::string, ByYear>& rows,
                   agents::InventoryObservation& observation) {
  std::array<double, agents::subsectors> co2{};
  double sum = 0;
  for (const InventoryRow& row : inventory_rows) {
    if (sector_of(row.subsector) != sector) continue;
    const auto found = rows.find(std::string(row.words));
    if (found == rows.end() || !found->second.contains(year))
      continue;  // a row may be absent where nothing was emitted
    co2[static_cast<std::size_t>(index(row.subsector))] += found->second.at(year);
    sum += found->second.at(year);
  }
  for (std::size_t s = 0; s < co2.size() && sum > 0; ++s) {
    if (sector_of(static_cast<Subsector>(s)) == sector) observation.tonnes[s] = total * co2[s] / sum;
  }
  return sum > 0;
}

/// Years for which every sector has a figure.
std::set<int> complete_years(const std::map<std::string, ByYear>& totals, const CsvTable& table, FaultList& faults) {
  std::map<int, int> sectors_in_year;
  for (const std::string_view sector : agents::sector_labels) {
    const auto found = totals.find(std::string(sector));
    if (found == totals.end()) {
      faults.add({table.file(), 0, 0}, "sector '" + std::string(sector) + "' is missing");
      continue;
    }
    for (const auto& [year, tonnes] : found->second) ++sectors_in_year[year];
  }
  std::set<int> years;
  for (const auto& [year, sectors] : sectors_in_year) {
    if (sectors == static_cast<int>(agents::sector_labels.size())) years.insert(year);
  }
  return years;
}

}  // namespace

std::vector<agents::InventoryObservation> read_inventory(const CsvTable& sectors, const CsvTable& subsectors,
                                                         const CsvTable& splits_table, FaultList& faults) {
  const std::map<std::string, ByYear> totals = series_of(sectors, faults);
  const std::map<std::string, ByYear> rows = series_of(subsectors, faults);
  Splits splits(splits_table, faults);
  std::vector<agents::InventoryObservation> result;
  for (const int year : complete_years(totals, sectors, faults)) {
    agents::InventoryObservation observation{year, {}};
    for (std::size_t s = 0; s < agents::sector_labels.size(); ++s) {
      const auto sector = static_cast<Sector>(s);
      const double total = totals.at(std::string(agents::sector_labels[s])).at(year);
      switch (sector) {
        case Sector::agriculture:
          splits.split(Subsector::livestock, Subsector::soils_liming, year, total, observation);
          break;
        case Sector::electricity_district_heating:
          splits.split(Subsector::filbornaverket, Subsector::peak_heat_plants, year, total, observation);
          break;
        case Sector::industry:
          splits.split(Subsector::kemira, Subsector::other_industry, year, total, observation);
          break;
        case Sector::product_use:
          splits.split(Subsector::fluorinated_gases, Subsector::solvents_lubricants, year, total, observation);
          break;
        case Sector::waste:
          splits.split(Subsector::landfill, Subsector::sewage_biological, year, total, observation);
          break;
        case Sector::own_heating:
        case Sector::transport:
        case Sector::machinery:
          if (!split_by_rows(sector, year, total, rows, observation)) {
            faults.add({subsectors.file(), 0, 0}, "no rows of sector '" + std::string(agents::sector_labels[s]) +
                                                      "' in " + std::to_string(year) + " (its total cannot be split)");
          }
          break;
      }
    }
    result.push_back(observation);
  }
  return result;
}

std::vector<agents::OlderInventory> read_older_inventory(const CsvTable& sectors, FaultList& faults) {
  const std::map<std::string, ByYear> totals = series_of(sectors, faults, "release_2025");
  std::vector<agents::OlderInventory> result;
  for (const int year : complete_years(totals, sectors, faults)) {
    agents::OlderInventory older{year, {}};
    for (std::size_t s = 0; s < agents::sector_labels.size(); ++s) {
      older.tonnes[s] = totals.at(std::string(agents::sector_labels[s])).at(year);
    }
    result.push_back(older);
  }
  return result;
}

}  // namespace skifte::scenarios
