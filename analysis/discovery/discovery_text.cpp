#include "analysis/discovery/discovery_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/headline.hpp"
#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/shown_number.hpp"

namespace skifte::analysis {

namespace {

constexpr double usual_significance = 0.05;

std::string box_text(const Discovery& discovery, const DiscoveredBox& box, std::size_t number) {
  std::string text = fmt::format(
      "\nBox {}{}: {} of {} futures in it are of interest (density {:.0f} %), {:.0f} % of all that are "
      "(coverage); it holds {:.0f} % of the futures\n",
      number, box.is_pasted ? ", pasted" : "", box.count.met, box.count.members, 100 * box.density, 100 * box.coverage,
      100 * box.mass);
  text += fmt::format("  '{}' where\n", discovery.outcome);
  for (const Restriction& each : box.restrictions) {
    text += fmt::format("    {}{}; quasi-p {:.2g}{}\n", &each == &box.restrictions.front() ? "" : "and ", each.words,
                        each.quasi_p, each.quasi_p > usual_significance ? ", may be chance" : "");
  }
  if (box.restrictions.empty()) text += "    (no restriction makes it more likely)\n";
  text += "  Trajectory (choose another step with --step)\n";
  text += fmt::format("    {:>4} {:>9} {:>9} {:>6} {:>7}\n", "step", "coverage", "density", "mass", "inputs");
  const std::size_t every = std::max<std::size_t>(1, (box.trajectory.size() + 19) / 20);
  for (std::size_t s = 0; s < box.trajectory.size(); ++s) {
    if (s % every != 0 && s != box.chosen && s + 1 != box.trajectory.size()) continue;
    const TrajectoryPoint& point = box.trajectory[s];
    text += fmt::format("    {:>4} {:>7.0f} % {:>7.0f} % {:>4.0f} % {:>7}{}\n", s, 100 * point.coverage,
                        100 * point.density, 100 * point.mass, point.restricted, s == box.chosen ? "  <- chosen" : "");
  }
  return text;
}

std::string rules_text(const Discovery& discovery) {
  if (discovery.rules.size() == 1)
    return "\nTree: no split of one assumption after another survives cross-validation.\n";
  std::string text = "\nTree: futures cut by one assumption after another, cross-validated\n";
  double size = 0;
  for (const DiscoveredRule& rule : discovery.rules) size = std::max(size, std::abs(rule.mean));
  const ShownUnit how = shown_unit(discovery.unit, size);
  for (const DiscoveredRule& rule : discovery.rules) {
    text += discovery.is_condition
                ? fmt::format("  {}\n", chance_words(rule.count))
                : fmt::format("  mean {} {} in {} futures\n", shown(rule.mean, how), how.unit, rule.count.members);
    for (const Restriction& each : rule.restrictions) text += fmt::format("      {}\n", each.words);
  }
  return text;
}

nlohmann::json to_json(const Restriction& each) {
  return {{"input", each.input},
          {"units", each.unit},
          {"low", json_number(each.limit.low)},
          {"high", json_number(each.limit.high)},
          {"quasi_p", each.quasi_p},
          {"words", each.words}};
}

nlohmann::json to_json(const DiscoveredBox& box) {
  nlohmann::json trajectory = nlohmann::json::array(), restrictions = nlohmann::json::array();
  for (const TrajectoryPoint& point : box.trajectory) {
    trajectory.push_back({{"coverage", point.coverage},
                          {"density", point.density},
                          {"mass", point.mass},
                          {"restricted", point.restricted}});
  }
  for (const Restriction& each : box.restrictions) restrictions.push_back(to_json(each));
  return {{"members", box.count.members}, {"interest", box.count.met}, {"coverage", box.coverage},
          {"density", box.density},       {"mass", box.mass},          {"chosen_step", box.chosen},
          {"pasted", box.is_pasted},      {"trajectory", trajectory},  {"restrictions", restrictions}};
}

}  // namespace

std::string discovery_text(const Discovery& discovery) {
  std::string text;
  if (discovery.is_condition) {
    text = fmt::format("'{}' holds in {} futures", discovery.outcome,
                       chance_words({static_cast<int>(discovery.interest), static_cast<int>(discovery.members)}));
  } else {
    text = fmt::format("'{}' over {} futures", outcome_words(discovery.outcome, discovery.unit), discovery.members);
  }
  if (discovery.left_out > 0)
    text += fmt::format("; {} more have no such outcome and are left out", discovery.left_out);
  if (discovery.replicates > 1)
    text +=
        fmt::format("; a future is a point of the design, its amounts the mean of {} replicates", discovery.replicates);
  text += "\n";
  for (std::size_t b = 0; b < discovery.boxes.size(); ++b) text += box_text(discovery, discovery.boxes[b], b + 1);
  if (discovery.is_condition && discovery.boxes.empty()) text += "\nNo box makes it more likely.\n";
  if (!discovery.boxes.empty()) {
    text += "  A box is chosen among many on these same futures: try it on others before it is believed.\n";
  }
  return text + rules_text(discovery);
}

nlohmann::json discovery_json(const Discovery& discovery) {
  nlohmann::json boxes = nlohmann::json::array(), rules = nlohmann::json::array();
  for (const DiscoveredBox& box : discovery.boxes) boxes.push_back(to_json(box));
  for (const DiscoveredRule& rule : discovery.rules) {
    nlohmann::json restrictions = nlohmann::json::array();
    for (const Restriction& each : rule.restrictions) restrictions.push_back(to_json(each));
    rules.push_back({{"members", rule.count.members}, {"mean", rule.mean}, {"restrictions", std::move(restrictions)}});
  }
  return {{"outcome", discovery.outcome},   {"units", discovery.unit},        {"members", discovery.members},
          {"interest", discovery.interest}, {"left_out", discovery.left_out}, {"replicates", discovery.replicates},
          {"boxes", std::move(boxes)},      {"tree", std::move(rules)}};
}

std::string scores_text(const Study& study, const std::vector<ScoredOutcome>& scores, std::size_t most) {
  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t i = 0; i < study.inputs.size(); ++i) {
    double largest = 0;
    for (const ScoredOutcome& each : scores) largest = std::max(largest, each.scores[i]);
    ranked.emplace_back(-largest, i);
  }
  std::sort(ranked.begin(), ranked.end());
  ranked.resize(std::min(most, ranked.size()));
  std::string text =
      fmt::format("\nFeature scores by extra trees [%]; all equal, each of {} inputs would have {:.1f}\n  {:<30}",
                  study.inputs.size(), 100.0 / static_cast<double>(study.inputs.size()), "outcome");
  for (std::size_t k = 0; k < ranked.size(); ++k) text += fmt::format(" {:>6}", fmt::format("[{}]", k + 1));
  text += "\n";
  for (const ScoredOutcome& each : scores) {
    text += fmt::format("  {:<30}", each.outcome);
    for (const auto& [negative, i] : ranked) text += fmt::format(" {:>6.1f}", 100 * each.scores[i]);
    text += "\n";
  }
  for (std::size_t k = 0; k < ranked.size(); ++k) {
    const StudyInput& input = study.inputs[ranked[k].second];
    text += fmt::format("  [{}] {}{}\n", k + 1, input.name, input.meaning.empty() ? "" : ": " + input.meaning);
  }
  return text;
}

