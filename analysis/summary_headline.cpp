#include "analysis/summary_headline.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

/// Sketches of one variable and variant, by year and label.
class Series {
 public:
  Series(const output::Summary& summary, std::size_t variant, const char* name)
      : summary_(summary),
        variant_(variant),
        begin_(summary.layout().offset(name)),
        shape_(summary.layout().shape(name)),
        years_(summary.layout().dimension("year").years) {}
  const std::vector<int>& years() const { return years_; }
  std::size_t labels() const { return shape_.size() > 1 ? shape_[1] : 1; }
  const output::Sketch& at(int year, std::size_t label = 0) const {
    const auto index = static_cast<std::size_t>(year - years_.front());
    return summary_.sketch(variant_, begin_ + index * labels() + label);
  }
  FanRow fan_row(int year) const {
    const output::Sketch& sketch = at(year);
    return {year,
            sketch.percentile(0.05),
            sketch.percentile(0.25),
            sketch.percentile(0.5),
            sketch.percentile(0.75),
            sketch.percentile(0.95)};
  }

 private:
  const output::Summary& summary_;
  std::size_t variant_;
  std::size_t begin_;
  std::vector<std::size_t> shape_;
  const std::vector<int>& years_;
};

/// Points of the design in which members that are done stand: members follow each other point by point, each point's
/// replicates under every variant together.
int points_done(const output::StoredSummary& stored) {
  const auto extra = stored.header.extra.find("design_replicates");
  const int replicates = extra == stored.header.extra.end() ? 1 : std::max(1, std::atoi(extra->second.c_str()));
  const auto a_point =
      static_cast<std::uint32_t>(replicates) * static_cast<std::uint32_t>(stored.summary.variants().size());
  std::uint32_t points = 0, next = 0;  // the first point not counted yet
  for (const auto& [first, last] : stored.summary.done().ranges()) {
    const std::uint32_t begin = std::max(next, first / a_point);
    next = std::max(next, last / a_point + 1);
    points += next - std::min(begin, next);
  }
  return static_cast<int>(points);
}

std::vector<YearCount> count_neutral(const Series& neutral, int points) {
  std::vector<YearCount> counts;
  for (const int year : headline_neutrality_years()) {
    if (year > neutral.years().back()) continue;
    // 0 or 1 of each member: their mean is exact.
    const output::Sketch& sketch = neutral.at(year);
    const auto members = static_cast<int>(sketch.count());
    const int met = members == 0 ? 0 : static_cast<int>(std::lround(sketch.mean() * members));
    counts.push_back({year, {met, members, points}});
  }
  return counts;
}

}  // namespace

Headline headline(const output::StoredSummary& stored, std::size_t variant, double residual_limit) {
  const output::Summary& summary = stored.summary;
  Headline made;
  made.scenario = summary.variants().at(variant);
  made.city = stored.header.city;
  const Series emissions(summary, variant, "emissions_total");
  const Series published(summary, variant, "emissions_published_total");
  made.members = static_cast<int>(emissions.at(emissions.years().front()).count());
  made.failed = static_cast<int>(summary.failed().size());
  const int points = points_done(stored);
  made.neutral = count_neutral(Series(summary, variant, "neutral"), points);
  made.neutral_published = count_neutral(Series(summary, variant, "neutral_published"), points);
  for (const int year : headline_emission_years()) {
    if (year > emissions.years().back()) continue;
    made.emissions.push_back(emissions.fan_row(year));
    made.emissions_published.push_back(published.fan_row(year));
  }
  const int gap_year = headline_gap_year(emissions.years().back());
  made.gap = emissions.fan_row(gap_year);
  for (double* value : {&made.gap.q05, &made.gap.q25, &made.gap.q50, &made.gap.q75, &made.gap.q95})
    *value -= residual_limit;
  made.net = Series(summary, variant, "net_emissions").fan_row(gap_year);
  const Series subsectors(summary, variant, "emissions_subsector");
  const auto& names = summary.layout().dimension("subsector").labels;
  for (std::size_t i = 0; i < names.size(); ++i)
    made.largest.emplace_back(names[i], subsectors.at(gap_year, i).percentile(0.5));
  keep_largest(made);
  return made;
}

}  // namespace skifte::analysis
