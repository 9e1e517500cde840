#include "sim/weibull_table.hpp"

#include <algorithm>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::sim {

WeibullTable::WeibullTable(double shape, double scale) : shape_(shape), scale_(scale) {
  ensure(shape > 0.0 && scale > 0.0, "WeibullTable: shape and scale must be positive");
  const double last = exact_quantile(static_cast<double>(ends) / steps);
  steps_per_time_ = steps / last;
  for (std::size_t i = 0; i <= steps; ++i) {
    const double share = static_cast<double>(i) / steps;
    quantile_[i] = i < steps ? exact_quantile(1.0 - share) : last;
    survival_[i] = exp(-pow(share * last / scale, shape));
  }
}

double WeibullTable::exact_quantile(double survival) const {
  return scale_ * pow(-log(survival), 1.0 / shape_);
}

double WeibullTable::quantile(double u) const {
  const double position = u * steps;
  const auto i = static_cast<std::size_t>(position);
  if (i < ends || i >= steps - ends) return exact_quantile(1.0 - u);
  return quantile_[i] + (position - static_cast<double>(i)) * (quantile_[i + 1] - quantile_[i]);
}

double WeibullTable::survival(double t) const {
  const double position = t * steps_per_time_;
  const auto i = static_cast<std::size_t>(position);
  if (!(position < steps)) return exp(-pow(t / scale_, shape_));
  return survival_[i] + (position - static_cast<double>(i)) * (survival_[i + 1] - survival_[i]);
}

double WeibullTable::remaining(double u, double age) const {
  const double left = survival(age) * (1.0 - u);
  if (left <= 0.0) return 0.0;  // so old that survival is no double any more
  const double lifetime = left * steps < ends ? exact_quantile(left) : quantile(1.0 - left);
  return std::max(0.0, lifetime - age);  // the two tables' errors may put the lifetime just below a great age
}

}  // namespace skifte::sim
