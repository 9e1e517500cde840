#include "scenarios/city_footprint.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace skifte::scenarios {

std::vector<agents::FootprintObservation> read_footprint(const CsvTable& table, FaultList& faults) {
  constexpr const char* all_households = "households";
  std::vector<std::string> known(agents::footprint_labels.begin(), agents::footprint_labels.end());
  known.emplace_back(all_households);
  std::vector<agents::FootprintObservation> result;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto year = table.whole_number(row, "year", faults);
    const auto release = table.whole_number(row, "release", faults);
    const auto value = table.number(row, "value", faults);
    if (!year || !release || !value) continue;
    const std::string& series = table.text(row, "series");
    const auto found = std::find(known.begin(), known.end(), series);
    if (found == known.end()) {
      faults.add(table.position(row, "series"),
                 "'" + series + "' is no category of the footprint" + suggestion(series, known));
      continue;
    }
    if (*value < 0) faults.add(table.position(row, "value"), "a negative footprint (must be 0 or more)");
    agents::FootprintObservation observation{*year, *release, {}, *value};
    if (series != all_households) observation.category = static_cast<agents::Footprint>(found - known.begin());
    const auto same = [&](const agents::FootprintObservation& other) {
      return std::tie(other.year, other.release, other.category) ==
             std::tie(observation.year, observation.release, observation.category);
    };
    if (std::any_of(result.begin(), result.end(), same)) {
      faults.add(table.position(row, "series"), "'" + series + "' stands twice for one year and release");
    }
    result.push_back(observation);
  }
  return result;
}

}  // namespace skifte::scenarios
