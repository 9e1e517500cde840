#include "analysis/headline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/design_points.hpp"
#include "analysis/report_json.hpp"
#include "analysis/result_series.hpp"
#include "analysis/source_names.hpp"
#include "analysis/statistics.hpp"

namespace skifte::analysis {

namespace {

constexpr int last_gap_year = 2030;  // or the run's last year, when it ends before
constexpr std::size_t largest_sources = 3;

std::vector<YearCount> count_neutral(const output::ResultFile& file, const char* variable, int points) {
  const ResultSeries series(file, variable);
  std::vector<YearCount> counts;
  for (int year : headline_neutrality_years()) {
    if (year > series.years().back()) continue;
    const std::vector<double> sample = series.sample(year, 0);
    const auto met = std::count_if(sample.begin(), sample.end(), [](double value) { return value > 0.5; });
    counts.push_back({year, {static_cast<int>(met), static_cast<int>(sample.size()), points}});
  }
  return counts;
}

/// Of fewer than 20 members the 5 and 95 % quantiles lie within the outermost: no nine in ten follow from them, and a
/// single one has no median either.
std::string range(const FanRow& row, int members) {
  constexpr int fewest = 20;
  if (members == 1) return kilotonnes(row.q50);
  const std::string what = members < fewest ? fmt::format("most of only {} futures", members) : "90 % range";
  return fmt::format("median {}, {} {} to {}", kilotonnes(row.q50), what, kilotonnes(row.q05), kilotonnes(row.q95));
}

/// Percent with the digits that are known, never rounded to none or all.
std::string percent(double share) {
  const double value = 100 * share;
  if (value < 0.1) return "under 0.1 %";
  if (value > 99.9) return "over 99.9 %";
  return value < 10 || value > 99 ? fmt::format("{:.1f} %", value) : fmt::format("{:.0f} %", value);
}

}  // namespace

const std::vector<int>& headline_neutrality_years() {
  static const std::vector<int> years = {2030, 2035, 2040, 2045};
  return years;
}

const std::vector<int>& headline_emission_years() {
  static const std::vector<int> years = {2030, 2035};
  return years;
}

int headline_gap_year(int last_year) {
  return std::min(last_gap_year, last_year);
}

std::string kilotonnes(double tonnes) {
  const double kt = tonnes / 1000;
  return std::abs(kt) < 10 ? fmt::format("{:.1f} kt", kt) : fmt::format("{:.0f} kt", kt);
}

std::string chance_words(const MemberCount& count) {
  if (count.members == 0) return "unknown (no member finished)";
  if (count.members == 1)
    return count.met == 1 ? "unknown (met in the only future)" : "unknown (not met in the only future)";
  const int futures = count.independent();
  const bool has_replicates = futures < count.members;
  if (count.met == 0) return fmt::format("fewer than 1 in {}", futures);
  const std::string points = has_replicates ? fmt::format(" of {} points", futures) : "";
  if (count.met == count.members) return fmt::format("all {} futures{}", count.members, points);
  const ShareInterval interval = wilson_interval(count);
  return fmt::format("{} in {}{} ({}, 95 % interval {:.1f} to {:.1f} %)", count.met, count.members, points,
                     percent(static_cast<double>(count.met) / count.members), 100 * interval.low, 100 * interval.high);
}

Headline headline(const output::ResultFile& file, double residual_limit) {
  Headline made;
  made.scenario = file.header().scenario;
  made.city = file.header().city;
  const ResultSeries emissions(file, "emissions");
  const ResultSeries published(file, "emissions_published");
  made.members = static_cast<int>(emissions.members());
  made.failed = static_cast<int>(file.members().size()) - made.members;
  const int points = done_points(file);
  made.neutral = count_neutral(file, "neutral", points);
  made.neutral_published = count_neutral(file, "neutral_published", points);
  for (int year : headline_emission_years()) {
    if (year > emissions.years().back()) continue;
    made.emissions.push_back(fan_row(year, emissions.total_sample(year)));
    made.emissions_published.push_back(fan_row(year, published.total_sample(year)));
  }
  const int gap_year = headline_gap_year(emissions.years().back());
  std::vector<double> gap = emissions.total_sample(gap_year);
  for (double& value : gap) value -= residual_limit;
  made.gap = fan_row(gap_year, std::move(gap));
  made.net = fan_row(gap_year, ResultSeries(file, "net_emissions").sample(gap_year, 0));
  const ResultSeries subsectors(file, "emissions_subsector");
  for (std::size_t i = 0; i < subsectors.labels().size(); ++i) {
    made.largest.emplace_back(subsectors.labels()[i], quantile(subsectors.sample(gap_year, i), 0.5));
  }
  keep_largest(made);
  return made;
}

void keep_largest(Headline& headline) {
  std::stable_sort(headline.largest.begin(), headline.largest.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  headline.largest.resize(std::min(headline.largest.size(), largest_sources));
}

std::string headline_text(const Headline& headline) {
  std::string text =
      fmt::format("{}: {} future{}", headline.scenario, headline.members, headline.members == 1 ? "" : "s");
  if (headline.failed > 0) text += fmt::format(" ({} more failed and are left out)", headline.failed);
  text +=
      "\n\nChance of climate neutrality in the year (at most 15 % of 1990's emissions left, and sinks at least as "
      "large)\n";
  text += "  year  physical account                                published account\n";
  for (std::size_t i = 0; i < headline.neutral.size(); ++i) {
    text += fmt::format("  {}  {:<46}  {}\n", headline.neutral[i].year, chance_words(headline.neutral[i].count),
                        chance_words(headline.neutral_published[i].count));
  }
  text += "\nEmissions\n";
  for (std::size_t i = 0; i < headline.emissions.size(); ++i) {
    text += fmt::format("  {}  physical   {}\n        published  {}\n", headline.emissions[i].year,
                        range(headline.emissions[i], headline.members),
                        range(headline.emissions_published[i], headline.members));
  }
  const std::string spread = headline.members == 1 ? "" : fmt::format(" ({})", range(headline.gap, headline.members));
  text += fmt::format("\nGap in {}: {} {} what may be left{}; after sinks that count, {}\n", headline.gap.year,
                      kilotonnes(std::abs(headline.gap.q50)), headline.gap.q50 > 0 ? "above" : "below", spread,
                      range(headline.net, headline.members));
  text += fmt::format("Largest sources left in {}:", headline.gap.year);
  for (const auto& [name, tonnes] : headline.largest)
    text += fmt::format(" {} {};", source_name(name, headline.city), kilotonnes(tonnes));
  text.back() = '\n';
  return text;
}

}  // namespace skifte::analysis
