#include "analysis/scenario_union.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

using scenarios::Scenario;

template <class List, class Name>
auto find_named(List& list, std::string_view wanted, Name name) {
  return std::find_if(list.begin(), list.end(), [&](const auto& each) { return name(each) == wanted; });
}

/// Adds what is not there by name and sorts; `differ` sees each that is.
template <class Entry, class Name, class Differ>
void add_by_name(std::vector<Entry>& all, const std::vector<Entry>& more, Name name, Differ differ) {
  for (const Entry& entry : more) {
    const auto found = find_named(all, name(entry), name);
    if (found == all.end()) {
      all.push_back(entry);
    } else {
      differ(*found, entry);
    }
  }
  std::sort(all.begin(), all.end(), [&](const Entry& a, const Entry& b) { return name(a) < name(b); });
}

template <class Entry>
const std::string& own_name(const Entry& entry) {
  return entry.name;
}

const std::string& rule_name(const scenarios::RuleEntry& entry) {
  return entry.rule.name;
}

/// Both texts, unless one holds the other already.
template <class Entry>
void join_text(Entry& kept, const Entry& other) {
  const std::string separator = " | ";
  if ((separator + kept.text + separator).find(separator + other.text + separator) == std::string::npos)
    kept.text += separator + other.text;
}

void require_same_place(const Scenario& first, const Scenario& other) {
  if (other.city != first.city) {
    throw sim::UserFault(fmt::format("{} is about {}, {} about {} (one result is about one city)", first.name,
                                     first.city, other.name, other.city));
  }
  if (other.first_year != first.first_year || other.last_year != first.last_year) {
    throw sim::UserFault(fmt::format("{} runs from {} to {}, {} from {} to {} (one result has one period)", first.name,
                                     first.first_year, first.last_year, other.name, other.first_year, other.last_year));
  }
}

void require_same_target(const scenarios::Target& kept, const scenarios::Target& other) {
  if (kept.variable == other.variable && kept.year == other.year && kept.at_most == other.at_most &&
      kept.at_least == other.at_least)
    return;
  throw sim::UserFault(
      {{other.position, fmt::format("the target '{}' is another in {}:{} (one result has one target of "
                                    "a name) another name for one of them?",
                                    other.name, kept.position.file, kept.position.line)}});
}

/// The wider of two, which differ where one scenario holds an assumption certain.
void take_wider(scenarios::RankCorrelation& kept, const scenarios::RankCorrelation& other) {
  const auto within = [](std::vector<std::string> few, std::vector<std::string> many) {
    std::sort(few.begin(), few.end());
    std::sort(many.begin(), many.end());
    return std::includes(many.begin(), many.end(), few.begin(), few.end());
  };
  const bool wider = within(kept.between, other.between);
  if (kept.rank != other.rank || (!wider && !within(other.between, kept.between))) {
    throw sim::UserFault(
        {{other.position, fmt::format("the correlation '{}' is another in {}:{} (one design has one of a "
                                      "name) --independent leaves them out",
                                      other.name, kept.position.file, kept.position.line)}});
  }
  if (wider) kept.between = other.between;
}

}  // namespace

Scenario unite(const std::vector<const Scenario*>& scenarios) {
  sim::ensure(!scenarios.empty(), "no scenario to unite");
  Scenario all = *scenarios.front();
  for (const Scenario* other : scenarios) {
    require_same_place(all, *other);
    add_by_name(all.uncertainties, other->uncertainties, own_name<scenarios::Uncertainty>, [](auto&, const auto&) {});
    add_by_name(all.correlations, other->correlations, own_name<scenarios::RankCorrelation>, take_wider);
    add_by_name(all.levers, other->levers, own_name<scenarios::LeverEntry>, join_text<scenarios::LeverEntry>);
    add_by_name(all.rules, other->rules, rule_name, join_text<scenarios::RuleEntry>);
    add_by_name(all.targets, other->targets, own_name<scenarios::Target>, require_same_target);
    for (const scenarios::SourceFile& file : other->files) {
      const bool known = std::any_of(all.files.begin(), all.files.end(), [&](const scenarios::SourceFile& each) {
        return each.path == file.path && each.text == file.text;
      });
      if (!known) all.files.push_back(file);
    }
  }
  scenarios::FaultList faults;
  scenarios::require_consistent(all.correlations, faults);
  faults.throw_if_any();
  return all;
}

void keep_uncertainties(Scenario& scenario, const std::vector<std::string>& names) {
  if (names.empty()) return;
  const auto fits = [](const std::string& assumption, const std::string& name) {
    return assumption == name || assumption.starts_with(name + ".");
  };
  std::set<std::string> known;
  for (const scenarios::Uncertainty& uncertainty : scenario.uncertainties) {
    known.insert(uncertainty.name);
    for (std::size_t point = uncertainty.name.find('.'); point != std::string::npos;
         point = uncertainty.name.find('.', point + 1))
      known.insert(uncertainty.name.substr(0, point));
  }
  for (const std::string& name : names) {
    if (known.contains(name)) continue;
    throw sim::UserFault(
        fmt::format("--vary {}: nothing uncertain of that name in {}{}", name, scenario.name,
                    scenarios::suggestion(name, std::vector<std::string>(known.begin(), known.end()))));
  }
  std::erase_if(scenario.uncertainties, [&](const scenarios::Uncertainty& uncertainty) {
    return std::none_of(names.begin(), names.end(), [&](const auto& name) { return fits(uncertainty.name, name); });
  });
  for (scenarios::RankCorrelation& correlation : scenario.correlations) {
    std::erase_if(correlation.between, [&](const std::string& assumption) {
      return std::none_of(names.begin(), names.end(), [&](const auto& name) { return fits(assumption, name); });
    });
  }
  std::erase_if(scenario.correlations, [](const auto& correlation) { return correlation.between.size() < 2; });
}

}  // namespace skifte::analysis
