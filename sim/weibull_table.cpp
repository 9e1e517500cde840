#include "sim/weibull_table.hpp"

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::sim {

WeibullQuantiles::WeibullQuantiles(double shape, double scale) : shape_(shape), scale_(scale) {
  ensure(shape > 0.0 && scale > 0.0, "Weibull: shape and scale must be positive");
  for (std::size_t i = ends; i <= steps - ends; ++i)
    quantile_[i] = exact_quantile(1.0 - static_cast<double>(i) / steps);
}

WeibullTable::WeibullTable(double shape, double scale) : WeibullQuantiles(shape, scale) {
  const double last = exact_quantile(static_cast<double>(ends) / steps);
  steps_per_time_ = steps / last;
  for (std::size_t i = 0; i <= steps; ++i) survival_[i] = exact_survival(static_cast<double>(i) / steps * last);
}

double WeibullQuantiles::exact_quantile(double survival) const {
  return scale_ * pow(-log(survival), 1.0 / shape_);
}

double WeibullQuantiles::exact_survival(double t) const {
  return exp(-pow(t / scale_, shape_));
}

}  // namespace skifte::sim
