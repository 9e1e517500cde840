#include <fmt/format.h>

#include <algorithm>

#include "analysis/export/contract_tables.hpp"

namespace skifte::analysis {

namespace {

using Row = std::vector<WorkbookCell>;

/// A figure that plans are followed up by: a sum over columns, or its share of another sum.
struct Indicator {
  const char* name;
  const char* unit;
  const char* variable;
  std::vector<std::string> labels;  ///< along the first further dimension; none: all
  bool share = false;               ///< of all columns
  double factor = 1;
};

const std::vector<Indicator>& indicators() {
  static const std::vector<Indicator> all = {
      {"Battery cars, share of cars in use", "%", "cars", {"battery"}, true, 100},
      {"Battery cars, share of new cars", "%", "new_cars", {"battery"}, true, 100},
      {"Battery trucks, share of heavy trucks", "%", "heavy_trucks", {"battery"}, true, 100},
      {"Battery buses, share of buses", "%", "buses", {"battery"}, true, 100},
      {"Public charging points", "1", "public_chargers", {}},
      {"Travel by car, share of person-kilometres", "%", "person_km", {"car"}, true, 100},
      {"Dwellings with district heat", "%", "heating_systems", {"district_heat"}, true, 100},
      {"Dwellings with a heat pump",
       "%",
       "heating_systems",
       {"air_source_heat_pump", "ground_source_heat_pump"},
       true,
       100},
      {"Dwellings with natural gas or oil", "dwelling", "heating_systems", {"natural_gas", "oil"}},
      {"Carbon dioxide captured", "t CO2e", "captured", {}},
      {"Removals that count for the city", "t CO2e", "sinks", {}},
      {"Net emissions", "t CO2e", "net_emissions", {}},
      {"Consumption footprint per person", "t CO2e/person", "footprint_per_capita", {}},
      {"Bills over income, lowest fifth of incomes", "%", "household_cost_share", {"quintile_1_lowest"}, false, 100},
      {"Bills over income, Gini coefficient", "1", "cost_share_gini", {}},
  };
  return all;
}

Spread indicator_in(const Indicator& indicator, const YearTable& table, int year) {
  std::vector<std::size_t> columns;
  for (const std::string& label : indicator.labels)
    for (const std::size_t column : table.columns_of(0, label)) columns.push_back(column);
  if (indicator.labels.empty()) columns = table.all_columns();
  const auto y =
      static_cast<std::size_t>(std::find(table.years().begin(), table.years().end(), year) - table.years().begin());
  std::vector<double> sample;
  for (std::size_t m = 0; m < table.members().size(); ++m) {
    const double whole = indicator.share ? table.sum(m, y, table.all_columns()) : 1;
    if (whole != 0) sample.push_back(indicator.factor * table.sum(m, y, columns) / whole);
  }
  return spread_of(sample);
}

std::vector<int> indicator_years(const output::ResultFile& file) {
  const std::vector<int>& there = file.layout().dimension("year").years;
  std::vector<int> years = {base_year(file)};
  for (const int year : {target_year(file), 2035, 2045, there.back()})
    if (year > years.back() && year <= there.back()) years.push_back(year);
  return years;
}

}  // namespace

void add_indicators(const ContractSource& source, Workbook& book) {
  book.sheet("B-3 Indicators", "Indicators to follow the plan by",
             {"What the simulated futures show with the measures: outside the interval, the plan is not going as "
              "simulated."});
  const std::vector<int> years = indicator_years(source.scenario);
  std::vector<std::string> head = {"Indicator", "Unit"};
  for (const int year : years)
    for (const char* what : {"median", "5 %", "95 %"}) head.push_back(fmt::format("{} {}", year, what));
  std::vector<Row> rows;
  for (const Indicator& indicator : indicators()) {
    if (!source.scenario.layout().has(indicator.variable)) continue;
    const YearTable table(source.scenario, indicator.variable);
    Row row = {std::string(indicator.name), std::string(indicator.unit)};
    for (const int year : years) append(row, indicator_in(indicator, table, year));
    rows.push_back(row);
  }
  book.table(head, rows);
  book.widths({46, 14, 12, 12, 12, 12, 12, 12});
}

void add_people(const ContractSource& source, Workbook& book) {
  book.sheet("B-3 People", "Groups of households",
             {"Bills for cars, fares and heating over disposable income [%], and how many people live in such "
              "households. Each division (income, tenure, dwelling, type) covers everybody."});
  const output::ResultFile& file = source.scenario;
  if (!file.layout().has("group_cost_share") || !file.layout().has("group_people")) {
    book.line("The result holds no groups of households.");
    return;
  }
  const YearTable share(file, "group_cost_share");
  const YearTable people(file, "group_people");
  const std::vector<int> years = indicator_years(file);
  std::vector<std::string> head = {"Group"};
  for (const int year : years)
    for (const char* what : {"people", "bills over income, median", "5 %", "95 %"})
      head.push_back(fmt::format("{} {}", year, what));
  std::vector<Row> rows;
  for (std::size_t c = 0; c < share.width(); ++c) {
    Row row = {plain_words(share.columns()[c][0])};
    for (const int year : years) {
      row.emplace_back(people.over_years({c}, year, year).mean);
      append(row, share.over_years({c}, year, year), 100);
    }
    rows.push_back(row);
  }
  book.table(head, rows);
  book.widths({30, 12, 14, 10, 10});
}

}  // namespace skifte::analysis
