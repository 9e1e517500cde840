#include <fmt/format.h>

#include <algorithm>

#include "analysis/export/csv_text.hpp"
#include "analysis/export/export.hpp"
#include "analysis/export/summary.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

std::vector<std::string> yearly_variables(const output::ResultFile& file) {
  std::vector<std::string> names;
  for (const output::VariableSpec& spec : file.layout().variables()) {
    if (!spec.dimensions.empty() && spec.dimensions.front() == "year" && spec.dimensions.size() <= 3)
      names.push_back(spec.name);
  }
  return names;
}

void check_wanted(const std::vector<output::ResultFile>& files, const std::vector<std::string>& wanted) {
  std::vector<std::string> known;
  for (const output::ResultFile& file : files)
    for (const std::string& name : yearly_variables(file)) known.push_back(name);
  std::vector<sim::Fault> faults;
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = sim::nearest_name(name, known);
    faults.emplace_back(sim::Position{}, fmt::format("no variable '{}' by year{}", name,
                                                     near.empty() ? std::string(" (docs/formats/results.md lists them)")
                                                                  : fmt::format(", did you mean '{}'?", near)));
  }
  if (!faults.empty()) throw sim::UserFault(faults);
}

/// scenario, variable, label, label_2: what begins each line.
std::vector<std::string> beginning(const output::ResultFile& file, const YearTable& table, std::size_t column) {
  const std::vector<std::string>& labels = table.columns()[column];
  return {csv_cell(file.header().scenario), csv_cell(table.spec().name), csv_cell(labels.empty() ? "" : labels[0]),
          csv_cell(labels.size() < 2 ? "" : labels[1])};
}

void write_spreads(const output::ResultFile& file, const YearTable& table, std::ostream& out) {
  for (std::size_t c = 0; c < table.width(); ++c) {
    const std::vector<Spread> spreads = table.by_year({c});
    for (std::size_t y = 0; y < spreads.size(); ++y) {
      std::vector<std::string> line = beginning(file, table, c);
      const Spread& spread = spreads[y];
      line.insert(line.end(),
                  {std::to_string(table.years()[y]), csv_cell(table.spec().units), std::to_string(spread.members),
                   csv_number(spread.mean), csv_number(spread.q05), csv_number(spread.q25), csv_number(spread.q50),
                   csv_number(spread.q75), csv_number(spread.q95)});
      csv_line(out, line);
    }
  }
}

void write_members(const output::ResultFile& file, const YearTable& table, std::ostream& out) {
  for (std::size_t c = 0; c < table.width(); ++c) {
    const std::vector<std::string> begin = beginning(file, table, c);
    for (std::size_t m = 0; m < table.members().size(); ++m) {
      for (std::size_t y = 0; y < table.years().size(); ++y) {
        std::vector<std::string> line = begin;
        line.insert(line.end(), {std::to_string(table.years()[y]), csv_cell(table.spec().units),
                                 std::to_string(table.members()[m]), csv_number(table.value(m, y, c))});
        csv_line(out, line);
      }
    }
  }
}

}  // namespace

void export_csv(const std::vector<output::ResultFile>& files, const std::vector<std::string>& variables,
                ExportRows rows, std::ostream& out) {
  check_files(files, rows, DuplicateKey::scenario);
  check_wanted(files, variables);
  std::vector<std::string> head = {"scenario", "variable", "label", "label_2", "year", "unit"};
  if (rows == ExportRows::members)
    head.insert(head.end(), {"member", "value"});
  else
    head.insert(head.end(), {"members", "mean", "q05", "q25", "q50", "q75", "q95"});
  csv_line(out, head);
  for (const output::ResultFile& file : files) {
    for (const std::string& name : yearly_variables(file)) {
      if (!variables.empty() && std::find(variables.begin(), variables.end(), name) == variables.end()) continue;
      const YearTable table(file, name);
      if (rows == ExportRows::members)
        write_members(file, table, out);
      else
        write_spreads(file, table, out);
    }
  }
}

}  // namespace skifte::analysis
