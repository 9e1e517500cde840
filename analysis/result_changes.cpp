#include "analysis/result_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/reproduce.hpp"
#include "scenarios/distribution.hpp"
#include "sim/calendar.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

using output::ResultFile;

/// A text kept along a dimension by label; empty when the file lacks either.
std::map<std::string, std::string> texts_by_label(const ResultFile& file, const std::string& dimension,
                                                  const char* which) {
  std::map<std::string, std::string> found;
  const output::LabelTexts* texts = file.label_texts(which);
  const auto& dimensions = file.layout().dimensions();
  const auto there = std::find_if(dimensions.begin(), dimensions.end(),
                                  [&](const output::Dimension& each) { return each.name == dimension; });
  if (texts == nullptr || there == dimensions.end()) return found;
  for (std::size_t i = 0; i < there->labels.size(); ++i) found[there->labels[i]] = texts->texts[i];
  return found;
}

std::string find_or_empty(const std::map<std::string, std::string>& texts, const std::string& key) {
  const auto found = texts.find(key);
  return found == texts.end() ? std::string() : found->second;
}

const sim::LeverDeclaration* declaration_of(const scenarios::Vocabulary& vocabulary, const std::string& name) {
  for (const sim::LeverDeclaration& lever : vocabulary.levers)
    if (lever.name == name) return &lever;
  return nullptr;
}

/// What a parameter is called in both languages.
Text parameter_name(const std::string& key, const scenarios::Words& words) {
  return {words.parameter(key), scenarios::Words().parameter(key)};
}

/// `capture: 200 kt/year, operating: 2029-07-01` cut at its commas, those inside braces left alone.
std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (depth > 0 || text.compare(i, 2, ", ") != 0) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 2;
  }
  if (begin < text.size()) parts.push_back(text.substr(begin));
  return parts;
}

/// `key: value`; no key where there is no colon.
std::pair<std::string, std::string> key_and_value(const std::string& part) {
  const std::size_t colon = part.find(": ");
  if (colon == std::string::npos) return {"", part};
  return {part.substr(0, colon), part.substr(colon + 2)};
}

std::vector<Setting> settings_of(const std::string& text, const scenarios::Words& words) {
  std::vector<Setting> settings;
  for (const std::string& part : parts_of(text)) {
    const auto [key, value] = key_and_value(part);
    settings.push_back({key, key.empty() ? Text{} : parameter_name(key, words), value});
  }
  return settings;
}

/// What stands between the braces of `{2024: 152 kt, 2030: 87 kt}`.
std::string within_braces(const std::string& text) {
  const bool has_braces = text.size() >= 2 && text.front() == '{' && text.back() == '}';
  return has_braces ? text.substr(1, text.size() - 2) : text;
}

/// A rule as the scenario sets it; of its levers the names alone: how they are set stands with them.
std::vector<Setting> rule_settings(const std::string& text) {
  static const std::map<std::string, Text> names = {{"variable", {"läser", "reads"}},
                                                    {"year", {"för år", "of the year"}},
                                                    {"above", {"slår till över", "fires above"}},
                                                    {"lead_time", {"tid till start", "time to start"}},
                                                    {"levers", {"startar", "starts"}}};
  std::vector<Setting> settings;
  for (const std::string& part : parts_of(text)) {
    auto [key, value] = key_and_value(part);
    const auto name = names.find(key);
    value = within_braces(value);
    if (key == "levers") {
      std::string levers;
      for (const std::string& lever : parts_of(value))
        levers += (levers.empty() ? "" : ", ") + key_and_value(lever).first;
      value = levers;
    }
    settings.push_back({key, name == names.end() ? Text{} : name->second, value});
  }
  return settings;
}

/// Everything pulled in a file: setting, and the rule that starts it.
std::map<std::string, std::vector<Setting>> pulled(const ResultFile& file, const scenarios::Words& words) {
  std::map<std::string, std::vector<Setting>> levers;
  const auto rules = texts_by_label(file, "lever", "lever_rule");
  for (const auto& [name, text] : texts_by_label(file, "lever", "lever_setting")) {
    levers[name] = settings_of(text, words);
    const std::string rule = find_or_empty(rules, name);
    if (!rule.empty()) levers[name].push_back({"rule", parameter_name("rule", words), rule});
  }
  return levers;
}

template <class Value>
std::set<std::string> names_of(const std::map<std::string, Value>& first, const std::map<std::string, Value>& second) {
  std::set<std::string> names;
  for (const auto& [name, value] : first) names.insert(name);
  for (const auto& [name, value] : second) names.insert(name);
  return names;
}

template <class Value>
std::optional<Value> value_in(const std::map<std::string, Value>& values, const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? std::nullopt : std::optional<Value>(found->second);
}

