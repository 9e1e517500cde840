#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "analysis/comparison.hpp"
#include "analysis/headline.hpp"
#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/report_json.hpp"

namespace skifte::analysis {

namespace {

using nlohmann::json;

/// How an outcome is written: tonnes of a city as kilotonnes.
struct Scale {
  double factor = 1;
  std::string unit;
};

Scale scale_of(const ComparedOutcome& outcome) {
  if (outcome.unit == "t CO2e") return {1e-3, "kt CO2e"};
  const std::string unit = outcome.unit == "1" ? "" : outcome.unit;
  return {1,
          is_yearly_mean(outcome.text, outcome.unit) ? unit + (unit.empty() ? "" : ", ") + "mean of the years" : unit};
}

/// Decimals that the interval leaves known: two digits of its half width; three digits of the value where there is
/// none.
int decimals_for(double half_width, double value) {
  const double size = half_width > 0 ? half_width : std::abs(value) / 10;
  if (!(size > 0)) return 0;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(size))), 0, 8);
}

std::string fixed(double value, int decimals) {
  if (std::isnan(value)) return "-";
  const std::string text = fmt::format("{:.{}f}", value, decimals);
  return text.find_first_not_of("-0.") == std::string::npos && text.starts_with('-') ? text.substr(1) : text;
}

std::string signed_text(double value, int decimals) {
  const std::string text = fixed(value, decimals);
  return value > 0 && text.find_first_not_of("0.") != std::string::npos ? "+" + text : text;
}

/// "-12.3 [-13.1 to -11.5]": the mean and the 95 % interval it lies in.
std::string mean_text(const PairedMean& mean, double factor, int decimals) {
  if (std::isnan(mean.mean)) return "-";
  const std::string value = signed_text(mean.mean * factor, decimals);
  if (mean.members < 2) return value + " [interval unknown: one pair]";
  return fmt::format("{} [{} to {}]", value, signed_text((mean.mean - mean.half_width) * factor, decimals),
                     signed_text((mean.mean + mean.half_width) * factor, decimals));
}

std::string futures_text(const PairedMean& mean, double factor, int decimals) {
  if (std::isnan(mean.q05) || mean.members < 2) return "-";
  return fmt::format("{} to {}", signed_text(mean.q05 * factor, decimals), signed_text(mean.q95 * factor, decimals));
}

std::string pad(const std::string& text, std::size_t width) {
  return text.size() < width ? text + std::string(width - text.size(), ' ') : text;
}

std::string lead_text(const Comparison& comparison) {
  const auto base = [](const std::string& path) { return std::filesystem::path(path).filename().string(); };
  std::string text = fmt::format("{} ({}, {} members) less {} ({}, {} members)\n", comparison.second_scenario,
                                 base(comparison.second_file), comparison.second_members, comparison.first_scenario,
                                 base(comparison.first_file), comparison.first_members);
  const Pairing& pairing = comparison.pairing;
  if (pairing.paired()) {
    text += fmt::format("{} pairs: the same future under both, so that a difference is the policy's and not luck's\n",
                        pairing.members.size());
    if (comparison.points < static_cast<int>(pairing.members.size()))
      text += fmt::format("They are of {} points of the design: intervals claim no more than so many tell\n",
                          comparison.points);
    if (pairing.left_out > 0) text += fmt::format("{} pairs are left out: a member failed\n", pairing.left_out);
  } else {
    text += fmt::format(
        "NOT PAIRED ({}). The intervals are those of independent samples (Welch), much wider; who gains in one and the "
        "same future cannot be said.\n",
        pairing.why_not);
  }
  return text;
}

