#pragma once
#include <algorithm>
#include <array>
#include <cstddef>

namespace skifte::sim {

/// Weibull(shape, scale) for draws by the hundred thousand: the inverse of its distribution function, tabulated at
/// equal steps of probability, linear in between, exact at both ends, where the curve bends. Error of a quantile: below
/// 5e-4 of the scale for shapes of 1 to 10. Parameters that are not positive are a ProgramFault.
class WeibullQuantiles {
 public:
  WeibullQuantiles(double shape, double scale);
  /// The time by which a share u in (0, 1) has failed; grows with u.
  double quantile(double u) const {
    const double position = u * steps;
    const auto i = static_cast<std::size_t>(position);
    if (i < ends || i >= steps - ends) return exact_quantile(1.0 - u);
    return quantile_[i] + (position - static_cast<double>(i)) * (quantile_[i + 1] - quantile_[i]);
  }

 protected:
  static constexpr std::size_t steps = 1024;
  static constexpr std::size_t ends = 16;  ///< steps at either end that are worked out
  double exact_quantile(double survival) const;
  double exact_survival(double t) const;

 private:
  double shape_, scale_;
  std::array<double, steps + 1> quantile_{};
};

/// The same with S(t) = exp(-(t / scale)^shape), tabulated at equal steps of time.
class WeibullTable : public WeibullQuantiles {
 public:
  WeibullTable(double shape, double scale);
  /// S(t) [1], t >= 0.
  double survival(double t) const {
    const double position = t * steps_per_time_;
    const auto i = static_cast<std::size_t>(position);
    if (!(position < steps)) return exact_survival(t);
    return survival_[i] + (position - static_cast<double>(i)) * (survival_[i + 1] - survival_[i]);
  }
  /// Remaining lifetime of what has reached `age` >= 0: the conditional quantile, t with 1 - S(age + t) / S(age) = u.
  double remaining(double u, double age) const {
    const double left = survival(age) * (1.0 - u);
    if (left <= 0.0) return 0.0;  // so old that survival is no double any more
    const double lifetime = left * steps < ends ? exact_quantile(left) : quantile(1.0 - left);
    return std::max(0.0, lifetime - age);  // the two tables' errors may put the lifetime just below a great age
  }

 private:
  double steps_per_time_;  ///< the times reach as far as quantiles that are tabulated
  std::array<double, steps + 1> survival_{};
};

}  // namespace skifte::sim
