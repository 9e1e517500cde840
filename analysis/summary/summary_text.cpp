#include "analysis/summary/summary_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/headline.hpp"
#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/shown_number.hpp"
#include "analysis/summary/summary_words.hpp"

namespace skifte::analysis {

namespace {

std::string estimate(const QuantileEstimate& quantile, const ShownUnit& how) {
  if (std::isnan(quantile.low) && std::isnan(quantile.high)) return shown(quantile.value, how);
  return fmt::format("{} ({} to {})", shown(quantile.value, how), shown(quantile.low, how), shown(quantile.high, how));
}

std::string account_name(Account account) {
  return word_of(account);
}

/// Halves upwards, as on the report's page.
std::string year_text(double year) {
  if (std::isnan(year)) return "-";
  return std::isinf(year) ? "never" : fmt::format("{:.0f}", std::floor(year + 0.5));
}

/// A decimal year as year and month.
std::string month_text(double date) {
  if (!std::isfinite(date)) return year_text(date);
  const double year = std::floor(date);
  return fmt::format("{:.0f}-{:02d}", year, std::min(12, 1 + static_cast<int>((date - year) * 12)));
}

std::string introduction(const ResultSummary& summary) {
  std::string text = fmt::format("{}: {} futures", summary.scenario, summary.members);
  if (summary.failed > 0) text += fmt::format(" ({} more failed and are left out)", summary.failed);
  text += summary.design.empty() ? "" : fmt::format(", design {}", summary.design);
  text += fmt::format(", {} uncertain assumptions\n", summary.assumptions);
  text +=
      "Brackets hold 95 % intervals of what so few futures tell, of each figure by itself; futures spread evenly by a "
      "hypercube tell somewhat more.\n";
  if (summary.points < summary.members) {
    text += fmt::format(
        "The {} futures are of {} points of the assumptions, whose replicates differ by luck alone: intervals "
        "claim no more than {} points tell.\n",
        summary.members, summary.points, summary.points);
  }
  const std::size_t needed = members_for_interval(0.05);
  if (summary.points < needed) {
    text += fmt::format("The 5 and 95 % quantiles have no interval below {} {}.\n", needed,
                        summary.points < summary.members ? "points" : "futures");
  }
  return text;
}

std::string first_met_text(const QuantileEstimate& first) {
  if (std::isinf(first.value) && !std::isfinite(first.low))
    return "first year met: in most futures never in the period";
  std::string text = "first year met: median " + year_text(first.value);
  if (std::isnan(first.low) && std::isnan(first.high)) return text;
  return text + fmt::format(" ({} to {})", year_text(first.low), year_text(first.high));
}

/// Both tests of the contract, its years under one heading.
std::string neutrality_text(const ResultSummary& summary) {
  std::string text;
  for (const TargetSummary& each : summary.targets) {
    if (each.target.variable != "neutral") continue;
    for (std::size_t i = 0; i < each.target.outcomes.size(); ++i) {
      const TargetOutcome& outcome = each.target.outcomes[i];
      if (text.empty()) {
        text =
            "  Climate neutral by both tests of the contract; physical account: " + first_met_text(each.first_met[i]) +
            "\n";
      }
      if (outcome.chance.members == 0) continue;
      text += fmt::format("    {} {:<9}  {}\n", each.target.year, account_name(outcome.account),
                          chance_words(outcome.chance));
    }
  }
  return text;
}

/// Its label, or its bound: "footprint_per_capita at most 5 t in 2030".
std::string title(const Target& target) {
  if (!target.label.en.empty()) return target.label.en;
  const ShownUnit how = shown_unit(target.unit, target.at_most);
  return fmt::format("{} at most {} {} in {}", target.variable, shown(target.at_most, how), how.unit, target.year);
}

std::string targets_text(const ResultSummary& summary) {
  std::string text = "\nTargets\n" + neutrality_text(summary);
  for (const TargetSummary& each : summary.targets) {
    if (each.target.variable == "neutral") continue;
    text += fmt::format("  {} ({})\n", title(each.target), each.target.name);
    for (std::size_t i = 0; i < each.target.outcomes.size(); ++i) {
      const TargetOutcome& outcome = each.target.outcomes[i];
      text += fmt::format("    {:<9}  {}; {}", account_name(outcome.account), chance_words(outcome.chance),
                          first_met_text(each.first_met[i]));
      if (outcome.gap) {
        const ShownUnit how = shown_unit(each.target.unit, std::max(std::abs(outcome.gap->q50), each.target.at_most));
        text += fmt::format("; gap median {}, 90 % of futures {} to {} {}", shown(outcome.gap->q50, how),
                            shown(outcome.gap->q05, how), shown(outcome.gap->q95, how), how.unit);
      }
      text += "\n";
    }
  }
  return text;
}

std::string budget_text(const ResultSummary& summary) {
  if (!summary.budget) return "\nCarbon budget: the city states none.\n";
  const CarbonBudget& budget = *summary.budget;
  std::string text = fmt::format("\nCarbon budget of {:.0f} t CO2 from {}", budget.amount, budget.from_year);
  text += budget.source.empty() ? "\n" : fmt::format(" ({})\n", budget.source);
  text +=
      "  In the model. CO2: emissions without the rows that hold next to none (animals, soils, landfill, sewage, "
      "fluorinated gases).\n"
      "  CO2e: all gases, which spend a budget of CO2 too soon.\n";
  for (const BudgetSummary& each : summary.budget_dates) {
    const char* gases = each.gases == Gases::all ? "CO2e" : "CO2";
    if (each.spent.met == 0) {
      text += fmt::format("  {:<4}  {:<9}  not spent within the period in any of {} futures\n", gases,
                          account_name(each.account), each.spent.members);
      continue;
    }
    text +=
        fmt::format("  {:<4}  {:<9}  spent in {} (median; 90 % of futures {} to {}); {} of {} futures spend it\n",
                    gases, account_name(each.account), month_text(each.date[2].value), month_text(each.date[0].value),
                    month_text(each.date[4].value), each.spent.met, each.spent.members);
  }
  return text;
}

std::string splits_text(const ResultSummary& summary) {
  if (!summary.has_replicates) {
    return "\nVariance: assumptions and luck cannot be told apart in this design (each future has both drawn anew); "
           "`skifte ensemble ... --replicates 4` draws luck four times at each point.\n";
  }
  std::string text = "\nVariance: share due to assumptions, the rest is luck\n";
  text +=
      fmt::format("  {:<34} {:>10} {:>20} {:>14} {:>14}\n", "", "share", "95 % interval", "sd assumptions", "sd luck");
  for (const NamedSplit& each : summary.splits) {
    const VarianceSplit& split = each.split;
    const ShownUnit how = shown_unit(each.unit, std::sqrt(split.assumptions + split.luck));
    if (std::isnan(split.share)) {
      text += fmt::format("  {:<34} does not vary\n", outcome_words(each.outcome, each.unit));
      continue;
    }
    text +=
        fmt::format("  {:<34} {:>8.0f} % {:>20} {:>14} {:>14} {}\n", outcome_words(each.outcome, each.unit),
                    100 * split.share, fmt::format("{:.0f} to {:.0f} %", 100 * split.share_low, 100 * split.share_high),
                    shown(std::sqrt(split.assumptions), how), shown(std::sqrt(split.luck), how), how.unit);
  }
  return text;
}

std::string convergence_text(const ResultSummary& summary) {
  std::string text = "\nConvergence: what the first futures alone say\n";
  for (const Convergence& each : summary.convergence) {
    const bool is_first_year = each.outcome.ends_with(fmt::format("@{}", summary.target_years.front()));
    if (each.rows.empty() || !(is_first_year || each.is_chance || each.is_asked)) continue;
    const ShownUnit how = shown_unit(each.unit, std::abs(each.rows.back().q50.value));
    text +=
        fmt::format("  {}{}\n", outcome_words(each.outcome, each.unit), each.is_chance ? "" : " [" + how.unit + "]");
    for (const ConvergenceRow& row : each.rows) {
      if (each.is_chance && &row != &each.rows.back()) continue;
      text += each.is_chance
                  ? fmt::format("    {:>6}  {}\n", row.members, chance_words(row.count))
                  : fmt::format("    {:>6}  median {:<26} 5 % {:<10} 95 % {}\n", row.members, estimate(row.q50, how),
                                shown(row.q05.value, how), shown(row.q95.value, how));
    }
  }
  return text;
}

bool is_shown_year(const ResultSummary& summary, const VariableFans& fans, int year, bool all_years) {
  if (all_years || year % 5 == 0 || year == fans.cells.front().year || year == fans.cells.back().year) return true;
  return std::find(summary.target_years.begin(), summary.target_years.end(), year) != summary.target_years.end();
}

std::string fans_text(const ResultSummary& summary, const SummaryTables& tables, const VariableFans& fans) {
  if (fans.cells.empty()) return "";
  double size = 0;
  for (const FanCell& cell : fans.cells) {
    if (std::isfinite(cell.quantiles[2].value)) size = std::max(size, std::abs(cell.quantiles[2].value));
  }
  const ShownUnit how = fans.units == "year" ? ShownUnit{"year", 1, 0} : shown_unit(fans.units, size);
  std::string text = fmt::format("\n{}: {} [{}]\n", fans.variable, fans.long_name, how.unit);
  text += fmt::format("  {:<26} {:>4} {:>24} {:>10} {:>26} {:>10} {:>24}\n", "", "year", "5 %", "25 %", "median",
                      "75 %", "95 %");
  const bool asked = !tables.variables.empty();
  for (const FanCell& cell : fans.cells) {
    const bool is_part = !cell.label.empty() && cell.label != "total";
    if ((is_part && !asked) || !is_shown_year(summary, fans, cell.year, tables.all_years)) continue;
    text += fmt::format("  {:<26} {:>4} {:>24} {:>10} {:>26} {:>10} {:>24}\n", cell.label,
                        cell.year == 0 ? "" : std::to_string(cell.year), estimate(cell.quantiles[0], how),
                        shown(cell.quantiles[1].value, how), estimate(cell.quantiles[2], how),
                        shown(cell.quantiles[3].value, how), estimate(cell.quantiles[4], how));
  }
  return text;
}

std::string chances_table(const ResultSummary& summary) {
  std::string text =
      "\nChance of each target by year: futures in which its bound holds in the year, 95 % interval [%]\n";
  for (const TargetSummary& each : summary.targets) {
    for (const TargetOutcome& outcome : each.target.outcomes) {
      if (outcome.chance.members == 0 || each.target.variable == "neutral") continue;
      text += fmt::format("  {}, {}\n", each.target.name, account_name(outcome.account));
      for (const YearCount& count : outcome.by_year) {
        if (count.year % 5 != 0 && count.year != each.target.year) continue;
        text += fmt::format("    {}  {}\n", count.year, chance_words(count.count));
      }
    }
  }
  return text;
}

}  // namespace

std::string summary_text(const ResultSummary& summary, const SummaryTables& tables) {
  std::string text = introduction(summary) + summary_words(summary) + targets_text(summary) + budget_text(summary) +
                     splits_text(summary) + convergence_text(summary) + chances_table(summary);
  const std::vector<std::string> usual{"emissions", "emissions_published", "net_emissions"};
  const std::vector<std::string>& wanted = tables.variables.empty() ? usual : tables.variables;
  for (const VariableFans& fans : summary.fans) {
    if (std::find(wanted.begin(), wanted.end(), fans.variable) != wanted.end()) {
      text += fans_text(summary, tables, fans);
    }
  }
  return text;
}

}  // namespace skifte::analysis
