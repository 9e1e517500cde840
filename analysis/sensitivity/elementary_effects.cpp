#include "analysis/sensitivity/elementary_effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/bootstrap.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::analysis {

namespace {

/// The input in which two neighbouring rows differ; inputs() when none does.
std::size_t changed_input(const Columns& x, std::size_t row) {
  std::size_t changed = x.size();
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i][row] == x[i][row + 1]) continue;
    if (changed != x.size()) {
      throw sim::UserFault(
          fmt::format("rows {} and {} of the design differ in more than one input (Morris's "
                      "trajectories change one a step) `--design morris` makes them?",
                      row + 1, row + 2));
    }
    changed = i;
  }
  return changed;
}

struct Sums {
  double absolute = 0, plain = 0, square = 0, n = 0;
};

ElementaryEffects from(const Sums& sums) {
  const double mean = sums.plain / sums.n;
  const double variance = sums.n > 1 ? (sums.square - sums.n * mean * mean) / (sums.n - 1) : 0;
  return {{sums.absolute / sums.n}, {mean}, {sim::sqrt(std::max(0.0, variance))}};
}

/// An input's statistics with intervals; `effects` one a trajectory.
ElementaryEffects summarise_effects(const std::vector<double>& effects, const KeyedDraws& random, std::size_t draws) {
  const auto sums_of = [&](const std::vector<std::size_t>& picked) {
    Sums sums;
    for (const std::size_t k : picked) {
      sums.absolute += std::abs(effects[k]);
      sums.plain += effects[k];
      sums.square += effects[k] * effects[k];
      sums.n += 1;
    }
    return sums;
  };
  std::vector<std::size_t> all(effects.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  ElementaryEffects made = from(sums_of(all));
  std::vector<double> mu_star, mu, sigma;
  for (std::size_t draw = 0; draw < draws; ++draw) {
    const ElementaryEffects found = from(sums_of(random.resample(effects.size(), draw)));
    mu_star.push_back(found.mu_star.value);
    mu.push_back(found.mu.value);
    sigma.push_back(found.sigma.value);
  }
  for (auto [index, replicates] :
       {std::pair{&made.mu_star, &mu_star}, std::pair{&made.mu, &mu}, std::pair{&made.sigma, &sigma}}) {
    const Interval interval = percentile_interval(std::move(*replicates));
    index->low = interval.low;
    index->high = interval.high;
  }
  return made;
}

std::vector<double> ranges(const Columns& x) {
  std::vector<double> lengths;
  for (const auto& column : x) {
    const auto [least, most] = std::minmax_element(column.begin(), column.end());
    lengths.push_back(*most - *least);
  }
  return lengths;
}

}  // namespace

MorrisIndices morris_indices(const Columns& x, const std::vector<double>& y, std::optional<double> step,
                             const Resampling& resampling) {
  const std::size_t inputs = x.size();
  const std::size_t length = inputs + 1;
  sim::ensure(y.size() % length == 0, "elementary effects: the rows are not whole trajectories");
  const std::vector<double> range = ranges(x);
  MorrisIndices made;
  Columns effects(inputs);
  double n = 0;
  for (std::size_t first = 0; first < y.size(); first += length) {
    const auto begin = y.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(length);
    if (std::any_of(begin, end, [](double value) { return std::isnan(value); })) {
      ++made.left_out;
      continue;
    }
    ++made.trajectories;
    for (auto value = begin; value != end; ++value) {
      n += 1;
      const double deviation = *value - made.mean;  // Welford
      made.mean += deviation / n;
      made.variance += deviation * (*value - made.mean);
    }
    for (auto& list : effects) list.push_back(0);
    for (std::size_t row = first; row + 1 < first + length; ++row) {
      const std::size_t i = changed_input(x, row);
      if (i == inputs) continue;
      const double change = x[i][row + 1] - x[i][row];
      const double delta = step ? (change > 0 ? *step : -*step) : change / range[i];
      effects[i].back() = (y[row + 1] - y[row]) / delta;
    }
  }
  made.variance = n > 1 ? made.variance / (n - 1) : 0;
  const KeyedDraws random(resampling.seed, "analysis.morris.bootstrap");
  for (const auto& list : effects) {
    made.inputs.push_back(list.empty() ? ElementaryEffects{} : summarise_effects(list, random, resampling.draws));
  }
  return made;
}

}  // namespace skifte::analysis