nlohmann::json scores_json(const Study& study, const std::vector<ScoredOutcome>& scores) {
  nlohmann::json all = nlohmann::json::array();
  for (const ScoredOutcome& each : scores) {
    nlohmann::json inputs = nlohmann::json::object();
    for (std::size_t i = 0; i < study.inputs.size(); ++i) inputs[study.inputs[i].name] = each.scores[i];
    all.push_back({{"outcome", each.outcome}, {"scores", std::move(inputs)}});
  }
  return all;
}

std::string robustness_text(const Robustness& robustness) {
  std::string text = fmt::format("'{}' over {} futures that {} scenarios share\n", robustness.outcome,
                                 robustness.futures, robustness.scenarios.size());
  if (robustness.left_out > 0) text += fmt::format("{} more are not done in all of them.\n", robustness.left_out);
  if (robustness.unshared > 0) text += fmt::format("{} more are not held by all of them.\n", robustness.unshared);
  if (robustness.is_condition) {
    for (const RobustScenario& each : robustness.scenarios) {
      text += fmt::format("  {:<34} {}\n", each.name, chance_words(each.satisfied));
    }
    return text;
  }
  double size = 0;
  for (const RobustScenario& each : robustness.scenarios) size = std::max(size, std::abs(each.mean));
  const ShownUnit how = shown_unit(robustness.unit, size);
  text +=
      fmt::format("  [{}]{:<{}} {:>12} {:>14} {:>12} {:>12} {:>14}\n", how.unit, "",
                  how.unit.size() < 30 ? 32 - how.unit.size() : 2, "mean", "mean regret", "95 %", "largest", "best in");
  for (const RobustScenario& each : robustness.scenarios) {
    text += fmt::format("  {:<34} {:>12} {:>14} {:>12} {:>12} {:>12.0f} %\n", each.name, shown(each.mean, how),
                        shown(each.regret_mean, how), shown(each.regret_q95, how), shown(each.regret_largest, how),
                        100 * each.best_share);
  }
  return text;
}

nlohmann::json robustness_json(const Robustness& robustness) {
  nlohmann::json scenarios = nlohmann::json::array();
  for (const RobustScenario& each : robustness.scenarios) {
    nlohmann::json made = {{"name", each.name}};
    if (robustness.is_condition) {
      made["satisfied"] = {each.satisfied.met, each.satisfied.members};
    } else {
      made["mean"] = each.mean;
      made["regret"] = {{"mean", each.regret_mean}, {"q95", each.regret_q95}, {"largest", each.regret_largest}};
      made["best_share"] = each.best_share;
    }
    scenarios.push_back(std::move(made));
  }
  return {{"outcome", robustness.outcome},   {"units", robustness.unit},        {"futures", robustness.futures},
          {"left_out", robustness.left_out}, {"unshared", robustness.unshared}, {"scenarios", std::move(scenarios)}};
}

}  // namespace skifte::analysis
