#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/fault_list.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/yaml_document.hpp"
#include "sim/levers.hpp"

namespace skifte::scenarios {

/// A lever as the levels of a scenario have left it: each parameter where it was last written.
struct PulledLever {
  sim::Position position;
  std::string origin;
  std::map<std::string, YamlEntry, std::less<>> parameters;
  std::optional<YamlNode> source;  ///< of the level that set parameters last
};

/// What a lever's parameters are held against: the years that its start and end may name, sixty around the period; the
/// period's first, before which nothing is planned; the assumptions that limit what a number can mean, if known.
struct DateBounds {
  int first_year;
  int last_year;
  int period_begins;
  const sim::AssumptionValues* values = nullptr;
};

/// The parameters that every lever has (sim::LeverSetting).
const std::vector<sim::LeverParameter>& common_lever_parameters();

/// Adds one level's entry `lever: {...}` to what earlier levels left; `off` removes the lever, `on` pulls it as it
/// stands. A level that sets parameters without a `source` leaves the lever without one: an earlier source told of
/// other parameters.
void pull_lever(const YamlEntry& entry, const std::string& origin,
                std::map<std::string, PulledLever, std::less<>>& levers, FaultList& faults);

/// The lever's declaration, or nullptr and a fault with the nearest name.
const sim::LeverDeclaration* find_lever(const std::string& name, const sim::Position& position,
                                        const Vocabulary& vocabulary, FaultList& faults);

/// What starts a lever. A rule's lever has no `start`, and its other dates are times from its start: `closure: 3 year`.
enum class LeverStart { by_date, by_rule };

/// The setting that a pulled lever amounts to, checked against its declaration.
std::optional<LeverEntry> read_lever(const std::string& name, const PulledLever& pulled,
                                     const sim::LeverDeclaration& declaration, const std::vector<std::string>& payers,
                                     DateBounds bounds, LeverStart starts, FaultList& faults);

}  // namespace skifte::scenarios
