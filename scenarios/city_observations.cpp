#include "scenarios/city_observations.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include "agents/categories.hpp"
#include "scenarios/city_inventory.hpp"
#include "scenarios/city_vehicles.hpp"
#include "scenarios/csv.hpp"

namespace skifte::scenarios {
namespace {

constexpr const char* smhi = "SMHI, national emission database, ";
constexpr const char* trafikanalys = "Trafikanalys, Fordon i län och kommuner";

using Labels = std::span<const std::string_view>;

/// One series a label and one for their total, from rows by year.
template <class Rows>
void append_labelled(std::vector<CitySeries>& all, const CitySeries& form, Labels labels, const Rows& rows) {
  if (rows.empty()) return;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    CitySeries one = form;
    one.label = labels[i];
    for (const auto& [year, values] : rows) one.values[year] = values[i];
    all.push_back(std::move(one));
  }
  CitySeries total = form;
  total.label = total_label;
  for (const auto& [year, values] : rows) total.values[year] = std::accumulate(values.begin(), values.end(), 0.0);
  all.push_back(std::move(total));
}

void read_emissions(const std::filesystem::path& folder, std::vector<CitySeries>& all, FaultList& faults) {
  using Sectors = std::array<double, agents::sector_labels.size()>;
  const auto table = [&](const char* name) { return read_csv((folder / name).string(), faults); };
  const CsvTable sectors = table("inventory_sectors.csv");
  std::map<int, Sectors> newest;
  for (const agents::InventoryObservation& row :
       read_inventory(sectors, table("inventory_subsectors_co2.csv"), table("inventory_splits.csv"), faults)) {
    Sectors& sums = newest[row.year];
    for (int s = 0; s < agents::subsectors; ++s) {
      sums[static_cast<std::size_t>(index(agents::sector_of(static_cast<agents::Subsector>(s))))] +=
          row.tonnes[static_cast<std::size_t>(s)];
    }
  }
  std::map<int, Sectors> older;
  for (const agents::OlderInventory& row : read_older_inventory(sectors, faults)) older[row.year] = row.tonnes;
  const std::string source = std::string(smhi) + "newest release";
  append_labelled(all, {"emissions", "emissions", "", "t CO2e", source, {}}, agents::sector_labels, newest);
  append_labelled(all, {"emissions_published", "emissions_published", "", "t CO2e", source, {}}, agents::sector_labels,
                  newest);
  append_labelled(
      all, {"emissions_release_2025", "emissions_published", "", "t CO2e", std::string(smhi) + "release 2025", {}},
      agents::sector_labels, older);
}

void read_fleets(const std::filesystem::path& folder, std::vector<CitySeries>& all, FaultList& faults) {
  const CsvTable table = read_csv((folder / "vehicles.csv").string(), faults);
  for (const auto& [variable, prefix] : {std::pair{"cars", "cars_in_use/"},
                                         {"new_cars", "cars_new_registrations/"},
                                         {"light_trucks", "light_trucks_in_use/"},
                                         {"heavy_trucks", "heavy_trucks_in_use/"},
                                         {"buses", "buses_in_use/"}}) {
    append_labelled(all, {variable, variable, "", "vehicle", trafikanalys, {}}, agents::powertrain_labels,
                    read_vehicles(table, prefix, faults));
  }
}

void read_population(const std::filesystem::path& folder, std::vector<CitySeries>& all, FaultList& faults) {
  const CsvTable table = read_csv((folder / "households.csv").string(), faults);
  CitySeries population{"population", "population", "", "person", "Statistics Sweden", {}};
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table.text(row, "series") != "population_31dec") continue;
    const auto year = table.whole_number(row, "year", faults);
    const auto value = table.number(row, "value", faults);
    if (year && value) population.values[*year] = *value;
  }
  if (!population.values.empty()) all.push_back(std::move(population));
}

/// A series that observations.csv may hold: a variable of results, its unit and labels.
struct Admitted {
  const char* variable;
  const char* unit;
  Labels labels;
};
constexpr std::array<Admitted, 3> admitted = {{{"public_chargers", "1", {}},
                                               {"heating_systems", "dwelling", agents::heating_labels},
                                               {"new_cars", "vehicle", agents::powertrain_labels}}};

std::vector<std::string> admitted_series() {
  std::vector<std::string> names;
  for (const Admitted& one : admitted) {
    if (one.labels.empty()) names.emplace_back(one.variable);
    for (std::string_view label : one.labels) names.push_back(std::string(one.variable) + "/" + std::string(label));
    if (!one.labels.empty()) names.push_back(std::string(one.variable) + "/" + total_label);
  }
  return names;
}

