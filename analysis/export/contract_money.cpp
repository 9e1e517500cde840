#include <fmt/format.h>

#include <algorithm>

#include "agents/city/lever_unit_costs.hpp"
#include "analysis/export/contract_tables.hpp"

namespace skifte::analysis {

namespace {

using Row = std::vector<WorkbookCell>;

std::string text_of(const output::ResultFile& file, const char* which, std::size_t i) {
  const output::LabelTexts* texts = file.label_texts(which);
  return texts == nullptr ? std::string() : texts->texts[i];
}

/// Value of `name: VALUE, ...` in a lever's setting.
std::string parameter(const std::string& setting, const std::string& name) {
  const std::string padded = ", " + setting;
  const std::size_t begin = padded.find(", " + name + ": ");
  if (begin == std::string::npos) return "";
  const std::size_t value = begin + name.size() + 4;
  const std::size_t end = padded.find(", ", value);
  return padded.substr(value, end == std::string::npos ? end : end - value);
}

/// Means and spread of what measures cost a payer over years.
void money_table(const output::ResultFile& file, Workbook& book, const std::string& variable, const std::string& title,
                 int from, int to) {
  if (!file.layout().has(variable)) return;
  const YearTable table(file, variable);
  const std::vector<std::string>& measures = file.layout().dimension("measure").labels;
  const std::vector<std::string>& payers = file.layout().dimension("payer").labels;
  std::vector<std::string> head = {"Measure", "all payers, median", "5 %", "95 %"};
  for (const std::string& payer : payers)
    for (const char* what : {", median", ", 5 %", ", 95 %"}) head.push_back(plain_words(payer) + what);
  std::vector<Row> rows;
  const auto add = [&](const std::string& name, const std::vector<std::size_t>& columns) {
    Row row = {name};
    append(row, table.over_years(columns, from, to));
    for (const std::string& payer : payers) {
      std::vector<std::size_t> own;
      for (const std::size_t column : columns)
        if (table.columns()[column][1] == payer) own.push_back(column);
      append(row, table.over_years(own, from, to));
    }
    rows.push_back(row);
  };
  for (const std::string& measure : measures) add(plain_words(measure), table.columns_of(0, measure));
  add("all measures", table.all_columns());
  book.line(fmt::format("{}, {} to {} [MSEK], sums over the years", title, from, to));
  book.table(head, rows);
}

}  // namespace

void add_measures(const ContractSource& source, Workbook& book) {
  book.sheet(
      "B-2 Measures", "Measures of the scenario",
      {"As the scenario sets them. Investment and running cost are what the scenario books in the measure's name; "
       "what it makes others buy stands in the sheets on money."});
  const output::ResultFile& file = source.scenario;
  if (!file.layout().has("lever_value")) {
    book.line("The scenario pulls no lever.");
    return;
  }
  const std::vector<std::string>& levers = file.layout().dimension("lever").labels;
  std::vector<Row> rows;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    const std::string setting = text_of(file, "lever_setting", i);
    const std::string payer = parameter(setting, "payer");
    rows.push_back({plain_words(levers[i]), parameter(setting, "start"), parameter(setting, "ramp"),
                    parameter(setting, "investment"), parameter(setting, "running_cost"),
                    payer.empty() ? std::string(agents::usual_payer(levers[i])) : payer,
                    parameter(setting, "state_share"), setting, text_of(file, "lever_origin", i),
                    text_of(file, "lever_source_en", i)});
  }
  book.table({"Measure", "Start", "Ramp", "Investment", "Running cost", "Payer", "State's share", "All settings",
              "Set by scenario", "Source"},
             rows);
  book.widths({32, 12, 10, 14, 16, 20, 12, 60, 18, 60});
}

void add_investment(const ContractSource& source, Workbook& book) {
  const output::ResultFile& file = source.scenario;
  const int last = file.layout().dimension("year").years.back();
  const int from = std::min(base_year(file) + 1, last);
  const int target = target_year(file);
  book.sheet("IP Investment by payer", "Investment and running cost by measure and payer",
             {"All that is bought and run in the model, by whoever pays, not the measures alone: compare with the same "
              "table of the baseline. Prices are nominal to 2025 and real after."});
  for (const auto& [begin, end] : {std::pair{from, target}, std::pair{target + 1, last}}) {
    if (begin > end) continue;
    money_table(file, book, "investment_by_measure_payer", "Investment", begin, end);
    money_table(file, book, "running_cost_by_measure_payer", "Running cost", begin, end);
  }
  book.widths({24, 16, 14, 14});
}

void add_city_finance(const ContractSource& source, Workbook& book) {
  const output::ResultFile& file = source.scenario;
  book.sheet("IP City finance", "The city's climate money by year [MSEK]",
             {"What the contract says is needed, what is planned, due, funded and waiting, debt and its ceiling: "
              "docs/formats/results.md explains each."});
  if (!file.layout().has("city_finance")) {
    book.line("The result holds no city finance.");
    return;
  }
  const YearTable table(file, "city_finance");
  std::vector<std::string> head = {"Year"};
  std::vector<std::vector<Spread>> columns;
  for (std::size_t c = 0; c < table.width(); ++c) {
    for (const char* what : {", median", ", 5 %", ", 95 %"}) head.push_back(plain_words(table.columns()[c][0]) + what);
    columns.push_back(table.by_year({c}));
  }
  std::vector<Row> rows;
  for (std::size_t y = 0; y < table.years().size(); ++y) {
    Row row = {std::to_string(table.years()[y])};
    for (const auto& column : columns) append(row, column[y]);
    rows.push_back(row);
  }
  book.table(head, rows);
}

}  // namespace skifte::analysis