std::string outcomes_text(const Comparison& comparison) {
  if (comparison.outcomes.empty()) return "";
  const bool paired = comparison.pairing.paired();
  constexpr std::size_t fewest = 20;  // pairs, of which the 5 and 95 % quantiles say more than the outermost
  const std::size_t pairs = comparison.pairing.members.size();
  const std::string spread = pairs < fewest ? fmt::format("most of only {} pairs", pairs) : "nine futures of ten";
  std::size_t width = 8;
  for (const ComparedOutcome& each : comparison.outcomes) width = std::max(width, each.text.size());
  std::string text = fmt::format("\n{} {:>11} {:>11}  {}{}\n", pad("", width), "before", "after",
                                 pad("difference [95 % of the mean]", 38), paired ? spread : "");
  for (const ComparedOutcome& each : comparison.outcomes) {
    const Scale scale = scale_of(each);
    const int decimals = decimals_for(each.difference.half_width * scale.factor, each.first * scale.factor);
    text += fmt::format("{} {:>11} {:>11}  {}{}{}\n", pad(each.text, width), fixed(each.first * scale.factor, decimals),
                        fixed(each.second * scale.factor, decimals),
                        pad(mean_text(each.difference, scale.factor, decimals), 38),
                        paired ? pad(futures_text(each.difference, scale.factor, decimals), 24) : "", scale.unit);
  }
  return text;
}

std::string targets_text(const Comparison& comparison) {
  if (comparison.targets.empty()) return "";
  std::string text = "\nTargets, by the physical account:\n";
  for (const ComparedTarget& target : comparison.targets) {
    text += fmt::format("  {} ({}): {} before, {} after", target.name, target.bound, chance_words(target.first),
                        chance_words(target.second));
    if (comparison.pairing.paired())
      text += fmt::format("; {} futures gain it, {} lose it", target.gained, target.lost);
    text += "\n";
  }
  return text;
}

/// Whether a group pays less, by all that is known.
std::string verdict(const ComparedGroup& group) {
  const PairedMean& bills = group.bills;
  if (std::isnan(bills.mean)) return "unknown";
  if (bills.points < 2) return "one pair: unknown";
  if (bills.q95 < 0) return "pays less";
  if (bills.q05 > 0) return "pays more";
  if (bills.mean + bills.half_width < 0) return "pays less on average";
  if (bills.mean - bills.half_width > 0) return "pays more on average";
  return "unclear";
}

std::string groups_text(const Comparison& comparison) {
  std::string text;
  int year = 0;
  for (const ComparedGroup& group : comparison.groups) {
    if (group.year != year) {
      year = group.year;
      text += fmt::format("\nWho gains and loses in {}: bills for cars, fares and heating, a household\n", year);
      text += fmt::format("  {} {:>8}  {}{}{}\n", pad("", 24), "people", pad("bills, SEK a year", 30),
                          pad("of income, percentage points", 32), "");
    }
    const int decimals = std::max(0, decimals_for(group.bills.half_width, group.bills.mean) - 1);
    const int share_decimals = decimals_for(group.cost_share.half_width * 100, group.cost_share.mean * 100);
    text += fmt::format("  {} {:>8.0f}  {}{}{}\n", pad(group.name, 24), group.people,
                        pad(mean_text(group.bills, 1, decimals), 30),
                        pad(mean_text(group.cost_share, 100, std::min(share_decimals, 3)), 32), verdict(group));
  }
  return text;
}

std::string settings_text(const std::optional<std::vector<Setting>>& settings, const char* absent) {
  if (!settings) return absent;
  std::string text;
  for (const Setting& setting : *settings)
    text += (text.empty() ? "" : ", ") + (setting.key.empty() ? setting.value : setting.key + ": " + setting.value);
  return text.empty() ? "on" : text;
}

std::string kind_word(Change::Kind kind) {
  if (kind == Change::Kind::lever) return "lever";
  return kind == Change::Kind::rule ? "rule" : "assumption";
}

