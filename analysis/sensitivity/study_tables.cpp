#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "analysis/sensitivity/study.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

/// Columns of a table by name.
class TableOutcomes : public OutcomeSource {
 public:
  TableOutcomes(std::vector<std::string> names, Columns columns, std::string file)
      : names_(std::move(names)), columns_(std::move(columns)), file_(std::move(file)) {}
  std::size_t members() const override { return columns_.empty() ? 0 : columns_.front().size(); }
  OutcomeValues outcome(const std::string& name) const override {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i] == name) return {name, "1", columns_[i]};
    }
    const std::string near = scenarios::suggestion(name, names_);
    throw sim::UserFault(fmt::format("{} has no column '{}'{}", file_, name,
                                     near.empty() ? fmt::format(" (it has {})", fmt::join(names_, ", ")) : near));
  }

 private:
  std::vector<std::string> names_;
  Columns columns_;
  std::string file_;
};

enum class Empty { fault, missing };

Columns read_columns(const scenarios::CsvTable& table, Empty empty, scenarios::FaultList& faults) {
  Columns columns;
  for (const std::string& name : table.header()) {
    std::vector<double> column;
    for (std::size_t row = 0; row < table.size(); ++row) {
      const std::string& text = table.text(row, name);
      const bool is_missing =
          empty == Empty::missing && (text.empty() || text == "NaN" || text == "nan" || text == "NA");
      const auto number = is_missing ? std::optional<double>() : table.number(row, name, faults);
      column.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace

Study read_study(const std::string& design_path, const std::string& outputs_path) {
  scenarios::FaultList faults;
  const scenarios::CsvTable design = scenarios::read_csv(design_path, faults);
  const scenarios::CsvTable outputs = scenarios::read_csv(outputs_path, faults);
  faults.throw_if_any();
  Study study;
  study.source = design_path;
  study.x = read_columns(design, Empty::fault, faults);
  Columns y = read_columns(outputs, Empty::missing, faults);
  if (design.size() != outputs.size()) {
    faults.add({outputs_path, 0, 0}, fmt::format("{} rows of outcomes for {} rows of {} (each row is one run)",
                                                 outputs.size(), design.size(), design_path));
  }
  if (design.size() == 0) faults.add({design_path, 0, 0}, "no row");
  faults.throw_if_any();
  for (const std::string& name : design.header()) {
    study.inputs.push_back({name, name.substr(0, name.find('.')), "1", ""});
  }
  study.outcomes = std::make_shared<TableOutcomes>(outputs.header(), std::move(y), outputs_path);
  return study;
}

std::vector<std::string> output_names(const std::string& outputs_path) {
  scenarios::FaultList faults;
  const scenarios::CsvTable outputs = scenarios::read_csv(outputs_path, faults);
  faults.throw_if_any();
  return outputs.header();
}

}  // namespace skifte::analysis
