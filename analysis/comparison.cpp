#include "analysis/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <numeric>

#include "analysis/design_points.hpp"
#include "analysis/outcomes/expression.hpp"
#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/result_variants.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

using output::ResultFile;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::vector<double> known(const std::vector<double>& values) {
  std::vector<double> kept;
  for (const double value : values)
    if (!std::isnan(value)) kept.push_back(value);
  return kept;
}

PointSample known(const std::vector<double>& values, const std::vector<std::uint32_t>& points) {
  PointSample kept;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    kept.values.push_back(values[i]);
    kept.points.push_back(points[i]);
  }
  return kept;
}

/// Both results, their pairs, and each member's point of the design.
struct Sides {
  Sides(const ResultFile& a, const ResultFile& b, const Pairing& pairs)
      : first(a), second(b), pairing(pairs), first_points(design_points(a)), second_points(design_points(b)) {
    std::vector<std::uint32_t> points;
    for (const MemberPair& pair : pairing.members) points.push_back(first_points[pair.first]);
    paired_points = static_cast<int>(count_points(std::move(points)));
  }
  const ResultFile& first;
  const ResultFile& second;
  const Pairing& pairing;
  std::vector<std::uint32_t> first_points;
  std::vector<std::uint32_t> second_points;
  int paired_points = 0;
};

double mean_of(const std::vector<double>& sample) {
  return sample.empty() ? nothing
                        : std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
}

/// Second less first: pair by pair, or of independent samples. NaN ("no such household") leaves a pair out.
PairedMean difference_of(const std::vector<double>& first, const std::vector<double>& second, const Sides& sides) {
  if (!sides.pairing.paired()) {
    const PointSample a = known(first, sides.first_points);
    const PointSample b = known(second, sides.second_points);
    PairedMean found;
    found.mean = found.q05 = found.q50 = found.q95 = nothing;
    found.members = static_cast<int>(std::min(a.values.size(), b.values.size()));
    if (found.members == 0) return found;
    found.points = static_cast<int>(std::min(count_points(a.points), count_points(b.points)));
    found.mean = mean_of(b.values) - mean_of(a.values);
    found.half_width = welch_half_width(a, b);
    return found;
  }
  PointSample differences;
  for (const MemberPair& pair : sides.pairing.members) {
    const double difference = second[pair.second] - first[pair.first];
    if (std::isnan(difference)) continue;
    differences.values.push_back(difference);
    differences.points.push_back(sides.first_points[pair.first]);
  }
  if (differences.values.empty()) return {0, nothing, 0, nothing, nothing, nothing, 0};
  return paired_mean(differences.values, differences.points);
}

/// Means of what the difference is made of: the pairs alone, so that second less first is the difference.
std::pair<double, double> means_of(const std::vector<double>& first, const std::vector<double>& second,
                                   const Pairing& pairing) {
  if (!pairing.paired()) return {mean_of(known(first)), mean_of(known(second))};
  std::vector<double> a;
  std::vector<double> b;
  for (const MemberPair& pair : pairing.members) {
    a.push_back(first[pair.first]);
    b.push_back(second[pair.second]);
  }
  return {mean_of(known(a)), mean_of(known(b))};
}

int done_members(const ResultFile& file) {
  return static_cast<int>(std::count(file.statuses().begin(), file.statuses().end(), output::MemberStatus::done));
}

