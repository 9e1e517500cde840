#pragma once
#include <string>
#include <vector>

#include "analysis/report_sections.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

/// What other commands printed with --json, read for the page.
namespace skifte::analysis {

/// What `skifte attribute --json` printed, read for the page. UserFault for another text.
struct ReadAttribution {
  std::string scenario;
  std::vector<AttributionReport> outcomes;
};
ReadAttribution read_attribution(const std::string& json, const std::string& path,
                                 const scenarios::Vocabulary& vocabulary, const scenarios::Words& words);

/// Refuses what `sensitivity` or `discover` printed of another scenario or city than these; UserFault names both. A
/// study of plain tables states neither.
void check_origin(const std::string& json, const std::string& path, const std::string& scenario,
                  const std::string& city);

/// What `skifte sensitivity --json` printed: a report per outcome. UserFault for another text.
std::vector<SensitivityReport> read_sensitivity(const std::string& json, const std::string& path,
                                                const scenarios::Vocabulary& vocabulary, const scenarios::Words& words);

/// What `skifte discover --json` printed. UserFault for another text.
DiscoveryReport read_discovery(const std::string& json, const std::string& path,
                               const scenarios::Vocabulary& vocabulary, const scenarios::Words& words);

}  // namespace skifte::analysis