void add_levers(const ResultFile& from, const ResultFile& to, const scenarios::Vocabulary& vocabulary,
                const scenarios::Words& words, std::vector<Change>& changes) {
  const auto before = pulled(from, words);
  const auto after = pulled(to, words);
  const auto sources_sv = texts_by_label(to, "lever", "lever_source_sv");
  const auto sources_en = texts_by_label(to, "lever", "lever_source_en");
  for (const std::string& name : names_of(before, after)) {
    Change change{Change::Kind::lever, name, {}, value_in(before, name), value_in(after, name), {}};
    if (change.from == change.to) continue;
    if (const sim::LeverDeclaration* lever = declaration_of(vocabulary, name))
      change.meaning = {words.meaning(*lever), lever->meaning};
    change.source = {find_or_empty(sources_sv, name), find_or_empty(sources_en, name)};
    changes.push_back(std::move(change));
  }
}

void add_rules(const ResultFile& from, const ResultFile& to, std::vector<Change>& changes) {
  const auto before = texts_by_label(from, "rule", "rule_setting");
  const auto after = texts_by_label(to, "rule", "rule_setting");
  for (const std::string& name : names_of(before, after)) {
    Change change{Change::Kind::rule, name, {}, {}, {}, {}};
    if (before.contains(name)) change.from = rule_settings(before.at(name));
    if (after.contains(name)) change.to = rule_settings(after.at(name));
    // How a lever is set that a rule starts shows with the lever; a rule is the same that reads and starts the same.
    if (change.from != change.to) changes.push_back(std::move(change));
  }
}

std::string value_text(const std::variant<double, sim::Series>& value, const std::string& unit) {
  const std::string suffix = unit == "1" || unit.empty() ? "" : " " + unit;
  if (const double* number = std::get_if<double>(&value)) return scenarios::short_number(*number) + suffix;
  std::string text;
  for (const sim::Series::Point& point : std::get<sim::Series>(value).points()) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", sim::to_string(sim::to_civil(point.date)),
                        scenarios::short_number(point.value));
  }
  return text + suffix;
}

bool same_value(const std::variant<double, sim::Series>& left, const std::variant<double, sim::Series>& right) {
  if (left.index() != right.index()) return false;
  if (const double* number = std::get_if<double>(&left)) return *number == std::get<double>(right);
  return std::get<sim::Series>(left).points() == std::get<sim::Series>(right).points();
}

using Values = std::map<std::string, std::variant<double, sim::Series>, std::less<>>;

void add_assumptions(const ResultFile& from, const ResultFile& to, const std::pair<Values, Values>& central,
                     const scenarios::Vocabulary& vocabulary, const scenarios::Words& words,
                     std::vector<Change>& changes) {
  const auto laws_before = texts_by_label(from, "assumption", "assumption_distribution");
  const auto laws_after = texts_by_label(to, "assumption", "assumption_distribution");
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions) {
    Change change{
        Change::Kind::assumption, assumption.name, {words.assumption(assumption.name), assumption.meaning}, {}, {}, {}};
    std::vector<Setting> before;
    std::vector<Setting> after;
    const auto was = central.first.find(assumption.name);
    const auto is = central.second.find(assumption.name);
    if (was != central.first.end() && is != central.second.end() && !same_value(was->second, is->second)) {
      before.push_back({"value", {"värde", "value"}, value_text(was->second, assumption.unit)});
      after.push_back({"value", {"värde", "value"}, value_text(is->second, assumption.unit)});
    }
    const std::string law_was = find_or_empty(laws_before, assumption.name);
    const std::string law_is = find_or_empty(laws_after, assumption.name);
    if (law_was != law_is) {
      const Text name{"fördelning", "distribution"};
      before.push_back({"distribution", name, law_was.empty() ? "-" : law_was});
      after.push_back({"distribution", name, law_is.empty() ? "-" : law_is});
    }
    if (before.empty()) continue;
    change.from = std::move(before);
    change.to = std::move(after);
    changes.push_back(std::move(change));
  }
}

}  // namespace

ResultChanges changes_between(const ResultFile& from, const ResultFile& to, const scenarios::Vocabulary& vocabulary,
                              const scenarios::Words& words) {
  ResultChanges found;
  add_levers(from, to, vocabulary, words, found.changes);
  add_rules(from, to, found.changes);
  std::pair<Values, Values> central;
  try {
    central = {stored_scenario(from).values.all(), stored_scenario(to).values.all()};
  } catch (const sim::UserFault& fault) {
    found.incomplete = fault.what();
  }
  add_assumptions(from, to, central, vocabulary, words, found.changes);
  return found;
}

}  // namespace skifte::analysis
