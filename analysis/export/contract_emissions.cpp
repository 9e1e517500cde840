#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "analysis/export/contract_tables.hpp"

namespace skifte::analysis {

namespace {

using Row = std::vector<WorkbookCell>;

std::string extra(const output::ResultFile& file, const char* name) {
  const auto found = file.header().extra.find(name);
  return found == file.header().extra.end() ? std::string() : found->second;
}

std::size_t place_of(const std::vector<int>& years, int year) {
  return static_cast<std::size_t>(std::find(years.begin(), years.end(), year) - years.begin());
}

/// The observed inventory: a row per sector, a column per year.
void observed_table(const output::ResultFile& file, Workbook& book) {
  const output::Observation* seen = file.observation("emissions");
  if (seen == nullptr) {
    book.line("The result holds no observed inventory.");
    return;
  }
  std::vector<std::string> head = {"Sector"};
  for (const int year : seen->dimensions[0].years) head.push_back(std::to_string(year));
  const std::vector<std::string>& sectors = seen->dimensions[1].labels;
  const std::size_t years = seen->dimensions[0].years.size();
  std::vector<Row> rows;
  std::vector<double> totals(years, 0);
  for (std::size_t s = 0; s < sectors.size(); ++s) {
    Row row = {plain_words(sectors[s])};
    for (std::size_t y = 0; y < years; ++y) {
      row.emplace_back(seen->values[y * sectors.size() + s]);
      totals[y] += seen->values[y * sectors.size() + s];
    }
    rows.push_back(row);
  }
  Row total = {std::string("all sectors")};
  for (const double value : totals) total.emplace_back(value);
  rows.push_back(total);
  book.line("Published emissions by sector [t CO2e], " + seen->source);
  book.table(head, rows);
}

/// One sector of the gap: the last observed year, the target year without and with the scenario's measures.
Row gap_row(const std::string& name, const YearTable& with, const YearTable* without,
            const std::vector<std::size_t>& columns, int base, int target) {
  Row row = {name};
  append(row, with.over_years(columns, base, base));
  if (without != nullptr)
    append(row, without->over_years(columns, target, target));
  else
    row.insert(row.end(), 3, WorkbookCell{});
  append(row, with.over_years(columns, target, target));
  return row;
}

void gap_table(const ContractSource& source, Workbook& book, const std::string& variable, const std::string& account) {
  const YearTable with(source.scenario, variable);
  std::optional<YearTable> without;
  if (source.baseline != nullptr) without.emplace(*source.baseline, variable);
  const int base = base_year(source.scenario);
  const int target = target_year(source.scenario);
  const std::vector<std::string> head = {"Sector",
                                         fmt::format("{} median", base),
                                         "5 %",
                                         "95 %",
                                         fmt::format("{} decided policy, median", target),
                                         "5 %",
                                         "95 %",
                                         fmt::format("{} with the measures, median", target),
                                         "5 %",
                                         "95 %"};
  std::vector<Row> rows;
  const YearTable* other = without ? &*without : nullptr;
  for (const std::string& sector : source.scenario.layout().dimension("sector").labels)
    rows.push_back(gap_row(plain_words(sector), with, other, with.columns_of(0, sector), base, target));
  rows.push_back(gap_row("all sectors", with, other, with.all_columns(), base, target));
  book.line(account + " [t CO2e]");
  book.table(head, rows);
}

/// The total over the residual limit in the target year, and how many futures stay under it.
void residual_table(const ContractSource& source, Workbook& book) {
  const std::string text = extra(source.scenario, "residual_limit");
  if (text.empty()) return;
  const double limit = std::strtod(text.c_str(), nullptr);
  const int target = target_year(source.scenario);
  std::vector<Row> rows;
  for (const auto& [variable, account] :
       {std::pair{"emissions", "physical account"}, std::pair{"emissions_published", "published account"}}) {
    const YearTable table(source.scenario, variable);
    const std::size_t year = place_of(table.years(), target);
    std::vector<double> gaps;
    for (std::size_t m = 0; m < table.members().size(); ++m)
      gaps.push_back(table.sum(m, year, table.all_columns()) - limit);
    Row row = {std::string(account), limit};
    append(row, spread_of(gaps));
    row.emplace_back(static_cast<double>(std::count_if(gaps.begin(), gaps.end(), [](double gap) { return gap <= 0; })));
    row.emplace_back(static_cast<double>(gaps.size()));
    rows.push_back(row);
  }
  book.line(fmt::format("Gap to the residual limit in {} [t CO2e]: positive is too much", target));
  book.table({"Account", "Limit", "Gap, median", "5 %", "95 %", "Futures under the limit", "Futures"}, rows);
}

void pathway_table(const ContractSource& source, Workbook& book, const std::string& variable,
                   const std::string& title) {
  const YearTable table(source.scenario, variable);
  const std::vector<std::string>& sectors = source.scenario.layout().dimension("sector").labels;
  std::vector<std::string> head = {"Year", "all sectors, median", "5 %", "95 %"};
  for (const std::string& sector : sectors)
    for (const char* what : {", median", ", 5 %", ", 95 %"}) head.push_back(plain_words(sector) + what);
  std::vector<std::vector<Spread>> columns = {table.by_year(table.all_columns())};
  for (const std::string& sector : sectors) columns.push_back(table.by_year(table.columns_of(0, sector)));
  std::vector<Row> rows;
  for (std::size_t y = 0; y < table.years().size(); ++y) {
    Row row = {std::to_string(table.years()[y])};
    for (const auto& column : columns) append(row, column[y]);
    rows.push_back(row);
  }
  book.line(title);
  book.table(head, rows);
}

}  // namespace

void add_inventory(const ContractSource& source, Workbook& book) {
  book.sheet(
      "A-1 Inventory", "Baseline inventory by source sector",
      {"Territorial emissions, all greenhouse gases. The contract's own base year stems from an older release of "
       "the national inventory and is not mixed into the series."});
  observed_table(source.scenario, book);
  const std::string contract = extra(source.scenario, "contract_baseline_1990");
  if (!contract.empty())
    book.table({"The contract's base year 1990", "t CO2e"},
               {{std::string("as the contract states it"), std::strtod(contract.c_str(), nullptr)}});
  const YearTable energy(source.scenario, "energy");
  const int year = base_year(source.scenario);
  std::vector<Row> rows;
  for (std::size_t c = 0; c < energy.width(); ++c) {
    Row row = {plain_words(energy.columns()[c][0])};
    append(row, energy.over_years({c}, year, year));
    rows.push_back(row);
  }
  book.line(
      fmt::format("Energy by carrier in {} [GWh], modelled: fuels of the heat plants and the heat they make are "
                  "both in, so the rows do not add up",
                  year));
  book.table({"Carrier", "median", "5 %", "95 %"}, rows);
  book.widths({44, 14, 14, 14, 14, 14, 14, 14});
}

void add_emission_gap(const ContractSource& source, Workbook& book) {
  book.sheet(
      "A-2 Emission gap", "Emission gap",
      {source.baseline != nullptr ? "Decided policy is the scenario " + source.baseline->header().scenario + "."
                                  : "Decided policy: no baseline was given (export again with --baseline FILE.h5)."});
  gap_table(source, book, "emissions", "Physical account: what burns and leaks in the municipality");
  gap_table(source, book, "emissions_published", "Published account: what the national inventory will say");
  residual_table(source, book);
  book.widths({44, 16, 14, 14, 16, 14, 14, 16, 14, 14});
}

void add_pathway(const ContractSource& source, Workbook& book) {
  book.sheet("B-1 Pathway", "Emissions by year and sector with the measures", {});
  pathway_table(source, book, "emissions", "Physical account [t CO2e]");
  pathway_table(source, book, "emissions_published", "Published account [t CO2e]");
  book.widths({12, 14, 14, 14});
}

}  // namespace skifte::analysis
