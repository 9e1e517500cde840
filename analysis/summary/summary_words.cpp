#include "analysis/summary/summary_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <vector>

#include "analysis/headline.hpp"
#include "analysis/report_collect.hpp"
#include "analysis/shown_number.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t fewest = 20;  // futures, below which a range that holds nine in ten is not to be had
constexpr std::size_t named_drivers = 3;
constexpr std::size_t named_limits = 3;

/// Lines of at most 120 letters, the first after two spaces and the others after four.
std::string wrapped(const std::string& sentences) {
  constexpr std::size_t longest = 120;
  std::istringstream words(sentences);
  std::string text, line = " ";
  for (std::string word; words >> word;) {
    if (line.size() + 1 + word.size() > longest) {
      text += line + "\n";
      line = "   ";
    }
    line += " " + word;
  }
  return text + line + "\n";
}

const TargetOutcome* outcome_in(const Target& target, Account account) {
  for (const TargetOutcome& outcome : target.outcomes) {
    if (outcome.account == account && outcome.chance.members > 0) return &outcome;
  }
  return nullptr;
}

/// The chance of neutrality in its first year, in both accounts.
std::string chance_sentence(const ResultSummary& summary) {
  for (const TargetSummary& each : summary.targets) {
    const TargetOutcome* physical = outcome_in(each.target, Account::physical);
    if (each.target.variable != "neutral" || physical == nullptr) continue;
    std::string text = fmt::format("Chance of climate neutrality in {}, by both tests of the contract: {}",
                                   each.target.year, chance_words(physical->chance));
    const TargetOutcome* published = outcome_in(each.target, Account::published);
    if (published == nullptr) return text + ".";
    if (chance_words(published->chance) == chance_words(physical->chance)) return text + ", in both accounts.";
    return text + fmt::format(" in the physical account, {} as published.", chance_words(published->chance));
  }
  return "";
}

/// How far the strictest limit on emissions is missed, or kept, in its year.
std::string gap_sentence(const ResultSummary& summary) {
  const Target* strictest = nullptr;
  const TargetOutcome* found = nullptr;
  for (const TargetSummary& each : summary.targets) {
    const TargetOutcome* outcome = outcome_in(each.target, Account::physical);
    if (each.target.variable != "emissions" || outcome == nullptr || !outcome->gap) continue;
    if (strictest != nullptr && strictest->at_most <= each.target.at_most) continue;
    strictest = &each.target;
    found = outcome;
  }
  if (strictest == nullptr) return "";
  const FanRow& gap = *found->gap;
  const ShownUnit how = shown_unit(strictest->unit, std::max(std::abs(gap.q50), strictest->at_most));
  const auto amount = [&](double value) { return fmt::format("{:.0f}", value * how.factor); };
  return fmt::format(
      "Gap in {}: emissions stand {} {} {} the limit of {} in the median; the gap lies between {} and {} {} in {}.",
      strictest->year, amount(std::abs(gap.q50)), how.unit, gap.q50 > 0 ? "above" : "below", amount(strictest->at_most),
      amount(gap.q05), amount(gap.q95), how.unit,
      summary.points < fewest ? fmt::format("most of only {} futures", summary.points) : "90 % of futures");
}

std::string driver_sentence(const ResultSummary& summary) {
  if (summary.drivers.empty()) return "";
  const DriverReport& report = summary.drivers.front();
  std::vector<std::string> strong;
  for (const Driver& driver : report.drivers) {
    if (std::abs(driver.correlation) <= report.threshold || strong.size() == named_drivers) continue;
    strong.push_back(
        fmt::format("{} ({}, rank correlation {:+.2f})", driver.meaning.en, driver.name, driver.correlation));
  }
  if (strong.empty()) {
    return fmt::format(
        "What decides {} in {}: {} futures are too few to tell which of {} assumptions does; chance alone gives "
        "correlations up to {:.2f}.",
        report.outcome, report.year, report.members, report.tested, report.threshold);
  }
  return fmt::format("What decides {} in {} most, of {} assumptions: {}.", report.outcome, report.year, report.tested,
                     fmt::join(strong, "; "));
}

std::string limit_sentence(const ResultSummary& summary) {
  std::vector<std::string> named;
  for (const Limit& limit : model_limits(summary.city)) {
    if (named.size() < named_limits) named.push_back(limit.title.en);
  }
  return fmt::format("Not covered, so that true uncertainty is larger: {}; and more (docs/methods/limits.md).",
                     fmt::join(named, "; "));
}

}  // namespace

std::string summary_words(const ResultSummary& summary) {
  std::string text;
  for (const std::string& sentence :
       {chance_sentence(summary), gap_sentence(summary), driver_sentence(summary), limit_sentence(summary)}) {
    if (!sentence.empty()) text += wrapped(sentence);
  }
  return "\nIn words\n" + text;
}

}  // namespace skifte::analysis