std::string changes_text(const Comparison& comparison) {
  std::string text;
  for (const Change& change : comparison.changes.changes) {
    const bool assumption = change.kind == Change::Kind::assumption;
    text += fmt::format("  {} {}{}\n    before: {}\n    after:  {}\n", kind_word(change.kind), change.name,
                        change.meaning.en.empty() ? "" : ": " + change.meaning.en,
                        settings_text(change.from, assumption ? "-" : "not pulled"),
                        settings_text(change.to, assumption ? "-" : "not pulled"));
  }
  text = text.empty() ? "\nNo lever, rule or assumption was changed.\n" : "\nWhat was changed:\n" + text;
  if (!comparison.changes.incomplete.empty())
    text += "  the assumptions' central values could not be compared: " + comparison.changes.incomplete + "\n";
  return text;
}

json number(double value) {
  return std::isfinite(value) ? json(value) : json(nullptr);
}

json mean_json(const PairedMean& mean) {
  const bool known = mean.points > 1 && std::isfinite(mean.mean);
  return {{"members", mean.members},
          {"points", mean.points},
          {"mean", number(mean.mean)},
          {"low_95", known ? number(mean.mean - mean.half_width) : json(nullptr)},
          {"high_95", known ? number(mean.mean + mean.half_width) : json(nullptr)},
          {"q05", number(mean.q05)},
          {"q50", number(mean.q50)},
          {"q95", number(mean.q95)}};
}

json count_json(const MemberCount& count) {
  const ShareInterval interval = wilson_interval(count);
  return {{"met", count.met}, {"members", count.members}, {"low", interval.low}, {"high", interval.high}};
}

json settings_json(const std::optional<std::vector<Setting>>& settings) {
  if (!settings) return nullptr;
  json all = json::array();
  for (const Setting& setting : *settings) all.push_back({{"name", setting.key}, {"value", setting.value}});
  return all;
}

}  // namespace

std::string comparison_text(const Comparison& comparison) {
  return lead_text(comparison) + outcomes_text(comparison) + targets_text(comparison) + groups_text(comparison) +
         changes_text(comparison);
}

json comparison_json(const Comparison& comparison) {
  json outcomes = json::array();
  for (const ComparedOutcome& each : comparison.outcomes) {
    outcomes.push_back({{"outcome", each.text},
                        {"meaning", each.meaning},
                        {"unit", each.unit},
                        {"before", number(each.first)},
                        {"after", number(each.second)},
                        {"difference", mean_json(each.difference)}});
  }
  json targets = json::array();
  for (const ComparedTarget& target : comparison.targets) {
    targets.push_back({{"target", target.name},
                       {"bound", target.bound},
                       {"before", count_json(target.first)},
                       {"after", count_json(target.second)},
                       {"gained", target.gained},
                       {"lost", target.lost}});
  }
  json groups = json::array();
  for (const ComparedGroup& group : comparison.groups) {
    groups.push_back({{"group", group.name},
                      {"year", group.year},
                      {"people", number(group.people)},
                      {"households", number(group.households)},
                      {"bills_SEK_per_household", mean_json(group.bills)},
                      {"cost_share", mean_json(group.cost_share)},
                      {"dearer", count_json(group.dearer)},
                      {"verdict", verdict(group)}});
  }
  json changes = json::array();
  for (const Change& change : comparison.changes.changes) {
    changes.push_back({{"kind", kind_word(change.kind)},
                       {"name", change.name},
                       {"meaning", {{"sv", change.meaning.sv}, {"en", change.meaning.en}}},
                       {"before", settings_json(change.from)},
                       {"after", settings_json(change.to)}});
  }
  return {{"before",
           {{"file", comparison.first_file},
            {"scenario", comparison.first_scenario},
            {"members", comparison.first_members}}},
          {"after",
           {{"file", comparison.second_file},
            {"scenario", comparison.second_scenario},
            {"members", comparison.second_members}}},
          {"pairs", comparison.pairing.members.size()},
          {"not_paired", comparison.pairing.why_not},
          {"outcomes", outcomes},
          {"targets", targets},
          {"groups", groups},
          {"changes", changes},
          {"changes_incomplete", comparison.changes.incomplete}};
}

}  // namespace skifte::analysis
