#pragma once
#include <array>

namespace skifte::agents {

/// Age of a stationary stock whose lifetimes are Weibull(shape, scale): density S(t)/mean. By the renewal theorem also
/// the remaining time of what has been going on for long. Tabulated at equal steps of the distribution function.
class StationaryAge {
 public:
  StationaryAge(double shape, double scale);
  double quantile(double u) const;  ///< 0 < u < 1, in the scale's unit, error below 0.5 % of the scale
  double mean() const;

 private:
  static constexpr int steps = 256;
  std::array<double, steps + 1> quantile_{};
};

/// Scale of a Weibull variable of this shape and mean.
double weibull_scale(double shape, double mean);

}  // namespace skifte::agents
