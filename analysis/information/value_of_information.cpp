#include "analysis/information/value_of_information.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "analysis/bootstrap.hpp"
#include "analysis/design_points.hpp"
#include "analysis/information/smoother.hpp"
#include "analysis/sensitivity/partition.hpp"
#include "analysis/statistics.hpp"
#include "sim/fault.hpp"
#include "sim/parallel.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t least_futures = 100;
constexpr std::size_t dummies = 200;
constexpr std::size_t with_interval = 30;  // inputs, the most valuable

/// Each scenario's advantage over the one that is best on average, by future; without that one.
std::vector<std::vector<double>> advantages(const PairedOutcomes& paired, std::size_t chosen, Better better) {
  std::vector<std::vector<double>> all;
  for (std::size_t s = 0; s < paired.values.size(); ++s) {
    if (s == chosen) continue;
    std::vector<double> list;
    for (std::size_t f = 0; f < paired.values[s].size(); ++f) {
      const double difference = paired.values[s][f] - paired.values[chosen][f];
      list.push_back(better == Better::more ? difference : -difference);
    }
    all.push_back(std::move(list));
  }
  return all;
}

struct Worth {
  double value = 0;
  double changes = 0;
};

/// E max(0, g_s) - max(0, E g_s): what choosing by g instead of once for all gains.
Worth worth(const std::vector<std::vector<double>>& g) {
  const std::size_t futures = g.front().size();
  Worth made;
  std::vector<double> means(g.size(), 0.0);
  for (std::size_t f = 0; f < futures; ++f) {
    double best = 0;
    for (std::size_t s = 0; s < g.size(); ++s) {
      best = std::max(best, g[s][f]);
      means[s] += g[s][f] / static_cast<double>(futures);
    }
    made.value += best / static_cast<double>(futures);
    if (best > 0) made.changes += 1 / static_cast<double>(futures);
  }
  made.value -= std::max(0.0, *std::max_element(means.begin(), means.end()));
  return made;
}

Worth partial_worth(const Smoother& smoother, const std::vector<std::vector<double>>& differences) {
  std::vector<std::vector<double>> fitted;
  for (const auto& list : differences) fitted.push_back(smoother.fit(list));
  return worth(fitted);
}

std::vector<std::vector<double>> pick(const std::vector<std::vector<double>>& lists,
                                      const std::vector<std::size_t>& futures) {
  std::vector<std::vector<double>> picked;
  for (const auto& list : lists) {
    std::vector<double> kept;
    for (const std::size_t f : futures) kept.push_back(list[f]);
    picked.push_back(std::move(kept));
  }
  return picked;
}

/// Futures by the point of the design in which they stand.
std::vector<std::vector<std::size_t>> futures_by_point(const std::vector<std::uint32_t>& points) {
  std::map<std::uint32_t, std::size_t> place;
  std::vector<std::vector<std::size_t>> futures;
  for (std::size_t f = 0; f < points.size(); ++f) {
    const std::size_t at = place.emplace(points[f], futures.size()).first->second;
    if (at == futures.size()) futures.emplace_back();
    futures[at].push_back(f);
  }
  return futures;
}

/// The futures of the points drawn.
std::vector<std::size_t> futures_of(const std::vector<std::vector<std::size_t>>& by_point,
                                    const std::vector<std::size_t>& drawn) {
  std::vector<std::size_t> futures;
  for (const std::size_t point : drawn) futures.insert(futures.end(), by_point[point].begin(), by_point[point].end());
  return futures;
}

double noise_level(const std::vector<std::vector<double>>& differences, std::uint64_t seed) {
  const std::size_t futures = differences.front().size();
  std::vector<double> z;
  for (std::size_t f = 0; f < futures; ++f) z.push_back((static_cast<double>(f) + 0.5) / static_cast<double>(futures));
  const Smoother smoother(z);
  const KeyedDraws random(seed, "analysis.information.dummy");
  std::vector<double> found;
  for (std::size_t draw = 0; draw < dummies; ++draw) {
    found.push_back(partial_worth(smoother, pick(differences, random.permutation(futures, draw))).value);
  }
  return quantile(std::move(found), 0.95);
}

}  // namespace

ValueOfInformation value_of_information(const PairedOutcomes& paired, const std::string& outcome, Better better,
                                        const Resampling& resampling, bool force) {
  std::vector<std::uint32_t> points = paired.points;
  if (points.empty()) {
    points.resize(paired.values.front().size());
    std::iota(points.begin(), points.end(), 0U);
  }
  const std::vector<std::vector<std::size_t>> by_point = futures_by_point(points);
  ValueOfInformation made;
  made.outcome = outcome;
  made.unit = paired.unit;
  made.better = better;
  made.scenarios = paired.scenarios;
  made.futures = paired.values.front().size();
  made.points = by_point.size();
  made.left_out = paired.left_out;
  made.unshared = paired.unshared;
  if (made.points < least_futures && !force) {
    throw sim::UserFault(
        fmt::format("{} futures under all scenarios (at least {} are needed to tell information from chance) "
                    "`skifte ensemble -n {}`, or --force?",
                    made.points, least_futures, 2 * least_futures));
  }
  for (const auto& values : paired.values) {
    made.means.push_back(std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()));
  }
  const auto best = better == Better::less ? std::min_element(made.means.begin(), made.means.end())
                                           : std::max_element(made.means.begin(), made.means.end());
  made.chosen = static_cast<std::size_t>(best - made.means.begin());
  const std::vector<std::vector<double>> differences = advantages(paired, made.chosen, better);
  const KeyedDraws random(resampling.seed, "analysis.information.bootstrap");
  std::vector<std::vector<std::size_t>> samples;
  std::vector<double> perfect;
  for (std::size_t draw = 0; draw < resampling.draws; ++draw) {
    samples.push_back(random.resample(made.points, draw));
    perfect.push_back(worth(pick(differences, futures_of(by_point, samples.back()))).value);
  }
  const Interval bounds = percentile_interval(std::move(perfect));
  made.perfect = {worth(differences).value, bounds.low, bounds.high};
  // Luck is not to be learnt from an assumption: what follows is of the replicates' means.
  std::vector<std::vector<double>> means;
  for (const auto& list : differences) means.push_back(means_by_point(list, points));
  made.noise = noise_level(means, resampling.seed);
  std::vector<std::vector<double>> ranks;
  for (const auto& column : paired.x) ranks.push_back(scaled_ranks(means_by_point(column, points)));
  std::vector<Worth> found(ranks.size());
  sim::for_each_block(ranks.size(), 1, resampling.threads,
                      [&](std::size_t i, std::size_t) { found[i] = partial_worth(Smoother(ranks[i]), means); });
  std::vector<std::size_t> order(ranks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return found[a].value > found[b].value; });
  made.inputs.resize(order.size());
  sim::for_each_block(order.size(), 1, resampling.threads, [&](std::size_t place, std::size_t) {
    const std::size_t i = order[place];
    const StudyInput& input = paired.inputs[i];
    made.inputs[place] = {input.name, input.group, input.unit, input.meaning, {found[i].value}, found[i].changes};
    if (place >= with_interval) return;
    std::vector<double> resampled;
    for (const auto& sample : samples) {
      const std::vector<double> z = pick({ranks[i]}, sample).front();
      resampled.push_back(partial_worth(Smoother(z), pick(means, sample)).value);
    }
    const Interval interval = percentile_interval(std::move(resampled));
    made.inputs[place].value.low = interval.low;
    made.inputs[place].value.high = interval.high;
  });
  return made;
}

}  // namespace skifte::analysis
