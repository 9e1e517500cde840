#include "scenarios/city_quantities.hpp"

#include "agents/city_data.hpp"
#include "scenarios/city_inventory.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/node_reading.hpp"
#include "scenarios/yaml_document.hpp"

namespace skifte::scenarios {

std::optional<double> CityQuantities::find(const std::string& name, const sim::Position& used, FaultList& faults) {
  if (!read_) read(faults);
  const auto found = names_.find(name);
  if (found == names_.end()) {
    std::vector<std::string> known;
    for (const auto& [quantity, definition] : names_) known.push_back(quantity);
    faults.add(used,
               "no quantity '" + name + "' (any_city/quantities.yaml does not define it)" + suggestion(name, known));
    return std::nullopt;
  }
  const Definition& definition = found->second;
  const auto table = tables_.find(definition.table);
  if (table == tables_.end()) return std::nullopt;  // its faults are recorded
  const auto series = table->second.find(definition.series);
  if (series == table->second.end() || !series->second.contains(definition.year)) {
    const std::string place = definition.table.empty() ? "inventory" : definition.table + ".csv";
    faults.add(definition.position, name + ": '" + definition.series + "' of " + std::to_string(definition.year) +
                                        " is missing in the " + place + " of " + city_folder_.filename().string());
    return std::nullopt;
  }
  return series->second.at(definition.year);
}

void CityQuantities::read(FaultList& faults) {
  read_ = true;
  if (definitions_.empty() || !std::filesystem::exists(definitions_)) return;
  const YamlDocument document = read_yaml(read_file(definitions_), definitions_.string(), faults);
  if (!document.complete || !require_map(document.root, "the file of quantities", faults)) return;
  for (const YamlEntry& entry : document.root.entries) {
    if (!require_map(entry.value, entry.key, faults)) continue;
    require_known_keys(entry.value, entry.key, {"table", "series", "inventory", "year"}, faults);
    Definition definition;
    definition.position = entry.position;
    const auto text = [&](const char* key) {
      const YamlEntry* found = entry.value.find(key);
      return found == nullptr ? std::string() : read_text(found->value, key, faults).value_or("");
    };
    definition.table = text("table");
    definition.series = definition.table.empty() ? text("inventory") : text("series");
    const YamlEntry* year = entry.value.find("year");
    if (definition.series.empty() || year == nullptr) {
      faults.add(entry.position, entry.key + ": takes 'table', 'series' and 'year', or 'inventory' and 'year'");
      continue;
    }
    definition.year = read_year(year->value, entry.key, earliest_year, latest_year, faults).value_or(0);
    if (!tables_.contains(definition.table)) read_table(definition.table, faults);
    names_[entry.key] = definition;
  }
}

void CityQuantities::read_table(const std::string& table, FaultList& faults) {
  const auto file = [&](const std::string& name) {
    return read_csv((city_folder_ / (name + ".csv")).string(), faults);
  };
  auto& series = tables_[table];
  if (table.empty()) {
    for (const agents::InventoryObservation& observed : read_inventory(
             file("inventory_sectors"), file("inventory_subsectors_co2"), file("inventory_splits"), faults)) {
      for (std::size_t s = 0; s < observed.tonnes.size(); ++s) {
        series[std::string(agents::subsector_labels[s])][observed.year] = observed.tonnes[s];
        series["total"][observed.year] += observed.tonnes[s];
      }
    }
    return;
  }
  const CsvTable rows = file(table);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto year = rows.whole_number(row, "year", faults);
    const auto value = rows.number(row, "value", faults);
    if (year && value) series[rows.text(row, "series")][*year] = *value;
  }
}

}  // namespace skifte::scenarios