std::pair<std::string, std::string> split_name(const std::string& series) {
  const std::size_t slash = series.find('/');
  if (slash == std::string::npos) return {series, ""};
  return {series.substr(0, slash), series.substr(slash + 1)};
}

CitySeries& series_for(std::vector<CitySeries>& all, const std::string& name, const std::string& label,
                       const std::string& unit, const std::string& source) {
  for (CitySeries& one : all) {
    if (one.name == name && one.label == label) return one;
  }
  all.push_back({name, name, label, unit, source, {}});
  return all.back();
}

void read_further(const std::filesystem::path& folder, std::vector<CitySeries>& all, FaultList& faults) {
  const CsvTable table = read_csv((folder / "observations.csv").string(), faults);
  const std::vector<std::string> known = admitted_series();
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string& series = table.text(row, "series");
    const auto year = table.whole_number(row, "year", faults);
    const auto value = table.number(row, "value", faults);
    if (std::find(known.begin(), known.end(), series) == known.end()) {
      faults.add(table.position(row, "series"),
                 "'" + series + "' is no series to observe here" + suggestion(series, known));
      continue;
    }
    const auto [name, label] = split_name(series);
    const auto form = std::find_if(admitted.begin(), admitted.end(),
                                   [&variable = name](const Admitted& one) { return one.variable == variable; });
    if (table.text(row, "unit") != form->unit) {
      faults.add(table.position(row, "unit"),
                 "unit '" + table.text(row, "unit") + "' (must be '" + form->unit + "' for " + series + ")");
    }
    if (!year || !value) continue;
    if (*value < 0) faults.add(table.position(row, "value"), "a negative number (must be 0 or more)");
    CitySeries& into = series_for(all, name, label, form->unit, table.text(row, "source"));
    if (!into.values.emplace(*year, *value).second) {
      faults.add(table.position(row, "year"), "'" + series + "' is observed twice in " + std::to_string(*year));
    }
  }
}

constexpr std::array<std::pair<std::string_view, Use>, 4> uses = {
    {{"start", Use::start}, {"input", Use::input}, {"scaled", Use::scaled}, {"fitted", Use::fitted}}};

}  // namespace

std::string to_string(Use use) {
  for (const auto& [word, one] : uses) {
    if (one == use) return std::string(word);
  }
  return "";
}

std::vector<CitySeries> read_observations(const std::filesystem::path& folder) {
  FaultList faults;
  std::vector<CitySeries> all;
  bool any = false;
  for (const auto& [file, read] : {std::pair{"inventory_sectors.csv", &read_emissions},
                                   {"vehicles.csv", &read_fleets},
                                   {"households.csv", &read_population},
                                   {"observations.csv", &read_further}}) {
    if (!std::filesystem::exists(folder / file)) continue;
    any = true;
    read(folder, all, faults);
  }
  if (!any) {
    faults.add({folder.string(), 0, 0},
               "no observations here (expected inventory_sectors.csv, vehicles.csv, households.csv or "
               "observations.csv)");
  }
  faults.throw_if_any();
  return all;
}

std::vector<UsedYears> read_used_years(const std::filesystem::path& folder) {
  std::vector<UsedYears> all;
  if (!std::filesystem::exists(folder / "fitting.csv")) return all;
  FaultList faults;
  const CsvTable table = read_csv((folder / "fitting.csv").string(), faults);
  std::vector<std::string> words;
  for (const auto& [word, use] : uses) words.emplace_back(word);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto first = table.whole_number(row, "first_year", faults);
    const auto last = table.whole_number(row, "last_year", faults);
    const std::string& word = table.text(row, "use");
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
      faults.add(table.position(row, "use"), "'" + word +
                                                 "' is no use of a series (there are start, input, scaled, "
                                                 "fitted)" +
                                                 suggestion(word, words));
      continue;
    }
    if (!first || !last) continue;
    if (*last < *first) faults.add(table.position(row, "last_year"), "before the first year");
    const auto [name, label] = split_name(table.text(row, "series"));
    all.push_back({name, label, *first, *last, uses[static_cast<std::size_t>(found - words.begin())].second,
                   table.text(row, "how")});
  }
  faults.throw_if_any();
  return all;
}

Use use_of(const std::vector<UsedYears>& statements, const std::string& name, const std::string& label, int year) {
  Use use = Use::none;
  for (const UsedYears& one : statements) {
    if (one.name == name && (one.label.empty() || one.label == label) && year >= one.first_year &&
        year <= one.last_year) {
      use = one.use;
    }
  }
  return use;
}

}  // namespace skifte::scenarios
