#include "scenarios/rule_reading.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {
namespace {

constexpr std::string_view published = "emissions_published";
/// An inventory appears 14 to 20 months after its year's end, so that the last one a period can see is of this many
/// years before its last.
constexpr int years_to_publication = 2;

/// Reads one rule's keys.
class RuleReader {
 public:
  RuleReader(const WrittenRule& written, const Scenario& scenario, const Vocabulary& vocabulary, FaultList& faults)
      : node_(written.entry.value),
        what_("the rule '" + written.entry.key + "'"),
        position_(written.entry.position),
        scenario_(scenario),
        vocabulary_(vocabulary),
        faults_(faults) {}

  const YamlNode* needed(const char* key, const char* why) {
    if (const YamlEntry* found = node_.find(key)) return &found->value;
    faults_.add(position_, what_ + " lacks '" + key + "' (" + why + ")");
    return nullptr;
  }

  /// The outcome it reads; empty when there is none such.
  const Outcome* variable() {
    const YamlNode* node = needed("variable", "it names what is published");
    if (node == nullptr) return nullptr;
    const auto name = read_text(*node, what_ + ": variable", faults_);
    if (!name) return nullptr;
    std::vector<std::string> known;
    for (const Outcome& outcome : vocabulary_.outcomes) {
      if (outcome.name == *name && name->starts_with(published)) return &outcome;
      if (outcome.name.starts_with(published)) known.push_back(outcome.name);
    }
    const std::string near = suggestion(*name, known);
    faults_.add(node->position, what_ + " reads '" + *name + "', which the inventory does not publish" +
                                    (near.empty() ? " (it takes " + alternatives(known) + ")" : near));
    return nullptr;
  }

  /// `year: 2026, above: 330 kt`, or `above: {2026: 330 kt, 2030: 208 kt}`.
  std::vector<std::pair<int, double>> path(const std::string& unit) {
    std::vector<std::pair<int, double>> points;
    const YamlNode* above = needed("above", "it fires when the published figure lies above");
    if (above == nullptr) return points;
    const YamlEntry* year = node_.find("year");
    if (!above->is_map()) {
      const YamlNode* only = needed("year", "it names the year that the inventory is about");
      const int when = only == nullptr ? 0 : judged_year(*only, what_ + ": year");
      const auto limit = read_quantity(*above, what_ + ": above", unit, faults_);
      if (when > 0 && limit) points.emplace_back(when, *limit);
      return points;
    }
    if (year != nullptr) {
      faults_.add(year->position, what_ + " has a year and a path (a path names its years itself)");
    }
    for (const YamlEntry& point : above->entries) {
      YamlNode key;
      key.kind = YamlNode::Kind::scalar;
      key.position = point.position;
      key.text = point.key;
      const int when = judged_year(key, what_ + ": above");
      const auto limit = read_quantity(point.value, what_ + ": above " + point.key, unit, faults_);
      if (when > 0 && limit) points.emplace_back(when, *limit);
    }
    if (above->entries.empty()) faults_.add(above->position, what_ + ": above is empty (a path needs a year)");
    std::sort(points.begin(), points.end());
    return points;
  }

  /// Whether the levers can start within the period, once the first judged inventory is out and the lead time over.
  void require_start(const std::vector<std::pair<int, double>>& above, double lead_days) {
    if (above.empty()) return;
    const int seen = above.front().first + years_to_publication;
    const sim::Time start = sim::from_civil({seen, 1, 1}) + lead_days;
    if (start < sim::from_civil({scenario_.last_year + 1, 1, 1})) return;
    const YamlEntry* entry = node_.find("lead_time");
    faults_.add(entry == nullptr ? position_ : entry->value.position,
                what_ + " can start nothing before the period ends in " + std::to_string(scenario_.last_year) +
                    " (the inventory of " + std::to_string(above.front().first) + " appears in " +
                    std::to_string(seen) + ", and the lead time follows)");
  }

  double lead_time() {
    const YamlEntry* entry = node_.find("lead_time");
    if (entry == nullptr) return 0;
    const auto days = read_quantity(entry->value, what_ + ": lead_time", "d", faults_);
    if (days && *days < 0) faults_.add(entry->value.position, what_ + ": lead_time is below 0 (it is a duration)");
    return days.value_or(0);
  }

  const std::string& what() const { return what_; }

