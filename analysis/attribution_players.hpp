#pragma once
#include <string>
#include <vector>

#include "analysis/attribution.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// Who shares the difference between two scenarios: a lever that they set differently, or several as one.
struct Player {
  std::string name;
  std::vector<std::string> levers;  ///< empty: the assumptions and uncertainties in which the scenarios differ
  bool operator==(const Player&) const = default;
};

/// The player that stands for all changed assumptions together.
inline const std::string assumptions_player = "assumptions";

/// Levers as one player: `--group NAME=LEVER,LEVER`.
struct LeverGroup {
  std::string name;
  std::vector<std::string> levers;
};

/// UserFault unless `text` reads NAME=LEVER,LEVER...
LeverGroup parse_group(const std::string& text);

/// Names of the levers that the scenario pulls and the baseline does not, the other way round, or that they set
/// differently (as written, or started by another rule); sorted.
std::vector<std::string> differing_levers(const scenarios::Scenario& baseline, const scenarios::Scenario& scenario);

/// Assumptions whose central value or uncertainty differs, sorted.
std::vector<std::string> differing_assumptions(const scenarios::Scenario& baseline,
                                               const scenarios::Scenario& scenario);

/// The players: each group, then each differing lever that is in none, sorted by name, and `assumptions` where these
/// differ. UserFault, every fault in one pass: scenarios of different cities or periods, no difference at all, a group
/// that names a lever which does not differ (nearest name), a lever in two groups, two groups of one name.
std::vector<Player> attribution_players(const scenarios::Scenario& baseline, const scenarios::Scenario& scenario,
                                        const std::vector<LeverGroup>& groups);

/// One group per kind of agent that reads the differing levers (agents/KIND), in the order of names.
std::vector<LeverGroup> groups_by_reader(const scenarios::Scenario& baseline, const scenarios::Scenario& scenario,
                                         const std::vector<sim::LeverDeclaration>& declarations);

/// The levers and rules in force when the players of a coalition follow the scenario and all others the baseline.
/// `assumptions` says whose assumptions hold. The empty coalition is the baseline, the grand one the scenario.
struct CoalitionSetting {
  sim::LeverValues levers;
  std::vector<sim::LeverRule> rules;
  const scenarios::Scenario* assumptions;
};
CoalitionSetting coalition_setting(const scenarios::Scenario& baseline, const scenarios::Scenario& scenario,
                                   const std::vector<Player>& players, Coalition coalition);

}  // namespace skifte::analysis
