#include "analysis/report_studies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <map>

#include "analysis/sensitivity/sensitivity.hpp"
#include "analysis/source_names.hpp"
#include "analysis/study_json.hpp"
#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t shown_inputs = 10;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

Text meaning_of(const std::string& name, const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions)
    if (assumption.name == name) return {words.assumption(name), placed_meaning(name, assumption.meaning)};
  return {};
}

PairedMean mean_of(const StudyNode& node) {
  PairedMean mean;
  mean.mean = node.number("mean");
  mean.half_width = node.number("half_width_95", 0);
  mean.q05 = node.number("q05", mean.mean);
  mean.q50 = node.number("q50", mean.mean);
  mean.q95 = node.number("q95", mean.mean);
  return mean;
}

/// A whole number from 0 on.
int count_of(const StudyNode& node, const std::string& key) {
  const double value = node.number(key);
  if (value < 0 || value != std::floor(value) || value > 1e9)
    node.at(key).refuse(fmt::format("{} (expected a number of futures)", value));
  return static_cast<int>(value);
}

RuleReport rule_of(const StudyNode& node, const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  RuleReport rule;
  rule.members = count_of(node, "members");
  rule.met = node.has("interest") ? count_of(node, "interest") : 0;
  rule.mean = node.number("mean", 0);
  rule.coverage = node.number("coverage", 0);
  for (const StudyNode& each : node.list("restrictions")) {
    const std::string name = each.text("input");
    rule.bounds.push_back({name, meaning_of(name, vocabulary, words), each.text("units", ""),
                           each.number("low", -std::numeric_limits<double>::infinity()),
                           each.number("high", std::numeric_limits<double>::infinity())});
  }
  return rule;
}

/// Refuses what another command printed, or no command.
void require_kind(const StudyNode& root, const std::string& path, std::initializer_list<const char*> keys,
                  const char* what, const char* command) {
  for (const char* key : keys) {
    if (root.has(key)) continue;
    throw sim::UserFault(fmt::format("{} is no {} (it must be what `skifte {} --json` prints)", path, what, command));
  }
}

void refuse_unknown(const StudyNode& node, const std::string& name, const char* what,
                    const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string near = scenarios::suggestion(name, known);
  node.refuse(fmt::format("no {} is called '{}'{}", what, name,
                          near.empty() ? fmt::format(" (there are {})", fmt::join(known, ", ")) : near));
}

/// Value, low and high of an index; NaN where it could not be estimated.
InputEstimate estimate_of(const StudyNode& input, const std::string& measure, const scenarios::Vocabulary& vocabulary,
                          const scenarios::Words& words) {
  const std::vector<StudyNode> index = input.list(measure);
  if (index.size() != 3)
    input.at(measure).refuse(fmt::format("{} numbers (expected three: the index, and its interval)", index.size()));
  const std::string name = input.text("name");
  return {name, meaning_of(name, vocabulary, words), index[0].as_number(nothing), index[1].as_number(nothing),
          index[2].as_number(nothing)};
}

SensitivityReport sensitivity_of(const StudyNode& table, const std::string& measure, std::size_t place,
                                 const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  SensitivityReport report;
  report.method = table.text("method");
  report.measure = measure;
  report.outcome = table.text("outcome");
  report.used = count_of(table, "used");
  const std::vector<StudyNode> thresholds = table.list("threshold");
  if (place < thresholds.size()) report.threshold = thresholds[place].as_number(0);
  for (const StudyNode& input : table.list("inputs")) {
    InputEstimate estimate = estimate_of(input, measure, vocabulary, words);
    if (std::isnan(estimate.value)) continue;
    ++report.tested;
    report.above += estimate.value > report.threshold ? 1 : 0;
    report.inputs.push_back(std::move(estimate));
  }
  std::stable_sort(report.inputs.begin(), report.inputs.end(),
                   [](const InputEstimate& a, const InputEstimate& b) { return a.value > b.value; });
  if (report.inputs.size() > shown_inputs) report.inputs.resize(shown_inputs);
  return report;
}

void read_abatement(const StudyNode& node, ReadAttribution& found) {
  found.cost_rate = node.number("cost_rate");
  found.base_year = static_cast<int>(node.number("base_year"));
  for (const StudyNode& row : node.list("players")) {
    found.abatement.push_back({row.text("player"), row.text("place"), row.number("cost_msek"), row.number("saved_t"),
                               row.number("sek_per_t", nothing), row.number("q05", nothing), row.number("q95", nothing),
                               row.text("words")});
  }
}

}  // namespace

