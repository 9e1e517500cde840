#include "analysis/sensitivity/partition.hpp"

#include <algorithm>
#include <numeric>

namespace skifte::analysis {

namespace {

std::vector<std::size_t> sorted_order(const std::vector<double>& column) {
  std::vector<std::size_t> order(column.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return column[a] < column[b]; });
  return order;
}

}  // namespace

Partition equal_classes(const std::vector<double>& column, std::size_t classes) {
  const std::size_t n = column.size();
  const std::vector<std::size_t> order = sorted_order(column);
  Partition made{std::vector<std::size_t>(n), {}};
  std::size_t begin = 0;
  for (std::size_t c = 0; c < classes && begin < n; ++c) {
    std::size_t end = std::max(begin + 1, n * (c + 1) / classes);
    if (c + 1 == classes) end = n;
    while (end < n && column[order[end]] == column[order[end - 1]]) ++end;
    if (n * (c + 1) / classes <= begin && c + 1 < classes) continue;  // swallowed by equal values
    for (std::size_t k = begin; k < end; ++k) made.class_of[order[k]] = made.size.size();
    made.size.push_back(end - begin);
    begin = end;
  }
  return made;
}

std::vector<double> scaled_ranks(const std::vector<double>& column) {
  const std::vector<std::size_t> order = sorted_order(column);
  const auto n = static_cast<double>(column.size());
  std::vector<double> ranks(column.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && column[order[end]] == column[order[begin]]) ++end;
    for (std::size_t k = begin; k < end; ++k) ranks[order[k]] = static_cast<double>(begin + end) / 2 / n;
    begin = end;
  }
  return ranks;
}

double explained_share(const std::vector<double>& y, const Partition& partition) {
  const auto n = static_cast<double>(y.size());
  const auto m = static_cast<double>(partition.size.size());
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
  std::vector<double> sums(partition.size.size(), 0.0);
  double whole = 0;
  for (std::size_t k = 0; k < y.size(); ++k) {
    sums[partition.class_of[k]] += y[k] - mean;
    whole += (y[k] - mean) * (y[k] - mean);
  }
  if (whole <= 0 || n <= m) return 0;
  double between = 0;
  for (std::size_t c = 0; c < sums.size(); ++c) between += sums[c] * sums[c] / static_cast<double>(partition.size[c]);
  return 1 - (n - 1) / (n - m) * (1 - between / whole);
}

}  // namespace skifte::analysis
