#include "analysis/export/iamc.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "agents/categories.hpp"
#include "analysis/export/csv_text.hpp"
#include "analysis/export/export.hpp"
#include "analysis/export/summary.hpp"
#include "analysis/version.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

constexpr const char* tonnes = "kt CO2-equiv/yr";

/// A variable of the result that becomes a parent, the sum of its labels, and a part for each label.
struct Mapping {
  const char* variable;
  const char* name;
  const char* unit;
  double factor;
  bool has_total = true;  ///< the labels divide a whole
};

constexpr std::array mappings = {
    Mapping{"net_emissions", "Net Emissions|Kyoto Gases", tonnes, 1e-3},
    Mapping{"net_emissions_published", "Net Emissions Published|Kyoto Gases", tonnes, 1e-3},
    Mapping{"sinks_by_kind", "Carbon Removal", tonnes, 1e-3},
    Mapping{"biogenic", "Emissions Biogenic|CO2", tonnes, 1e-3},
    Mapping{"footprint", "Emissions Consumption-based|Kyoto Gases", tonnes, 1e-3},
    Mapping{"footprint_per_capita", "Emissions Consumption-based per Capita|Kyoto Gases", "t CO2-equiv/yr", 1},
    Mapping{"population", "Population", "million", 1e-6},
    Mapping{"energy", "Energy Use", "GWh/yr", 1, false},
    Mapping{"cars", "Stock|Transportation|Light-Duty Vehicle", "vehicle", 1},
    Mapping{"new_cars", "Sales|Transportation|Light-Duty Vehicle", "vehicle/yr", 1},
    Mapping{"light_trucks", "Stock|Transportation|Light Truck", "vehicle", 1},
    Mapping{"heavy_trucks", "Stock|Transportation|Heavy-Duty Truck", "vehicle", 1},
    Mapping{"buses", "Stock|Transportation|Bus", "vehicle", 1},
    Mapping{"heating_systems", "Stock|Residential|Space Heating", "dwelling", 1},
    Mapping{"person_km", "Energy Service|Transportation|Passenger", "million pkm/yr", 1e-6},
    Mapping{"investment", "Investment", "million SEK/yr", 1},
    Mapping{"investment_by_measure", "Investment by Measure", "million SEK/yr", 1},
    Mapping{"running_cost", "Operating Cost", "million SEK/yr", 1},
    Mapping{"grants_received", "Grants Received", "million SEK/yr", 1},
    Mapping{"household_cost_share", "Household Cost Share", "%", 100, false},
    Mapping{"cost_share_gini", "Gini Coefficient|Household Cost Share", "dimensionless", 1},
    Mapping{"city_finance", "City Climate Finance", "million SEK", 1, false},
};

std::string sector_name(const std::string& subsector) {
  const auto& labels = agents::subsector_labels;
  const auto found = std::find(labels.begin(), labels.end(), subsector);
  if (found == labels.end()) throw sim::UserFault("the result has a sub-sector '" + subsector + "' of another version");
  const auto sector = agents::sector_of(static_cast<agents::Subsector>(found - labels.begin()));
  return iamc_words(std::string(agents::sector_labels[static_cast<std::size_t>(agents::index(sector))]));
}

/// Total, sectors and sub-sectors of an account.
void add_emissions(const output::ResultFile& file, const std::string& variable, const std::string& name,
                   std::vector<IamcVariable>& all) {
  if (!file.layout().has(variable)) return;
  const std::vector<std::string>& subsectors = file.layout().dimension("subsector").labels;
  IamcVariable total{name, tonnes, variable, {}, 1e-3};
  std::vector<IamcVariable> parts;
  for (std::size_t i = 0; i < subsectors.size(); ++i) {
    total.columns.push_back(i);
    const std::string sector = name + "|" + sector_name(subsectors[i]);
    if (parts.empty() || !parts.back().name.starts_with(sector + "|"))
      parts.push_back({sector, tonnes, variable, {}, 1e-3});
    const auto parent = std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.name == sector; });
    parent->columns.push_back(i);
    parts.push_back({sector + "|" + iamc_words(subsectors[i]), tonnes, variable, {i}, 1e-3});
  }
  all.push_back(total);
  all.insert(all.end(), parts.begin(), parts.end());
}

void add_mapping(const output::ResultFile& file, const Mapping& mapping, std::vector<IamcVariable>& all) {
  if (!file.layout().has(mapping.variable)) return;
  const output::VariableSpec& spec = file.layout().variable(mapping.variable);
  if (spec.dimensions.size() == 1) {
    all.push_back({mapping.name, mapping.unit, mapping.variable, {0}, mapping.factor});
    return;
  }
  const std::vector<std::string>& labels = file.layout().dimension(spec.dimensions[1]).labels;
  IamcVariable total{mapping.name, mapping.unit, mapping.variable, {}, mapping.factor};
  for (std::size_t i = 0; i < labels.size(); ++i) total.columns.push_back(i);
  if (mapping.has_total) all.push_back(total);
  for (std::size_t i = 0; i < labels.size(); ++i)
    all.push_back(
        {std::string(mapping.name) + "|" + iamc_words(labels[i]), mapping.unit, mapping.variable, {i}, mapping.factor});
}

