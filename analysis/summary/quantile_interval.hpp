#pragma once
#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "analysis/summary/order_statistics.hpp"

namespace skifte::analysis {

/// Orders of the quantiles that fans show.
inline constexpr std::array<double, 5> fan_orders = {0.05, 0.25, 0.5, 0.75, 0.95};

/// A quantile of a population, estimated from a sample: the interval encloses it with at least 95 % confidence whatever
/// the distribution. A bound that so few members cannot give is NaN.
struct QuantileEstimate {
  double value = 0;
  double low = 0;
  double high = 0;
};

/// Where a quantile's estimate and its interval stand in the sorted sample, from 0.
struct QuantileRanks {
  double place = 0;         ///< of the estimate: linear between order statistics (Hyndman & Fan 1996, type 7)
  std::ptrdiff_t low = 0;   ///< -1: none
  std::ptrdiff_t high = 0;  ///< -1: none
};

/// Ranks for n > 0 independent members: x_(r) with the largest r such that P(B < r) <= 2.5 %, and x_(s) with the
/// smallest s such that P(B >= s) <= 2.5 %, B binomial(n, order) (David & Nagaraja 2003, Order Statistics, 7.1).
/// Members spread evenly by their design (lhs, sobol) are somewhat more precise than that.
QuantileRanks quantile_ranks(std::size_t n, double order);

/// The same for n members that stand in only so many points of the design: replicates of a point are no independent
/// members, so only as much is claimed as that many points tell. Of exact copies it is the interval of one of each.
QuantileRanks quantile_ranks(std::size_t n, std::size_t points, double order);

/// Least members with which both bounds of the quantile exist: 72 for 5 % and 95 %.
std::size_t members_for_interval(double order);

/// Estimates of the five quantiles of fans; ranks are kept by sample size.
class FanEstimator {
 public:
  using Estimates = std::array<QuantileEstimate, fan_orders.size()>;
  /// Of independent members. Overwrites `sample`, which must not hold NaN; all NaN for an empty one.
  Estimates operator()(std::span<double> sample) { return (*this)(sample, sample.size()); }
  /// Of members that stand in so many points of the design.
  Estimates operator()(std::span<double> sample, std::size_t points);

  /// Works out the ranks for samples of n, which copies then have.
  void prepare(std::size_t n, std::size_t points) { static_cast<void>(plan_for(n, points)); }

 private:
  struct Plan {
    std::array<QuantileRanks, fan_orders.size()> ranks;
    std::vector<std::size_t> wanted;  ///< all ranks needed, ascending
  };
  const Plan& plan_for(std::size_t n, std::size_t points);
  std::map<std::pair<std::size_t, std::size_t>, Plan> plans_;
  OrderStatistics order_statistics_;
};

}  // namespace skifte::analysis
