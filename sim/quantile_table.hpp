#pragma once
#include <array>
#include <cstddef>

namespace skifte::sim {

/// An inverse distribution function for draws by the hundred thousand: tabulated at equal steps of probability, linear
/// in between, worked out in the first and last 16 steps of 1024, where it bends. `exact`: the function of u in (0, 1),
/// the same each time, a normal deviate's, say. Error: below 5e-4 of the standard deviation of a normal, logistic or
/// exponential variable, and of a lognormal one's whose log-sd is at most 0.5.
class QuantileTable {
 public:
  template <class Exact>
  explicit QuantileTable(Exact exact) {
    for (std::size_t i = ends; i <= steps - ends; ++i) value_[i] = exact(static_cast<double>(i) / steps);
  }
  template <class Exact>
  double quantile(double u, Exact exact) const {
    const double position = u * steps;
    const auto i = static_cast<std::size_t>(position);
    if (i < ends || i >= steps - ends) return exact(u);
    return value_[i] + (position - static_cast<double>(i)) * (value_[i + 1] - value_[i]);
  }

 private:
  static constexpr std::size_t steps = 1024, ends = 16;
  std::array<double, steps + 1> value_{};
};

}  // namespace skifte::sim
