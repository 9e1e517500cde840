#include "analysis/summary/quantile_interval.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

constexpr double tail = 0.025;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// P(B = k) for k = 0 .. n, by the ratio of neighbours from the mode outwards, so that nothing underflows that counts.
std::vector<double> binomial_probabilities(std::size_t n, double p) {
  std::vector<double> weights(n + 1, 0.0);
  const auto mode =
      static_cast<std::size_t>(std::min(static_cast<double>(n), std::floor(static_cast<double>(n + 1) * p)));
  weights[mode] = 1;
  double sum = 1;
  for (std::size_t k = mode; k < n; ++k) {
    weights[k + 1] = weights[k] * static_cast<double>(n - k) / static_cast<double>(k + 1) * p / (1 - p);
    sum += weights[k + 1];
  }
  for (std::size_t k = mode; k > 0; --k) {
    weights[k - 1] = weights[k] * static_cast<double>(k) / static_cast<double>(n - k + 1) * (1 - p) / p;
    sum += weights[k - 1];
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

}  // namespace

QuantileRanks quantile_ranks(std::size_t n, double order) {
  sim::ensure(n > 0 && order > 0 && order < 1, "quantile ranks need a sample and an order within (0, 1)");
  QuantileRanks ranks{order * static_cast<double>(n - 1), -1, -1};
  const std::vector<double> probabilities = binomial_probabilities(n, order);
  double below = 0;
  for (std::size_t k = 0; k < n; ++k) {  // below: P(B <= k)
    below += probabilities[k];
    if (below > tail) break;
    ranks.low = static_cast<std::ptrdiff_t>(k);
  }
  double above = 0;
  for (std::size_t k = n; k > 0; --k) {  // above: P(B >= k)
    above += probabilities[k];
    if (above > tail) break;
    ranks.high = static_cast<std::ptrdiff_t>(k) - 1;
  }
  return ranks;
}

QuantileRanks quantile_ranks(std::size_t n, std::size_t points, double order) {
  QuantileRanks ranks = quantile_ranks(std::min(n, points), order);
  if (points >= n) return ranks;
  ranks.place = order * static_cast<double>(n - 1);
  // The point of rank k holds the members from k n / points on.
  if (ranks.low >= 0) ranks.low = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(ranks.low) * n / points);
  if (ranks.high >= 0) {
    const std::size_t beyond = (static_cast<std::size_t>(ranks.high + 1) * n + points - 1) / points;
    ranks.high = static_cast<std::ptrdiff_t>(beyond) - 1;
  }
  return ranks;
}

std::size_t members_for_interval(double order) {
  const double largest = std::max(order, 1 - order);
  std::size_t n = 0;
  for (double none = 1; none > tail; none *= largest) ++n;
  return n;
}

const FanEstimator::Plan& FanEstimator::plan_for(std::size_t n, std::size_t points) {
  sim::ensure(n > 0 && points > 0, "fans need a member and a point");
  const auto known = plans_.find({n, points});
  if (known != plans_.end()) return known->second;
  Plan plan;
  for (std::size_t q = 0; q < fan_orders.size(); ++q) {
    plan.ranks[q] = quantile_ranks(n, points, fan_orders[q]);
    const auto below = static_cast<std::size_t>(plan.ranks[q].place);
    plan.wanted.push_back(below);
    plan.wanted.push_back(std::min(below + 1, n - 1));
    for (const std::ptrdiff_t rank : {plan.ranks[q].low, plan.ranks[q].high}) {
      if (rank >= 0) plan.wanted.push_back(static_cast<std::size_t>(rank));
    }
  }
  std::sort(plan.wanted.begin(), plan.wanted.end());
  plan.wanted.erase(std::unique(plan.wanted.begin(), plan.wanted.end()), plan.wanted.end());
  return plans_.emplace(std::pair(n, points), std::move(plan)).first->second;
}

FanEstimator::Estimates FanEstimator::operator()(std::span<double> sample, std::size_t points) {
  Estimates estimates;
  if (sample.empty()) {
    estimates.fill({not_a_number, not_a_number, not_a_number});
    return estimates;
  }
  const Plan& plan = plan_for(sample.size(), points);
  order_statistics_.place(sample, plan.wanted);
  for (std::size_t q = 0; q < fan_orders.size(); ++q) {
    const QuantileRanks& ranks = plan.ranks[q];
    const auto below = static_cast<std::size_t>(ranks.place);
    const double share = ranks.place - static_cast<double>(below);
    const double left = sample[below];
    const double right = sample[std::min(below + 1, sample.size() - 1)];
    // Infinity stands for "never": nothing lies between it and a number.
    estimates[q].value = share == 0 || left == right ? left : left + share * (right - left);
    estimates[q].low = ranks.low < 0 ? not_a_number : sample[static_cast<std::size_t>(ranks.low)];
    estimates[q].high = ranks.high < 0 ? not_a_number : sample[static_cast<std::size_t>(ranks.high)];
  }
  return estimates;
}

}  // namespace skifte::analysis