std::vector<ComparedTarget> compare_targets(const Sides& sides) {
  const ResultFile& first = sides.first;
  const ResultFile& second = sides.second;
  std::vector<ComparedTarget> targets;
  if (!first.layout().has("target_met") || !second.layout().has("target_met")) return targets;
  const auto& names = first.layout().dimension("target").labels;
  const auto& others = second.layout().dimension("target").labels;
  const output::LabelTexts* bounds = first.label_texts("target_bound");
  const output::LabelTexts* other_bounds = second.label_texts("target_bound");
  const std::vector<double> a = first.read("target_met");
  const std::vector<double> b = second.read("target_met");
  const int first_points = done_points(first);
  const int second_points = done_points(second);
  const auto met = [](const std::vector<double>& all, std::size_t member, std::size_t width, std::size_t target) {
    return all[member * width + target] > 0.5;
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = std::find(others.begin(), others.end(), names[i]);
    if (found == others.end()) continue;
    const auto j = static_cast<std::size_t>(found - others.begin());
    // The same name with another bound is another target.
    if (bounds != nullptr && other_bounds != nullptr && bounds->texts[i] != other_bounds->texts[j]) continue;
    ComparedTarget target{names[i], bounds == nullptr ? "" : bounds->texts[i], {}, {}, 0, 0};
    target.first.points = first_points;
    target.second.points = second_points;
    for (const MemberPair& pair : sides.pairing.members) {
      const bool before = met(a, pair.first, names.size(), i);
      const bool after = met(b, pair.second, others.size(), j);
      if (!before && after) ++target.gained;
      if (before && !after) ++target.lost;
    }
    for (std::size_t m = 0; m < first.members().size(); ++m) {
      if (first.statuses()[m] != output::MemberStatus::done) continue;
      ++target.first.members;
      target.first.met += met(a, m, names.size(), i) ? 1 : 0;
    }
    for (std::size_t m = 0; m < second.members().size(); ++m) {
      if (second.statuses()[m] != output::MemberStatus::done) continue;
      ++target.second.members;
      target.second.met += met(b, m, others.size(), j) ? 1 : 0;
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

/// A household's bills of a group in a year, per member [SEK/year].
std::vector<double> bills_of(const ResultFile& file, const std::string& group, int year) {
  const ResultOutcomes outcomes(file);
  const auto& bills = file.layout().dimension("bill").labels;
  const std::string at = "@" + std::to_string(year);
  std::vector<double> sum(file.members().size(), 0);
  for (const std::string& bill : bills) {
    const std::vector<double> values = outcomes.outcome("group_bills." + group + "." + bill + at).values;
    for (std::size_t m = 0; m < sum.size(); ++m) sum[m] += values[m];
  }
  const std::vector<double> households = outcomes.outcome("group_households." + group + at).values;
  for (std::size_t m = 0; m < sum.size(); ++m) sum[m] = households[m] > 0 ? sum[m] * 1e6 / households[m] : nothing;
  return sum;
}

bool has_groups(const ResultFile& file) {
  for (const char* name : {"group_bills", "group_households", "group_cost_share", "group_people"})
    if (!file.layout().has(name)) return false;
  return true;
}

std::vector<ComparedGroup> compare_groups(const Sides& sides, const std::vector<int>& years) {
  const ResultFile& first = sides.first;
  const ResultFile& second = sides.second;
  std::vector<ComparedGroup> groups;
  if (!has_groups(first) || !has_groups(second)) return groups;
  const auto covers = [](const ResultFile& file, int year) {
    const std::vector<int>& there = file.layout().dimension("year").years;
    return there.front() <= year && year <= there.back();
  };
  const auto& others = second.layout().dimension("group").labels;
  for (const int year : years) {
    if (!covers(first, year) || !covers(second, year)) continue;
    for (const std::string& name : first.layout().dimension("group").labels) {
      if (std::find(others.begin(), others.end(), name) == others.end()) continue;
      const auto values = [&](const char* variable, const ResultFile& file) {
        return ResultOutcomes(file).outcome(fmt::format("{}.{}@{}", variable, name, year)).values;
      };
      ComparedGroup group;
      group.name = name;
      group.year = year;
      group.people = mean_of(known(values("group_people", second)));
      group.households = mean_of(known(values("group_households", second)));
      if (!(group.households > 0)) continue;
      group.cost_share = difference_of(values("group_cost_share", first), values("group_cost_share", second), sides);
      const std::vector<double> before = bills_of(first, name, year);
      const std::vector<double> after = bills_of(second, name, year);
      group.bills = difference_of(before, after, sides);
      group.dearer.points = sides.paired_points;
      for (const MemberPair& pair : sides.pairing.members) {
        const double difference = after[pair.second] - before[pair.first];
        if (std::isnan(difference)) continue;
        ++group.dearer.members;
        group.dearer.met += difference > 0 ? 1 : 0;
      }
      groups.push_back(group);
    }
  }
  return groups;
}

}  // namespace

std::vector<std::string> default_comparison(const ResultFile& file) {
  const std::vector<int>& years = file.layout().dimension("year").years;
  std::vector<std::string> outcomes;
  std::vector<int> points;
  for (const int year : {2030, 2035, years.back()}) {
    if (years.front() <= year && year <= years.back() && (points.empty() || points.back() < year))
      points.push_back(year);
  }
  for (const char* name : {"emissions", "emissions_published", "net_emissions", "footprint_per_capita"}) {
    if (!file.layout().has(name)) continue;
    for (const int year : points) outcomes.push_back(fmt::format("{}@{}", name, year));
  }
  const auto from = file.header().extra.find("carbon_budget_from");
  const int first = std::max(years.front(), from == file.header().extra.end() ? 0 : std::atoi(from->second.c_str()));
  if (first > years.back()) return outcomes;
  const std::string span = fmt::format("@{}-{}", first, years.back());
  for (const char* name : {"emissions", "emissions_published"})
    if (file.layout().has(name)) outcomes.push_back(name + span);
  for (const char* name : {"investment", "running_cost"}) {
    if (!file.layout().has(name)) continue;
    outcomes.push_back(name + span);
    for (const std::string& payer : file.layout().dimension("payer").labels)
      outcomes.push_back(std::string(name) + "." + payer + span);
  }
  return outcomes;
}

Comparison compare_results(const ResultFile& first, const ResultFile& second, const std::vector<std::string>& outcomes,
                           const std::vector<int>& group_years, const scenarios::Vocabulary& vocabulary,
                           const scenarios::Words& words) {
  require_one_variant(first);
  require_one_variant(second);
  Comparison found;
  found.first_file = first.path();
  found.second_file = second.path();
  found.first_scenario = first.header().scenario;
  found.second_scenario = second.header().scenario;
  found.first_members = done_members(first);
  found.second_members = done_members(second);
  if (found.first_members == 0 || found.second_members == 0) {
    throw sim::UserFault(fmt::format("{} has no member that is done (there is nothing to compare)",
                                     found.first_members == 0 ? first.path() : second.path()));
  }
  found.pairing = pair_members(first, second);
  const Sides sides(first, second, found.pairing);
  found.points = sides.paired_points;
  const ResultOutcomes first_outcomes(first), second_outcomes(second);
  for (const std::string& text : outcomes) {
    const OutcomeValues a = evaluate_expression(text, first_outcomes).values;
    const OutcomeValues b = evaluate_expression(text, second_outcomes).values;
    if (a.unit != b.unit) {
      throw sim::UserFault(fmt::format("outcome '{}' is in {} in {}, in {} in {} (they cannot be compared)", text,
                                       a.unit, first.path(), b.unit, second.path()));
    }
    ComparedOutcome compared;
    compared.text = text;
    compared.unit = b.unit;
    const std::string variable = text.substr(0, text.find_first_of(".@"));
    if (second.layout().has(variable)) compared.meaning = second.layout().variable(variable).long_name;
    std::tie(compared.first, compared.second) = means_of(a.values, b.values, found.pairing);
    compared.difference = difference_of(a.values, b.values, sides);
    found.outcomes.push_back(std::move(compared));
  }
  found.targets = compare_targets(sides);
  found.groups = compare_groups(sides, group_years);
  found.changes = changes_between(first, second, vocabulary, words);
  return found;
}

}  // namespace skifte::analysis
