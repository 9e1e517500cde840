#include "analysis/copula.hpp"

#include <algorithm>
#include <numeric>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::analysis {

namespace {

// The nearest to 0 and 1 that keyed draws come.
constexpr double least = 0x1p-53;

}  // namespace

Copula::Copula(const std::vector<std::string>& coordinates,
               const std::vector<scenarios::RankCorrelation>& correlations) {
  for (scenarios::CorrelatedGroup& correlated : scenarios::correlated_groups(correlations)) {
    Group group{{}, std::move(correlated.factor)};
    for (const std::string& name : correlated.names) {
      const auto found = std::find(coordinates.begin(), coordinates.end(), name);
      sim::ensure(found != coordinates.end(), "a correlated assumption is no coordinate");
      group.coordinates.push_back(static_cast<std::size_t>(found - coordinates.begin()));
    }
    groups_.push_back(std::move(group));
  }
}

void Copula::apply(std::vector<double>& point) const {
  for (const Group& group : groups_) {
    std::vector<double> normal;
    for (const std::size_t i : group.coordinates) normal.push_back(sim::normal_quantile(point[i]));
    for (std::size_t row = 1; row < normal.size(); ++row) {
      double z = 0;
      for (std::size_t k = 0; k <= row; ++k) z += group.factor[row][k] * normal[k];
      point[group.coordinates[row]] = std::clamp(sim::normal_cdf(z), least, 1 - least);
    }
  }
}

void Copula::reorder(std::vector<std::vector<double>>& values) const {
  if (groups_.empty() || values.empty()) return;
  const std::size_t points = values.front().size();
  std::vector<std::vector<double>> correlated = values;
  std::vector<double> point(values.size());
  for (std::size_t m = 0; m < points; ++m) {
    for (std::size_t i = 0; i < values.size(); ++i) point[i] = values[i][m];
    apply(point);
    for (std::size_t i = 0; i < values.size(); ++i) correlated[i][m] = point[i];
  }
  for (const Group& group : groups_) {
    for (const std::size_t i : group.coordinates) {
      std::vector<std::size_t> order(points);
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return correlated[i][a] != correlated[i][b] ? correlated[i][a] < correlated[i][b] : a < b;
      });
      std::vector<double> sorted = values[i];
      std::sort(sorted.begin(), sorted.end());
      for (std::size_t rank = 0; rank < points; ++rank) values[i][order[rank]] = sorted[rank];
    }
  }
}

}  // namespace skifte::analysis
