#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/lever_reading.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::scenarios {

/// A rule as the levels of a scenario have left it: the last that wrote it.
struct WrittenRule {
  YamlEntry entry;
  std::string origin;
};
using WrittenRules = std::map<std::string, WrittenRule, std::less<>>;

/// Adds one level's entry to what earlier levels left; `off` removes the rule.
void write_rule(const YamlEntry& entry, const std::string& origin, WrittenRules& rules);
/// Takes a lever that a level switches off out of every rule.
void drop_lever(const std::string& lever, WrittenRules& rules);

/// A rule with the levers it starts.
struct ReadRule {
  RuleEntry rule;
  std::vector<LeverEntry> levers;
};

/// The rule that the entry amounts to, checked against the vocabulary and the scenario's period. Empty when it has
/// faults, or starts nothing any more.
std::optional<ReadRule> read_rule(const WrittenRule& written, const Scenario& scenario, const Vocabulary& vocabulary,
                                  DateBounds bounds, FaultList& faults);

}  // namespace skifte::scenarios
