#include "analysis/attribution_players.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

using scenarios::LeverEntry;
using scenarios::RuleEntry;
using scenarios::Scenario;

const LeverEntry* find_lever(const Scenario& scenario, const std::string& name) {
  const auto found = std::find_if(scenario.levers.begin(), scenario.levers.end(),
                                  [&](const LeverEntry& lever) { return lever.name == name; });
  return found == scenario.levers.end() ? nullptr : &*found;
}

const RuleEntry* find_rule(const Scenario& scenario, const std::string& name) {
  const auto found = std::find_if(scenario.rules.begin(), scenario.rules.end(),
                                  [&](const RuleEntry& entry) { return entry.rule.name == name; });
  return found == scenario.rules.end() ? nullptr : &*found;
}

/// When and why the lever's rule starts it, without the other levers that it starts.
bool same_trigger(const sim::LeverRule& left, const sim::LeverRule& right) {
  return left.variable == right.variable && left.above == right.above && left.lead_time == right.lead_time;
}

bool same_trigger(const RuleEntry* left, const RuleEntry* right) {
  if (left == nullptr || right == nullptr) return left == right;
  return same_trigger(left->rule, right->rule);
}

bool same_lever(const Scenario& baseline, const Scenario& scenario, const std::string& name) {
  const LeverEntry* left = find_lever(baseline, name);
  const LeverEntry* right = find_lever(scenario, name);
  if (left == nullptr || right == nullptr) return left == right;
  return left->text == right->text && left->rule == right->rule &&
         (left->rule.empty() || same_trigger(find_rule(baseline, left->rule), find_rule(scenario, right->rule)));
}

bool same_value(const std::variant<double, sim::Series>& left, const std::variant<double, sim::Series>& right) {
  if (left.index() != right.index()) return false;
  if (const double* number = std::get_if<double>(&left)) return *number == std::get<double>(right);
  const auto& one = std::get<sim::Series>(left);
  const auto& other = std::get<sim::Series>(right);
  return one.interpolation() == other.interpolation() &&
         std::equal(one.points().begin(), one.points().end(), other.points().begin(), other.points().end(),
                    [](const auto& a, const auto& b) { return a.date == b.date && a.value == b.value; });
}

/// Each uncertain assumption's law as text, by name.
std::map<std::string, std::string> laws(const Scenario& scenario) {
  std::map<std::string, std::string> found;
  for (const scenarios::Uncertainty& uncertainty : scenario.uncertainties) {
    found[uncertainty.name] = uncertainty.distribution.describe(uncertainty.unit) +
                              (uncertainty.from ? fmt::format(" from {}", *uncertainty.from) : "");
  }
  return found;
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = sim::nearest_name(name, known);
  return near.empty() ? fmt::format(" (they are {})", fmt::join(known, ", ")) : ", did you mean '" + near + "'?";
}

void check_groups(const std::vector<LeverGroup>& groups, const std::vector<std::string>& levers,
                  std::vector<sim::Fault>& faults) {
  std::map<std::string, std::string> owner;
  std::set<std::string> names;
  for (const LeverGroup& group : groups) {
    if (!names.insert(group.name).second) faults.push_back({{}, fmt::format("two groups are called '{}'", group.name)});
    for (const std::string& lever : group.levers) {
      if (std::find(levers.begin(), levers.end(), lever) == levers.end()) {
        faults.push_back({{},
                          fmt::format("group '{}': the scenarios do not differ in a lever '{}'{}", group.name, lever,
                                      did_you_mean(lever, levers))});
      } else if (const auto [place, is_new] = owner.emplace(lever, group.name); !is_new) {
        faults.push_back(
            {{}, fmt::format("lever '{}' is in two groups ('{}' and '{}')", lever, place->second, group.name)});
      }
    }
  }
}

}  // namespace

