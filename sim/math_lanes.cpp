#include "sim/math_lanes.hpp"

#include "sim/math.hpp"
#include "sim/math_kernels.hpp"
#include "sim/wide.hpp"

namespace skifte::sim {
namespace {

/// Right where |p - 0.5| <= central_reach.
SKIFTE_WIDE void central_quantiles(const Lanes& p, Lanes& quantile) {
  for (std::size_t l = 0; l < lanes; ++l) {
    const double q = p[l] - 0.5;
    const double r = 0.180625 - q * q;
    quantile[l] = q * polynomial(central_numerator, r) / polynomial(central_denominator, r);
  }
}

}  // namespace

SKIFTE_WIDE void log_lanes(Lanes& x) {
  for (std::size_t l = 0; l < lanes; ++l) x[l] = log_of(split_normal(x[l]));
}

void normal_quantile_lanes(Lanes& p) {
  Lanes quantile;
  central_quantiles(p, quantile);
  for (std::size_t l = 0; l < lanes; ++l) {
    const double q = p[l] - 0.5;
    p[l] = q >= -central_reach && q <= central_reach ? quantile[l] : normal_quantile(p[l]);
  }
}

}  // namespace skifte::sim