/// Fossil and biogenic make the whole; what is sold is a part of biogenic.
void add_captured(const output::ResultFile& file, std::vector<IamcVariable>& all) {
  if (!file.layout().has("captured_by_kind")) return;
  all.push_back({"Carbon Capture", tonnes, "captured_by_kind", {0, 1}, 1e-3});
  all.push_back({"Carbon Capture|Fossil", tonnes, "captured_by_kind", {0}, 1e-3});
  all.push_back({"Carbon Capture|Biogenic", tonnes, "captured_by_kind", {1}, 1e-3});
}

/// A figure as text: exact enough for parts to add up to their parent.
std::string figure(double value) {
  return std::isnan(value) ? std::string() : fmt::format("{:.12g}", value);
}

std::string region_of(const output::ResultFile& file) {
  return iamc_words(file.header().city);
}

struct IamcLine {
  std::string scenario;
  std::vector<double> values;
};

void write_line(const IamcVariable& variable, const std::string& region, const IamcLine& line,
                const std::vector<std::size_t>& places, std::size_t width, std::ostream& out) {
  std::vector<std::string> cells = {csv_cell("Skifte " + program_version()), csv_cell(line.scenario), csv_cell(region),
                                    csv_cell(variable.name), csv_cell(variable.unit)};
  const std::size_t head = cells.size();
  cells.resize(head + width);
  for (std::size_t y = 0; y < line.values.size(); ++y)
    cells[head + places[y]] = figure(line.values[y] * variable.factor);
  csv_line(out, cells);
}

std::vector<IamcLine> lines_of(const output::ResultFile& file, const YearTable& table,
                               const std::vector<std::size_t>& columns, ExportRows rows) {
  const std::string scenario = file.header().scenario;
  std::vector<IamcLine> lines;
  if (rows == ExportRows::members) {
    for (std::size_t m = 0; m < table.members().size(); ++m) {
      lines.push_back({fmt::format("{} [member {}]", scenario, table.members()[m]), {}});
      for (std::size_t y = 0; y < table.years().size(); ++y) lines.back().values.push_back(table.sum(m, y, columns));
    }
    return lines;
  }
  lines = {{scenario, {}},
           {scenario + " [5th percentile]", {}},
           {scenario + " [50th percentile]", {}},
           {scenario + " [95th percentile]", {}}};
  for (const Spread& spread : table.by_year(columns)) {
    const std::array values = {spread.mean, spread.q05, spread.q50, spread.q95};
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].values.push_back(values[i]);
  }
  return lines;
}

}  // namespace

std::string iamc_words(const std::string& label) {
  std::string words;
  bool begins = true;
  for (const char c : label) {
    if (c == '_') {
      words += ' ';
      begins = true;
      continue;
    }
    words += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = false;
  }
  return words;
}

std::vector<IamcVariable> iamc_variables(const output::ResultFile& file) {
  std::vector<IamcVariable> all;
  add_emissions(file, "emissions_subsector", "Emissions|Kyoto Gases", all);
  add_emissions(file, "emissions_published_subsector", "Emissions Published|Kyoto Gases", all);
  add_captured(file, all);
  for (const Mapping& mapping : mappings) add_mapping(file, mapping, all);
  return all;
}

void export_iamc(const std::vector<output::ResultFile>& files, ExportRows rows, std::ostream& out) {
  check_files(files, rows, DuplicateKey::scenario_and_city);
  std::vector<int> years;
  for (const output::ResultFile& file : files)
    for (const int year : file.layout().dimension("year").years) years.push_back(year);
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  std::vector<std::string> head = {"model", "scenario", "region", "variable", "unit"};
  for (const int year : years) head.push_back(std::to_string(year));
  csv_line(out, head);
  for (const output::ResultFile& file : files) {
    std::vector<std::size_t> places;
    for (const int year : file.layout().dimension("year").years)
      places.push_back(static_cast<std::size_t>(std::lower_bound(years.begin(), years.end(), year) - years.begin()));
    std::optional<YearTable> table;  // of the variable before, read once for its parts
    for (const IamcVariable& variable : iamc_variables(file)) {
      if (!table || table->spec().name != variable.variable) table.emplace(file, variable.variable);
      for (const IamcLine& line : lines_of(file, *table, variable.columns, rows))
        write_line(variable, region_of(file), line, places, years.size(), out);
    }
  }
}

}  // namespace skifte::analysis
