#include "analysis/report_drivers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/design_points.hpp"
#include "analysis/result_series.hpp"
#include "analysis/source_names.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::analysis {

namespace {

constexpr double rank_variance = 1.06;  ///< of Fisher's z of a rank correlation, times n - 3
constexpr std::size_t shown_drivers = 10;

/// Ranks from 0, ties by their mean.
std::vector<double> ranks(const std::vector<double>& sample) {
  std::vector<std::size_t> order(sample.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return sample[a] != sample[b] ? sample[a] < sample[b] : a < b; });
  std::vector<double> found(sample.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t j = i;
    while (j < order.size() && sample[order[j]] == sample[order[i]]) ++j;
    for (std::size_t k = i; k < j; ++k) found[order[k]] = 0.5 * static_cast<double>(i + j - 1);
    i = j;
  }
  return found;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  const double mx = std::accumulate(x.begin(), x.end(), 0.0) / n;
  const double my = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xx = 0;
  double yy = 0;
  double xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
    xy += (x[i] - mx) * (y[i] - my);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

Text meaning_of(const std::string& name, const scenarios::Vocabulary& vocabulary) {
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions)
    if (assumption.name == name) return {"", placed_meaning(name, assumption.meaning)};
  return {};
}

/// Each assumption's values over the points of the members that are done.
std::vector<std::vector<double>> drawn_values(const output::ResultFile& file,
                                              const std::vector<std::uint32_t>& points) {
  const std::size_t width = file.layout().size("assumption_value");
  const std::vector<double> all = file.read("assumption_value");
  std::vector<std::vector<double>> columns(width);
  for (std::size_t m = 0; m < file.members().size(); ++m) {
    if (file.statuses()[m] != output::MemberStatus::done) continue;
    for (std::size_t a = 0; a < width; ++a) columns[a].push_back(all[m * width + a]);
  }
  for (auto& column : columns) column = means_by_point(column, points);
  return columns;
}

bool varies(const std::vector<double>& sample) {
  return std::any_of(sample.begin(), sample.end(), [&](double value) { return value != sample.front(); });
}

}  // namespace

double rank_correlation(const std::vector<double>& x, const std::vector<double>& y) {
  sim::ensure(x.size() == y.size(), "rank correlation of samples of two lengths");
  return x.empty() ? 0 : correlation(ranks(x), ranks(y));
}

double chance_correlation(int members, int tested) {
  if (members < 5 || tested < 1) return 1;
  const double z = sim::normal_quantile(1 - 0.025 / tested);
  return std::tanh(z * std::sqrt(rank_variance / (members - 3)));
}

std::vector<DriverReport> collect_drivers(const output::ResultFile& file, const scenarios::Vocabulary& vocabulary,
                                          const scenarios::Words& words) {
  std::vector<DriverReport> reports;
  if (!file.layout().has("assumption_value")) return reports;
  const std::vector<std::uint32_t> points = points_of_done(file);
  const std::vector<std::vector<double>> values = drawn_values(file, points);
  const std::vector<std::string>& names = file.layout().dimension("assumption").labels;
  const ResultSeries emissions(file, "emissions");
  const int members = static_cast<int>(count_points(points));  // replicates of a point are averaged
  if (members < 5) return reports;
  const int last = emissions.years().back();
  std::vector<int> years;
  for (const int year : {2030, std::min(2045, last)})
    if (emissions.years().front() <= year && year <= last && (years.empty() || years.back() != year))
      years.push_back(year);
  for (const int year : years) {
    DriverReport report{"emissions", year, members, 0, 1, {}};
    const std::vector<double> outcome = means_by_point(emissions.total_sample(year), points);
    for (std::size_t a = 0; a < names.size(); ++a) {
      if (!varies(values[a])) continue;
      ++report.tested;
      const double rho = rank_correlation(values[a], outcome);
      const double half = sim::normal_quantile(0.975) * std::sqrt(rank_variance / (members - 3));
      const double z = std::atanh(std::clamp(rho, -0.999999, 0.999999));
      Text meaning = meaning_of(names[a], vocabulary);
      meaning.sv = words.assumption(names[a]);
      report.drivers.push_back({names[a], meaning, rho, std::tanh(z - half), std::tanh(z + half)});
    }
    report.threshold = chance_correlation(members, report.tested);
    std::stable_sort(report.drivers.begin(), report.drivers.end(), [](const Driver& a, const Driver& b) {
      return std::abs(a.correlation) > std::abs(b.correlation);
    });
    if (report.drivers.size() > shown_drivers) report.drivers.resize(shown_drivers);
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace skifte::analysis