LeverGroup parse_group(const std::string& text) {
  const auto equals = text.find('=');
  LeverGroup group;
  if (equals != std::string::npos) {
    group.name = text.substr(0, equals);
    for (std::size_t begin = equals + 1; begin <= text.size();) {
      const std::size_t end = std::min(text.find(',', begin), text.size());
      group.levers.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  const auto is_empty = [](const std::string& name) { return name.empty(); };
  if (group.name.empty() || group.levers.empty() || std::any_of(group.levers.begin(), group.levers.end(), is_empty)) {
    throw sim::UserFault(
        fmt::format("--group {}: expected NAME=LEVER,LEVER... (for instance buses=electric_buses,bus_supply)", text));
  }
  return group;
}

std::vector<std::string> differing_levers(const Scenario& baseline, const Scenario& scenario) {
  std::set<std::string> names;
  for (const LeverEntry& lever : baseline.levers) names.insert(lever.name);
  for (const LeverEntry& lever : scenario.levers) names.insert(lever.name);
  std::vector<std::string> found;
  for (const std::string& name : names) {
    if (!same_lever(baseline, scenario, name)) found.push_back(name);
  }
  return found;
}

std::vector<std::string> differing_assumptions(const Scenario& baseline, const Scenario& scenario) {
  std::set<std::string> found;
  for (const auto& [name, value] : baseline.values.all()) {
    const auto other = scenario.values.all().find(name);
    if (other == scenario.values.all().end() || !same_value(value, other->second)) found.insert(name);
  }
  const auto left = laws(baseline);
  const auto right = laws(scenario);
  for (const auto& [name, law] : left) {
    if (!right.contains(name) || right.at(name) != law) found.insert(name);
  }
  for (const auto& [name, law] : right) {
    if (!left.contains(name)) found.insert(name);
  }
  return {found.begin(), found.end()};
}

std::vector<Player> attribution_players(const Scenario& baseline, const Scenario& scenario,
                                        const std::vector<LeverGroup>& groups) {
  std::vector<sim::Fault> faults;
  if (baseline.city != scenario.city) {
    throw sim::UserFault(fmt::format("{} is about {}, {} about {} (name a baseline of the same city by --against)",
                                     scenario.name, scenario.city, baseline.name, baseline.city));
  }
  if (baseline.first_year != scenario.first_year || baseline.last_year != scenario.last_year) {
    faults.push_back(
        {{},
         fmt::format("{} runs from {} to {}, {} from {} to {} (both must cover the same years)", scenario.name,
                     scenario.first_year, scenario.last_year, baseline.name, baseline.first_year, baseline.last_year)});
  }
  const std::vector<std::string> levers = differing_levers(baseline, scenario);
  const bool assumptions_differ = !differing_assumptions(baseline, scenario).empty();
  if (levers.empty() && !assumptions_differ) {
    throw sim::UserFault(fmt::format("{} and {} differ in no lever and no assumption (there is nothing to share out)",
                                     scenario.name, baseline.name));
  }
  check_groups(groups, levers, faults);
  if (!faults.empty()) throw sim::UserFault(faults);
  std::vector<Player> players;
  std::set<std::string> grouped;
  for (const LeverGroup& group : groups) {
    players.push_back({group.name, group.levers});
    grouped.insert(group.levers.begin(), group.levers.end());
  }
  for (const std::string& lever : levers) {
    if (!grouped.contains(lever)) players.push_back({lever, {lever}});
  }
  if (assumptions_differ) players.push_back({assumptions_player, {}});
  return players;
}

std::vector<LeverGroup> groups_by_reader(const Scenario& baseline, const Scenario& scenario,
                                         const std::vector<sim::LeverDeclaration>& declarations) {
  std::map<std::string, std::vector<std::string>> by_reader;
  for (const std::string& lever : differing_levers(baseline, scenario)) {
    const auto declared = std::find_if(declarations.begin(), declarations.end(),
                                       [&](const sim::LeverDeclaration& one) { return one.name == lever; });
    sim::ensure(declared != declarations.end(), "attribution: a lever that nobody declares");
    by_reader[declared->reader].push_back(lever);
  }
  std::vector<LeverGroup> groups;
  for (const auto& [reader, levers] : by_reader) groups.push_back({reader, levers});
  return groups;
}

CoalitionSetting coalition_setting(const Scenario& baseline, const Scenario& scenario,
                                   const std::vector<Player>& players, Coalition coalition) {
  CoalitionSetting setting{{}, {}, &baseline};
  const std::vector<std::string> differing = differing_levers(baseline, scenario);
  std::set<std::string> left_out(differing.begin(), differing.end());
  for (std::size_t i = 0; i < players.size(); ++i) {
    if ((coalition & only(static_cast<int>(i))) == 0) continue;
    if (players[i].levers.empty()) setting.assumptions = &scenario;
    for (const std::string& lever : players[i].levers) left_out.erase(lever);
  }
  const auto add = [&](const Scenario& from, const std::string& suffix, const auto& wanted) {
    for (const LeverEntry& lever : from.levers) {
      if (wanted(lever.name)) setting.levers.emplace(lever.name, lever.setting);
    }
    for (const RuleEntry& entry : from.rules) {
      sim::LeverRule rule = entry.rule;
      std::erase_if(rule.levers, [&](const std::string& lever) { return !wanted(lever); });
      if (rule.levers.empty()) continue;
      const auto there = std::find_if(setting.rules.begin(), setting.rules.end(),
                                      [&](const sim::LeverRule& one) { return one.name == rule.name; });
      if (there == setting.rules.end()) {
        setting.rules.push_back(rule);
      } else if (same_trigger(*there, rule)) {
        there->levers.insert(there->levers.end(), rule.levers.begin(), rule.levers.end());
        std::sort(there->levers.begin(), there->levers.end());
      } else {
        rule.name += suffix;
        setting.rules.push_back(rule);
      }
    }
  };
  // What does not differ comes from the scenario, so that the grand coalition is the scenario itself.
  add(scenario, "", [&](const std::string& lever) { return !left_out.contains(lever); });
  add(baseline, " of " + baseline.name, [&](const std::string& lever) { return left_out.contains(lever); });
  return setting;
}

}  // namespace skifte::analysis
