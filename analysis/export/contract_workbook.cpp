#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/export/contract_tables.hpp"
#include "analysis/result_variants.hpp"
#include "analysis/study_origin.hpp"
#include "analysis/version.hpp"
#include "scenarios/study_text.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

using Row = std::vector<WorkbookCell>;

/// UserFault with its place unless the text is an attribution of this scenario, computed from the same inputs.
std::optional<ReadAttribution> attribution_of(const ContractTables& tables) {
  if (tables.attribution_path.empty()) return {};
  const output::ResultFile& file = tables.scenario;
  const std::string text = scenarios::read_study_text(tables.attribution_path);
  const StudyJson study(text, tables.attribution_path);
  ReadAttribution found = read_attribution(text, tables.attribution_path, {}, {});
  if (found.scenario != file.header().scenario) {
    study.root()
        .at("scenario")
        .refuse(fmt::format("the attribution is about {}, the result about {} another file?", found.scenario,
                            file.header().scenario));
  }
  check_inputs(study.root(), "scenario", file);
  return found;
}

WorkbookCell number_or_nothing(double value) {
  return std::isnan(value) ? WorkbookCell() : WorkbookCell(value);
}

}  // namespace

std::string plain_words(const std::string& label) {
  std::string words = label;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

int target_year(const output::ResultFile& file) {
  const std::vector<int>& years = file.layout().dimension("year").years;
  return std::clamp(2030, years.front(), years.back());
}

int base_year(const output::ResultFile& file) {
  const std::vector<int>& years = file.layout().dimension("year").years;
  const output::Observation* seen = file.observation("emissions");
  const int last =
      seen == nullptr || seen->dimensions[0].years.empty() ? years.front() : seen->dimensions[0].years.back();
  return std::clamp(last, years.front(), target_year(file));
}

void append(std::vector<WorkbookCell>& row, const Spread& spread, double factor) {
  row.emplace_back(spread.q50 * factor);
  row.emplace_back(spread.q05 * factor);
  row.emplace_back(spread.q95 * factor);
}

void add_readme(const ContractSource& source, Workbook& book) {
  const output::FileHeader& header = source.scenario.header();
  book.sheet("Read me", "Tables for a Climate City Contract, from a simulation",
             {"Every figure of the future is the median of simulated futures with the interval that holds nine of ten. "
              "Each is "
              "of its own figure, so that parts need not add up to their total.",
              "Two accounts are kept apart: the physical (what burns and leaks in the municipality) and the published "
              "(what the national inventory will say).",
              "Sheets are named after the parts of the contract's Action Plan (A, B) and Investment Plan (IP) that ask "
              "for them; the templates' own numbering differs between versions."});
  const std::string baseline = source.baseline == nullptr ? "none given" : source.baseline->header().scenario;
  book.table({"What", "Value"}, {{std::string("Scenario"), header.scenario},
                                 {std::string("City"), header.city},
                                 {std::string("Futures"), static_cast<double>(source.scenario.members().size())},
                                 {std::string("Compared with"), baseline},
                                 {std::string("Seed"), std::to_string(header.seed)},
                                 {std::string("Computed"), header.created},
                                 {std::string("Command"), header.command},
                                 {std::string("Program"), header.version + " (" + header.commit + ")"},
                                 {std::string("Written by"), program_version() + " (" + program_commit() + ")"}});
  book.widths({28, 80});
}

void add_abatement(const ContractSource& source, Workbook& book) {
  book.sheet("B-2 Abatement", "What each measure saves and what a tonne costs",
             {"Shapley shares: each measure's part of the whole difference, averaged over every order of decisions, so "
              "that shares add up. Alone and last show how far the order matters (docs/methods/attribution.md)."});
  if (!source.attribution) {
    book.line("No attribution was given: run `skifte attribute SCENARIO --json`, and export with --attribution FILE.");
    return;
  }
  const ReadAttribution& all = *source.attribution;
  for (const AttributionReport& outcome : all.outcomes) {
    std::vector<Row> rows;
    for (const MeasureShare& one : outcome.shares) {
      rows.push_back({one.name, one.share.mean, one.share.q05, one.share.q95, number_or_nothing(one.alone),
                      number_or_nothing(one.last)});
    }
    book.line(outcome.outcome + " [" + outcome.unit + "]: " + outcome.meaning);
    book.table({"Measure", "Share, mean", "5 %", "95 %", "Alone", "Last"}, rows);
  }
  if (all.abatement.empty()) {
    book.line("The attribution left the cost of a tonne out (--quick or --no-abatement).");
    return;
  }
  std::vector<Row> rows;
  for (const AbatementRow& row : all.abatement) {
    rows.push_back({row.player, row.place, row.cost_msek, row.saved_t, number_or_nothing(row.sek_per_t),
                    number_or_nothing(row.q05), number_or_nothing(row.q95), row.words});
  }
  book.line(fmt::format("Cost of a tonne, discounted to {} at {:g}", all.base_year, all.cost_rate));
  book.table({"Measure", "Place in the order", "Cost [MSEK]", "Saved [t]", "SEK/t", "5 %", "95 %", "In words"}, rows);
  book.widths({34, 16, 14, 14, 14, 14, 14, 60});
}

void export_xlsx(const ContractTables& tables, const std::string& path) {
  require_one_variant(tables.scenario);
  require_sample(tables.scenario);
  if (tables.baseline != nullptr) {
    require_one_variant(*tables.baseline);
    require_sample(*tables.baseline);
  }
  const ContractSource source{tables.scenario, tables.baseline, attribution_of(tables)};
  if (tables.baseline != nullptr && tables.baseline->header().city != tables.scenario.header().city)
    throw sim::UserFault("the baseline is about another city");
  Workbook book(path);
  add_readme(source, book);
  add_inventory(source, book);
  add_emission_gap(source, book);
  add_pathway(source, book);
  add_measures(source, book);
  add_abatement(source, book);
  add_indicators(source, book);
  add_investment(source, book);
  add_city_finance(source, book);
  add_people(source, book);
  book.close();
}

}  // namespace skifte::analysis
