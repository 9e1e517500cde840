#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/distribution.hpp"
#include "scenarios/fault_list.hpp"
#include "scenarios/yaml_document.hpp"
#include "sim/calendar.hpp"
#include "sim/series.hpp"

namespace skifte::scenarios {

/// Readers of typed values from YAML. Each records what is wrong at the node's position, `what` naming the value, and
/// then gives an empty result.

/// Years a scenario or a series may name [year].
inline constexpr int earliest_year = 1900;
inline constexpr int latest_year = 2200;

/// The text of a scalar that is not empty.
std::optional<std::string> read_text(const YamlNode& node, const std::string& what, FaultList& faults);
/// "200 kt/year" in `unit`.
std::optional<double> read_quantity(const YamlNode& node, const std::string& what, std::string_view unit,
                                    FaultList& faults);
/// A year from `first` to `last`, in four digits.
std::optional<int> read_year(const YamlNode& node, const std::string& what, int first, int last, FaultList& faults);
/// `2029-07-01`, a day that exists, in a year from `first` to `last`.
std::optional<sim::Time> read_date(const YamlNode& node, const std::string& what, int first, int last,
                                   FaultList& faults);
/// `{normal: {mean: 5 year, sd: 1 year}}`, with `low` and `high` in `unit` where the kind has them.
std::optional<Distribution> read_distribution(const YamlNode& node, const std::string& what, std::string_view unit,
                                              FaultList& faults);
/// The word of a kind of distribution.
std::optional<DistributionKind> read_distribution_kind(const YamlNode& node, const std::string& what,
                                                       FaultList& faults);
/// `[4 year, 8 year]` in `unit`, the first below the second.
std::optional<std::pair<double, double>> read_range(const YamlNode& node, const std::string& what,
                                                    std::string_view unit, FaultList& faults);
/// `{2015: 13.5 SEK/l, 2018-07-01: 14.2 SEK/l}` in `unit`; a bare year stands at its middle for linear interpolation,
/// at its 1 January for steps.
std::optional<sim::Series> read_series(const YamlNode& node, const std::string& what, std::string_view unit,
                                       sim::Series::Interpolation interpolation, FaultList& faults);
/// The word linear or step.
std::optional<sim::Series::Interpolation> read_interpolation(const YamlNode& node, FaultList& faults);

/// Whether the node is a map; records a fault otherwise.
bool require_map(const YamlNode& node, const std::string& what, FaultList& faults);
/// Records each key that is not among `known`, with the nearest that is.
void require_known_keys(const YamlNode& map, const std::string& what, const std::vector<std::string>& known,
                        FaultList& faults);

/// `'a', 'b' or 'c'`.
std::string alternatives(const std::vector<std::string>& names);

}  // namespace skifte::scenarios
