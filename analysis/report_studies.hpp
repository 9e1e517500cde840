#pragma once
#include <string>
#include <vector>

#include "analysis/report_sections.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

/// What other commands printed with --json, read for the page.
namespace skifte::analysis {

/// What a tonne costs by a player, at a place in the order of decisions; NaN where there is no figure.
struct AbatementRow {
  std::string player, place;
  double cost_msek = 0, saved_t = 0;
  double sek_per_t = 0, q05 = 0, q95 = 0;
  std::string words;
};

/// What `skifte attribute --json` printed, read for the page and the workbook. UserFault for another text.
struct ReadAttribution {
  std::string scenario;
  std::string baseline;
  std::vector<AttributionReport> outcomes;
  std::vector<AbatementRow> abatement;  ///< empty where it was left out
  double cost_rate = 0;                 ///< a year
  int base_year = 0;
};
ReadAttribution read_attribution(const std::string& json, const std::string& path,
                                 const scenarios::Vocabulary& vocabulary, const scenarios::Words& words);

/// What `skifte sensitivity --json` printed: a report per outcome. UserFault for another text.
std::vector<SensitivityReport> read_sensitivity(const std::string& json, const std::string& path,
                                                const scenarios::Vocabulary& vocabulary, const scenarios::Words& words);

/// What `skifte discover --json` printed. UserFault for another text.
DiscoveryReport read_discovery(const std::string& json, const std::string& path,
                               const scenarios::Vocabulary& vocabulary, const scenarios::Words& words);

/// What `skifte value-of-information --json` printed. UserFault for another text.
InformationReport read_information(const std::string& json, const std::string& path,
                                   const scenarios::Vocabulary& vocabulary, const scenarios::Words& words);

}  // namespace skifte::analysis