ReadAttribution read_attribution(const std::string& text, const std::string& path,
                                 const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  const StudyJson study(text, path);
  const StudyNode root = study.root();
  require_kind(root, path, {"skifte_attribution", "outcomes"}, "attribution", "attribute");
  ReadAttribution found{root.text("scenario"), root.text("baseline", ""), {}, {}, 0, 0};
  const auto members = static_cast<int>(root.list("members").size());  // the same for all outcomes
  std::map<std::string, Text> labels;
  for (const sim::LeverDeclaration& lever : vocabulary.levers)
    labels[lever.name] = {words.meaning(lever), lever.meaning};
  std::map<std::string, std::vector<NamedLever>> held;
  if (root.has("players")) {
    for (const StudyNode& player : root.list("players")) {
      for (const StudyNode& lever : player.list("levers"))
        held[player.text("name")].push_back({lever.as_text(), labels[lever.as_text()]});
    }
  }
  for (const StudyNode& outcome : root.list("outcomes")) {
    AttributionReport report{outcome.text("name"),
                             outcome.text("meaning", ""),
                             outcome.text("unit"),
                             outcome.flag("is_chance"),
                             root.text("method", ""),
                             mean_of(outcome.at("difference")),
                             {}};
    report.difference.members = members;
    for (const StudyNode& player : outcome.list("players")) {
      MeasureShare share{player.text("name"), {}, mean_of(player.at("share")), 0, 0};
      share.share.members = members;
      share.alone = player.number("alone", nothing);
      share.last = player.number("last", nothing);
      if (const auto label = labels.find(share.name); label != labels.end()) share.label = label->second;
      share.levers = held[share.name];
      report.shares.push_back(std::move(share));
    }
    std::stable_sort(report.shares.begin(), report.shares.end(), [](const MeasureShare& a, const MeasureShare& b) {
      return std::abs(a.share.mean) > std::abs(b.share.mean);
    });
    found.outcomes.push_back(std::move(report));
  }
  if (root.has("abatement")) read_abatement(root.at("abatement"), found);
  return found;
}

std::vector<SensitivityReport> read_sensitivity(const std::string& text, const std::string& path,
                                                const scenarios::Vocabulary& vocabulary,
                                                const scenarios::Words& words) {
  const StudyJson study(text, path);
  const StudyNode root = study.root();
  require_kind(root, path, {"tables"}, "sensitivity", "sensitivity");
  std::vector<SensitivityReport> reports;
  for (const StudyNode& table : root.list("tables")) {
    std::vector<std::string> measures;
    refuse_unknown(table.at("method"), table.text("method"), "method", sensitivity_methods());
    const std::vector<std::string> known = measures_of(sensitivity_method(table.text("method")));
    for (const StudyNode& measure : table.list("measures")) {
      measures.push_back(measure.as_text());
      refuse_unknown(measure, measures.back(), "measure", known);
    }
    if (measures.empty()) table.at("measures").refuse("no measure (expected `total`, `delta`, ...)");
    const auto total = std::find(measures.begin(), measures.end(), "total");
    const std::size_t place = total == measures.end() ? 0 : static_cast<std::size_t>(total - measures.begin());
    reports.push_back(sensitivity_of(table, measures[place], place, vocabulary, words));
  }
  return reports;
}

DiscoveryReport read_discovery(const std::string& text, const std::string& path,
                               const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  const StudyJson study(text, path);
  const StudyNode root = study.root();
  require_kind(root, path, {"boxes", "tree"}, "discovery", "discover");
  DiscoveryReport report{
      root.text("outcome"), root.text("units", ""), count_of(root, "members"), count_of(root, "interest"), {}, {}};
  for (const StudyNode& box : root.list("boxes")) report.boxes.push_back(rule_of(box, vocabulary, words));
  for (const StudyNode& rule : root.list("tree")) report.rules.push_back(rule_of(rule, vocabulary, words));
  return report;
}

InformationReport read_information(const std::string& text, const std::string& path,
                                   const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  const StudyJson study(text, path);
  const StudyNode root = study.root();
  require_kind(root, path, {"evpi", "assumptions"}, "value of information", "value-of-information");
  InformationReport report;
  report.outcome = root.text("outcome");
  report.unit = root.text("units", "");
  for (const StudyNode& scenario : root.list("scenarios")) report.scenarios.push_back(scenario.as_text());
  report.chosen = root.text("chosen");
  report.more_is_better = root.has("more_is_better") && root.flag("more_is_better");
  report.futures = count_of(root, "futures");
  report.noise = root.number("noise");
  const auto worth = [](const StudyNode& node, const std::string& key) {
    const std::vector<StudyNode> index = node.list(key);
    if (index.size() != 3)
      node.at(key).refuse(fmt::format("{} numbers (expected three: the worth, and its interval)", index.size()));
    return InputWorth{"", {}, index[0].as_number(), index[1].as_number(nothing), index[2].as_number(nothing), 0};
  };
  report.everything = worth(root, "evpi");
  for (const StudyNode& input : root.list("assumptions")) {
    InputWorth found = worth(input, "evppi");
    ++report.tested;
    report.above += found.value > report.noise ? 1 : 0;
    if (found.value <= 0) continue;
    found.name = input.text("name");
    found.meaning = meaning_of(found.name, vocabulary, words);
    found.changes_choice = input.number("changes_choice");
    report.inputs.push_back(std::move(found));
  }
  std::stable_sort(report.inputs.begin(), report.inputs.end(),
                   [](const InputWorth& a, const InputWorth& b) { return a.value > b.value; });
  if (report.inputs.size() > shown_inputs) report.inputs.resize(shown_inputs);
  return report;
}

}  // namespace skifte::analysis