 private:
  /// 0 where the inventory of the year does not appear in the period.
  int judged_year(const YamlNode& node, const std::string& what) {
    const int year = read_year(node, what, earliest_year, latest_year, faults_).value_or(0);
    if (year == 0) return 0;
    const int last = scenario_.last_year - years_to_publication;
    if (year >= scenario_.first_year && year <= last) return year;
    faults_.add(node.position, what + " is " + std::to_string(year) + " (an inventory of " +
                                   std::to_string(scenario_.first_year) + " to " + std::to_string(last) +
                                   " is published within the period)");
    return 0;
  }

  const YamlNode& node_;
  std::string what_;
  sim::Position position_;
  const Scenario& scenario_;
  const Vocabulary& vocabulary_;
  FaultList& faults_;
};

std::string as_written(const YamlNode& node) {
  if (node.is_scalar()) return node.text;
  std::string text;
  for (const YamlEntry& entry : node.entries) {
    text += (text.empty() ? "" : ", ") + entry.key + ": ";
    text += entry.value.is_map() ? "{" + as_written(entry.value) + "}" : entry.value.text;
  }
  return text;
}

}  // namespace

void write_rule(const YamlEntry& entry, const std::string& origin, WrittenRules& rules) {
  if (entry.value.is_scalar() && entry.value.text == "off") {
    rules.erase(entry.key);
  } else {
    rules.insert_or_assign(entry.key, WrittenRule{entry, origin});
  }
}

void drop_lever(const std::string& lever, WrittenRules& rules) {
  for (auto rule = rules.begin(); rule != rules.end();) {
    bool gone = false;  // with its last lever
    for (YamlEntry& key : rule->second.entry.value.entries) {
      if (key.key != "levers") continue;
      const auto taken = std::erase_if(key.value.entries, [&](const YamlEntry& one) { return one.key == lever; });
      gone = taken > 0 && key.value.entries.empty();
    }
    rule = gone ? rules.erase(rule) : std::next(rule);
  }
}

std::optional<ReadRule> read_rule(const WrittenRule& written, const Scenario& scenario, const Vocabulary& vocabulary,
                                  DateBounds bounds, FaultList& faults) {
  const std::size_t before = faults.all().size();
  const YamlEntry& entry = written.entry;
  RuleReader reader(written, scenario, vocabulary, faults);
  if (!require_map(entry.value, reader.what(), faults)) return std::nullopt;
  require_known_keys(entry.value, reader.what(), {"variable", "year", "above", "lead_time", "levers"}, faults);
  ReadRule read;
  sim::LeverRule& rule = read.rule.rule;
  rule.name = entry.key;
  const Outcome* outcome = reader.variable();
  rule.variable = outcome == nullptr ? "" : outcome->name;
  rule.above = reader.path(outcome == nullptr ? "t" : outcome->unit);
  rule.lead_time = reader.lead_time();
  reader.require_start(rule.above, rule.lead_time);
  const YamlNode* levers = reader.needed("levers", "it starts something");
  if (levers != nullptr && require_map(*levers, reader.what() + ": levers", faults)) {
    if (levers->entries.empty()) {
      faults.add(levers->position,
                 reader.what() + " starts no lever (its 'levers' is empty) write '" + entry.key + ": off'?");
    }
    for (const YamlEntry& lever : levers->entries) {
      std::map<std::string, PulledLever, std::less<>> pulled;
      if (lever.value.is_scalar() && lever.value.text == "off") {
        faults.add(lever.value.position, reader.what() + ": the lever '" + lever.key +
                                             "' is 'off' (a rule starts levers) leave it out, or write '" + entry.key +
                                             ": off'?");
        continue;
      }
      pull_lever(lever, written.origin, pulled, faults);
      if (pulled.empty()) continue;
      const sim::LeverDeclaration* declaration = find_lever(lever.key, lever.position, vocabulary, faults);
      if (declaration == nullptr) continue;
      auto found = read_lever(lever.key, pulled.begin()->second, *declaration, vocabulary.payers, bounds,
                              LeverStart::by_rule, faults);
      if (!found) continue;
      found->rule = entry.key;
      rule.levers.push_back(found->name);
      read.levers.push_back(std::move(*found));
    }
  }
  if (faults.all().size() > before || rule.levers.empty()) return std::nullopt;
  read.rule.text = as_written(entry.value);
  read.rule.position = entry.position;
  read.rule.origin = written.origin;
  return read;
}

}  // namespace skifte::scenarios
