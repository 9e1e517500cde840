#include "sim/weibull_table.hpp"

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
    survival_[i] = exact_survival(share * last);
  }
}

double WeibullTable::exact_quantile(double survival) const {
  return scale_ * pow(-log(survival), 1.0 / shape_);
}

double WeibullTable::exact_survival(double t) const {
  return exp(-pow(t / scale_, shape_));
}

}  // namespace skifte::sim
