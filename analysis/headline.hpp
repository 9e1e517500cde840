#pragma once
#include <string>
#include <utility>
#include <vector>

#include "analysis/report_data.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// The first screen of any result, in numbers.
struct Headline {
  std::string scenario;
  std::string city;
  int members = 0;
  int failed = 0;
  std::vector<YearCount> neutral;            ///< members for which both tests of the contract hold, physical account
  std::vector<YearCount> neutral_published;  ///< the same by the published account
  std::vector<FanRow> emissions;             ///< total, headline years, physical [t CO2e]
  std::vector<FanRow> emissions_published;
  FanRow gap;  ///< emissions over the residual limit in 2030 (or the last year) [t CO2e]
  FanRow net;  ///< net emissions in 2030 [t CO2e]
  std::vector<std::pair<std::string, double>> largest;  ///< largest sub-sectors in 2030, median [t CO2e]
};

/// Reads what the headline needs. `residual_limit` [t CO2e]. Headline years after the result's last one are left out.
Headline headline(const output::ResultFile& file, double residual_limit);

/// The years a headline is about; of the gap the one, given the result's last.
const std::vector<int>& headline_neutrality_years();
const std::vector<int>& headline_emission_years();
int headline_gap_year(int last_year);
/// Sorts `largest` and leaves the few that are shown.
void keep_largest(Headline& headline);

/// In words, plain text, English, a few lines.
std::string headline_text(const Headline& headline);

/// "fewer than 1 in 200", "about 3 in 200 (0.5-4 %)", "all 200": never rounded up from or down to nothing; "unknown" of
/// one member. Of members
/// that stand in fewer points of the design only as much is claimed as that many points tell.
std::string chance_words(const MemberCount& count);

/// Tonnes as kilotonnes with as many digits as are known: "182 kt".
std::string kilotonnes(double tonnes);

}  // namespace skifte::analysis
