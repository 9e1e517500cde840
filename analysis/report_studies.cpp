#include "analysis/report_studies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t shown_inputs = 10;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// A number of an object, or `otherwise` where it is missing or null.
double number_in(const nlohmann::json& object, const char* key, double otherwise) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : otherwise;
}

nlohmann::json list_in(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : nlohmann::json::array();
}

Text meaning_of(const std::string& name, const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions)
    if (assumption.name == name) return {words.assumption(name), assumption.meaning};
  return {};
}

PairedMean mean_of(const nlohmann::json& json) {
  PairedMean mean;
  const auto number = [&](const char* key) {
    return json.contains(key) && json[key].is_number() ? json[key].get<double>() : 0.0;
  };
  mean.mean = number("mean");
  mean.half_width = number("half_width_95");
  mean.q05 = number("q05");
  mean.q50 = number("q50");
  mean.q95 = number("q95");
  return mean;
}

RuleReport rule_of(const nlohmann::json& json, const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  RuleReport rule;
  rule.members = static_cast<int>(number_in(json, "members", 0));
  rule.met = static_cast<int>(number_in(json, "interest", 0));
  rule.mean = number_in(json, "mean", 0);
  rule.coverage = number_in(json, "coverage", 0);
  for (const nlohmann::json& each : list_in(json, "restrictions")) {
    const std::string name = each.value("input", "");
    rule.bounds.push_back({name, meaning_of(name, vocabulary, words), each.value("units", ""),
                           number_in(each, "low", -std::numeric_limits<double>::infinity()),
                           number_in(each, "high", std::numeric_limits<double>::infinity())});
  }
  return rule;
}

}  // namespace

ReadAttribution read_attribution(const std::string& text, const std::string& path,
                                 const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("skifte_attribution") || !json.contains("outcomes"))
    throw sim::UserFault(path + " is no attribution (it must be what `skifte attribute --json` prints)");
  ReadAttribution found{json.value("scenario", ""), {}};
  const auto members = static_cast<int>(list_in(json, "members").size());  // the same for all outcomes
  std::map<std::string, Text> labels;
  for (const sim::LeverDeclaration& lever : vocabulary.levers)
    labels[lever.name] = {words.meaning(lever), lever.meaning};
  for (const nlohmann::json& outcome : json["outcomes"]) {
    AttributionReport report{outcome.value("name", ""),
                             outcome.value("unit", ""),
                             outcome.value("is_chance", false),
                             json.value("method", ""),
                             mean_of(outcome.value("difference", nlohmann::json::object())),
                             {}};
    report.difference.members = members;
    for (const nlohmann::json& player : outcome.value("players", nlohmann::json::array())) {
      MeasureShare share{player.value("name", ""), {}, mean_of(player.value("share", nlohmann::json::object())), 0, 0};
      share.share.members = members;
      share.alone = player.value("alone", 0.0);
      share.last = player.value("last", 0.0);
      if (const auto label = labels.find(share.name); label != labels.end()) share.label = label->second;
      report.shares.push_back(std::move(share));
    }
    std::stable_sort(report.shares.begin(), report.shares.end(), [](const MeasureShare& a, const MeasureShare& b) {
      return std::abs(a.share.mean) > std::abs(b.share.mean);
    });
    found.outcomes.push_back(std::move(report));
  }
  return found;
}

void check_origin(const std::string& text, const std::string& path, const std::string& scenario,
                  const std::string& city) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  const auto check = [&](const char* what, const std::string& own) {
    const auto found = json.find(what);
    if (found == json.end() || !found->is_string() || found->get<std::string>() == own) return;
    throw sim::UserFault(
        fmt::format("{} is about the {} '{}', not '{}' (a study belongs to its own scenario) "
                    "SCENARIO=FILE?",
                    path, what, found->get<std::string>(), own));
  };
  if (!json.is_object()) return;
  check("city", city);
  check("scenario", scenario);
}

std::vector<SensitivityReport> read_sensitivity(const std::string& text, const std::string& path,
                                                const scenarios::Vocabulary& vocabulary,
                                                const scenarios::Words& words) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("tables"))
    throw sim::UserFault(path + " is no sensitivity (it must be what `skifte sensitivity --json` prints)");
  std::vector<SensitivityReport> reports;
  for (const nlohmann::json& table : list_in(json, "tables")) {
    const auto measures = table.value("measures", std::vector<std::string>());
    if (measures.empty()) continue;
    const auto total = std::find(measures.begin(), measures.end(), "total");
    const std::size_t place = total == measures.end() ? 0 : static_cast<std::size_t>(total - measures.begin());
    SensitivityReport report{table.value("method", ""),
                             measures[place],
                             table.value("outcome", ""),
                             static_cast<int>(number_in(table, "used", 0)),
                             0,
                             {}};
    const nlohmann::json thresholds = list_in(table, "threshold");
    if (place < thresholds.size() && thresholds[place].is_number()) report.threshold = thresholds[place];
    for (const nlohmann::json& input : list_in(table, "inputs")) {
      const nlohmann::json index = list_in(input, measures[place].c_str());  // value, low, high
      const auto at = [&](std::size_t i) {
        return i < index.size() && index[i].is_number() ? index[i].get<double>() : nothing;
      };
      const std::string name = input.value("name", "");
      if (!std::isnan(at(0))) report.inputs.push_back({name, meaning_of(name, vocabulary, words), at(0), at(1), at(2)});
    }
    std::stable_sort(report.inputs.begin(), report.inputs.end(),
                     [](const InputEstimate& a, const InputEstimate& b) { return a.value > b.value; });
    if (report.inputs.size() > shown_inputs) report.inputs.resize(shown_inputs);
    reports.push_back(std::move(report));
  }
  return reports;
}

DiscoveryReport read_discovery(const std::string& text, const std::string& path,
                               const scenarios::Vocabulary& vocabulary, const scenarios::Words& words) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("boxes") || !json.contains("tree"))
    throw sim::UserFault(path + " is no discovery (it must be what `skifte discover --json` prints)");
  DiscoveryReport report{json.value("outcome", ""),
                         json.value("units", ""),
                         static_cast<int>(number_in(json, "members", 0)),
                         static_cast<int>(number_in(json, "interest", 0)),
                         {},
                         {}};
  for (const nlohmann::json& box : json["boxes"]) report.boxes.push_back(rule_of(box, vocabulary, words));
  for (const nlohmann::json& rule : json["tree"]) report.rules.push_back(rule_of(rule, vocabulary, words));
  return report;
}

}  // namespace skifte::analysis
