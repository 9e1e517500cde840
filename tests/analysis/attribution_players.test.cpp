#include "analysis/attribution_players.hpp"

#include <catch2/catch.hpp>

#include "analysis/attribution_outcomes.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace {

using namespace skifte;
using namespace skifte::analysis;

const scenarios::Scenario& shipped(const std::string& name) {
  static std::map<std::string, scenarios::Scenario> read;
  if (!read.contains(name)) {
    read.emplace(name, scenarios::load_scenario(name, {}, scenarios::model_vocabulary(), SKIFTE_SOURCE_DIR));
  }
  return read.at(name);
}

std::vector<std::string> lever_names(const sim::LeverValues& levers) {
  std::vector<std::string> names;
  for (const auto& [name, setting] : levers) names.push_back(name);
  return names;
}

std::string fault_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const sim::UserFault& fault) {
    std::string text;
    for (const sim::Fault& one : fault.faults()) text += one.text + "\n";
    return text;
  }
  return "";
}

}  // namespace

TEST_CASE("levers that are new, gone or set otherwise differ; those alike do not") {
  CHECK(differing_levers(shipped("baseline"), shipped("baseline")).empty());
  const auto frozen = differing_levers(shipped("baseline"), shipped("frozen"));
  CHECK(frozen == std::vector<std::string>{"filborna_ccs", "frozen_population", "frozen_world", "sorting_obligation"});
  const auto late = differing_levers(shipped("contract-2030"), shipped("contract-2030-late"));
  CHECK(std::find(late.begin(), late.end(), "filborna_ccs") != late.end());
  CHECK(std::find(late.begin(), late.end(), "campaigns") == late.end());
  CHECK(differing_assumptions(shipped("baseline"), shipped("frozen")).empty());
}

TEST_CASE("groups come first, then the levers that are in none") {
  const auto players = attribution_players(shipped("baseline"), shipped("frozen"),
                                           {parse_group("freeze=frozen_world,frozen_population")});
  REQUIRE(players.size() == 3);
  CHECK(players[0] == Player{"freeze", {"frozen_world", "frozen_population"}});
  CHECK(players[1] == Player{"filborna_ccs", {"filborna_ccs"}});
  CHECK(players[2] == Player{"sorting_obligation", {"sorting_obligation"}});
}

TEST_CASE("assumptions that differ are one player") {
  const scenarios::Scenario changed = scenarios::load_scenario("baseline", {"contract.residual_limit=100 kt"},
                                                               scenarios::model_vocabulary(), SKIFTE_SOURCE_DIR);
  CHECK(differing_assumptions(shipped("baseline"), changed) == std::vector<std::string>{"contract.residual_limit"});
  const auto players = attribution_players(shipped("baseline"), changed, {});
  REQUIRE(players.size() == 1);
  CHECK(players[0] == Player{assumptions_player, {}});
  CHECK(coalition_setting(shipped("baseline"), changed, players, 0).assumptions == &shipped("baseline"));
  CHECK(coalition_setting(shipped("baseline"), changed, players, 1).assumptions == &changed);
}

TEST_CASE("nobody is the baseline and everybody the scenario, with its rules") {
  const auto& from = shipped("contract-2030");
  const auto& to = shipped("contract-2030-adaptive");
  const auto players = attribution_players(from, to, {});
  const CoalitionSetting none = coalition_setting(from, to, players, 0);
  CHECK(lever_names(none.levers) == lever_names(from.lever_values()));
  CHECK(none.rules.size() == from.rules.size());
  const CoalitionSetting all = coalition_setting(from, to, players, grand_coalition(static_cast<int>(players.size())));
  CHECK(lever_names(all.levers) == lever_names(to.lever_values()));
  REQUIRE(all.rules.size() == to.rules.size());
  for (std::size_t i = 0; i < all.rules.size(); ++i) {
    CHECK(all.rules[i].name == to.rules[i].rule.name);
    CHECK(all.rules[i].levers == to.rules[i].rule.levers);
  }
  // One lever of a rule alone: the rule starts that one and no other.
  const auto place =
      std::find(players.begin(), players.end(), Player{"truck_charging", {"truck_charging"}}) - players.begin();
  const CoalitionSetting one = coalition_setting(from, to, players, only(static_cast<int>(place)));
  REQUIRE(one.rules.size() == from.rules.size() + 1);
  CHECK(one.rules.back().levers == std::vector<std::string>{"truck_charging"});
  CHECK(one.levers.size() == from.levers.size() + 1);
}

TEST_CASE("a system's levers are those that one kind of agent reads") {
  const auto groups =
      groups_by_reader(shipped("baseline"), shipped("contract-2030"), scenarios::model_vocabulary().levers);
  const auto found =
      std::find_if(groups.begin(), groups.end(), [](const LeverGroup& group) { return group.name == "construction"; });
  REQUIRE(found != groups.end());
  CHECK(found->levers == std::vector<std::string>{"building_limits", "building_reuse"});
  std::size_t levers = 0;
  for (const LeverGroup& group : groups) levers += group.levers.size();
  CHECK(levers == differing_levers(shipped("baseline"), shipped("contract-2030")).size());
}

TEST_CASE("wrong groups are all named, with the nearest lever") {
  const auto work = [](const std::vector<std::string>& texts) {
    return fault_of([&] {
      std::vector<LeverGroup> groups;
      for (const std::string& text : texts) groups.push_back(parse_group(text));
      attribution_players(shipped("baseline"), shipped("frozen"), groups);
    });
  };
  const std::string said = work({"a=frozen_word", "b=filborna_ccs", "b=filborna_ccs"});
  CHECK_THAT(said, Catch::Contains("did you mean 'frozen_world'?") && Catch::Contains("two groups are called 'b'") &&
                       Catch::Contains("is in two groups"));
  for (const char* text : {"a", "a=", "=filborna_ccs", "a=x,,y", ""}) {
    CHECK_THAT(work({text}), Catch::Contains("expected NAME=LEVER,LEVER"));
  }
  CHECK_THAT(fault_of([] { attribution_players(shipped("baseline"), shipped("baseline"), {}); }),
             Catch::Contains("nothing to share out"));
  CHECK_THAT(fault_of([] { attribution_players(shipped("baseline-lund"), shipped("frozen"), {}); }),
             Catch::Contains("--against"));
}

TEST_CASE("outcomes are read with their years, and each wrong one is named") {
  const scenarios::Scenario& scenario = shipped("baseline");
  CHECK(parse_outcome("emissions@2030", scenario).unit == "t");
  CHECK(parse_outcome("cost.city@2025-2030", scenario).unit == "MSEK");
  CHECK(parse_outcome("target.residual_2030", scenario).kind == OutcomeKind::chance);
  CHECK(parse_outcome("neutral@2045", scenario).kind == OutcomeKind::chance);
  for (const std::string& name : default_outcomes(scenario)) CHECK_NOTHROW(parse_outcome(name, scenario));
  const std::string said = fault_of([&] {
    parse_outcomes({"emmissions@2030", "emissions@2014", "emissions@x", "emissions@2031-2030", "emissions",
                    "target.residual_203", "target.residual_2030@2030", "cost.citty@2030"},
                   scenario);
  });
  CHECK_THAT(said,
             Catch::Contains("did you mean 'emissions'?") && Catch::Contains("2014 lies outside the run") &&
                 Catch::Contains("'x' is no year") && Catch::Contains("2031-2030 lies outside") &&
                 Catch::Contains("a year is missing") && Catch::Contains("did you mean 'target.residual_2030'?") &&
                 Catch::Contains("a target has a year of its own") && Catch::Contains("did you mean 'cost.city'?"));
}
