#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "output/result_reader.hpp"

/// Results in others' formats (docs/formats/exports.md).
namespace skifte::analysis {

/// Which rows a table holds.
enum class ExportRows {
  spread,  ///< mean and quantiles over members
  members  ///< every member
};

/// One line per scenario, variable, labels and year. `variables` limits it; all by year when empty. UserFault with the
/// nearest name for one that no file has.
void export_csv(const std::vector<output::ResultFile>& files, const std::vector<std::string>& variables,
                ExportRows rows, std::ostream& out);

/// The IAMC's wide table: model, scenario, region, variable, unit, then years. The scenario itself holds means over
/// members, whose parts add up to their totals; its quantiles stand as scenarios of their own, as quantiles do not add
/// up.
void export_iamc(const std::vector<output::ResultFile>& files, ExportRows rows, std::ostream& out);

/// The territorial account coded by the Global Protocol for Community-Scale Greenhouse Gas Inventories (GPC 1.1).
void export_gpc(const std::vector<output::ResultFile>& files, std::ostream& out);

/// Tables that a Climate City Contract asks for, as an Excel workbook at `path`. `baseline` and `attribution_path`
/// (what `skifte attribute --json` prints) may be missing: what needs them then says so. UserFault for a text that is
/// no attribution of this scenario.
struct ContractTables {
  const output::ResultFile& scenario;
  const output::ResultFile* baseline = nullptr;
  std::string attribution_path;
};
void export_xlsx(const ContractTables& tables, const std::string& path);

}  // namespace skifte::analysis
