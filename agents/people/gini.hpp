#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

namespace skifte::agents {

/// Gini coefficient of a share x that each household has, weighted by its persons n:
///
///   G = sum_i sum_j n_i n_j |x_i - x_j| / (2 mu N^2),   N = sum_i n_i,  mu = sum_i n_i x_i / N
///
/// 0 when all shares are equal, towards 1 when one person bears everything; 0 without persons or with mu = 0. Source:
/// Gini mean difference over twice the mean, e.g. Cowell (2011), Measuring Inequality, 3rd ed., section 2.2. Valid for
/// x >= 0; who has less stands in the first bin. Deviation: households are gathered in bins of x, 1/2000 wide, each at
/// its own mean, so that a year's coefficient needs no sorting; inequality within a bin is left out, which lowers G by
/// less than its width over 4 mu.
class WeightedGini {
 public:
  WeightedGini() : bins_(bins) {}
  /// A household whose `persons` bear the share `x` [1].
  void add(double x, double persons) {
    Bin& bin = bins_[bin_of(x)];
    bin.persons += persons;
    bin.sum += persons * x;
  }
  double coefficient() const;
  void clear() { bins_.assign(bins, {}); }

 private:
  static constexpr std::size_t bins = 2000;  ///< the last one has all x above 1
  static constexpr double per_unit = 2000;
  static std::size_t bin_of(double x) {
    const double place = std::min(x * per_unit, static_cast<double>(bins - 1));
    // A bill can be negative where a lever pays for driving.
    return place > 0 ? static_cast<std::size_t>(static_cast<int>(place)) : 0;
  }
  struct alignas(2 * sizeof(double)) Bin {
    double persons = 0;
    double sum = 0;  ///< of x over persons
  };
  std::vector<Bin> bins_;
};

}  // namespace skifte::agents
