#pragma once
#include <optional>

#include "analysis/export/export.hpp"
#include "analysis/export/summary.hpp"
#include "analysis/export/workbook.hpp"
#include "analysis/report_studies.hpp"

/// The sheets of a Climate City Contract's workbook, each below its own name.
namespace skifte::analysis {

/// What the sheets are made of.
struct ContractSource {
  const output::ResultFile& scenario;
  const output::ResultFile* baseline = nullptr;
  std::optional<ReadAttribution> attribution;
};

void add_readme(const ContractSource& source, Workbook& book);
void add_inventory(const ContractSource& source, Workbook& book);
void add_emission_gap(const ContractSource& source, Workbook& book);
void add_pathway(const ContractSource& source, Workbook& book);
void add_measures(const ContractSource& source, Workbook& book);
void add_abatement(const ContractSource& source, Workbook& book);
void add_indicators(const ContractSource& source, Workbook& book);
void add_investment(const ContractSource& source, Workbook& book);
void add_city_finance(const ContractSource& source, Workbook& book);
void add_people(const ContractSource& source, Workbook& book);

/// `own_heating_buildings` as `own heating buildings`.
std::string plain_words(const std::string& label);
/// The year that plans aim at, and the last one observed; both inside the result's years.
int target_year(const output::ResultFile& file);
int base_year(const output::ResultFile& file);
/// Median, 5 % and 95 % as cells.
void append(std::vector<WorkbookCell>& row, const Spread& spread, double factor = 1);

}  // namespace skifte::analysis
