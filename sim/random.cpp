#include "sim/random.hpp"

#include <algorithm>
#include <cmath>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::sim {
namespace {

constexpr double pi = 3.14159265358979323846;

/// x^y to about |y log x| ulp, for x >= 0 and y > 0: half the price of pow, for draws that need no last bit.
double power(double x, double y) {
  if (x == 0.0) return 0.0;
  return y == 0.5 ? sqrt(x) : exp(y * log(x));
}

/// Adds up the probabilities from k = 0, in steps that grow with the mean.
int poisson_from_zero(double u, double mean) {
  double probability = exp(-mean);
  double cumulative = probability;
  int k = 0;
  while (cumulative < u) {
    ++k;
    probability *= mean / k;
    const double next = cumulative + probability;
    if (next == cumulative && k > mean) break;  // u lies beyond what the rounded sum reaches
    cumulative = next;
  }
  return k;
}

/// Adds up probabilities relative to the mode's, over the terms that count: in steps that grow with the mean's root,
/// and without exp(-mean), which underflows above 745.
int poisson_around_mode(double u, double mean) {
  constexpr double negligible = 1e-20;
  const int mode = static_cast<int>(mean);
  double total = 1.0;
  double weight = 1.0;
  int lowest = mode;
  while (lowest > 0 && weight > negligible) {
    weight *= lowest / mean;
    total += weight;
    --lowest;
  }
  const double lowest_weight = weight;
  int k = mode;
  for (weight = 1.0; weight > negligible; total += weight) {
    ++k;
    weight *= mean / k;
  }
  const int highest = k;
  double cumulative = lowest_weight;
  weight = lowest_weight;
  for (k = lowest; k < highest && cumulative < u * total; cumulative += weight) {
    ++k;
    weight *= mean / k;
  }
  return k;
}

}  // namespace

double exponential(double u, double mean) {
  ensure(mean > 0.0, "exponential: the mean must be positive");
  return -mean * log(1.0 - u);
}

double standard_gumbel(double u) {
  return -log(-log(u));
}

double weibull(double u, double shape, double scale) {
  ensure(shape > 0.0 && scale > 0.0, "weibull: shape and scale must be positive");
  return scale * power(-log(1.0 - u), 1.0 / shape);
}

double weibull_remaining(double u, double shape, double scale, double age) {
  ensure(shape > 0.0 && scale > 0.0 && age >= 0.0,
         "weibull_remaining: shape and scale must be positive, age not negative");
  const double hazard_so_far = power(age / scale, shape);
  const double lifetime = scale * power(hazard_so_far - log(1.0 - u), 1.0 / shape);
  return std::max(0.0, lifetime - age);  // rounding may put the lifetime just below a great age
}

double normal(double u, double mean, double sd) {
  ensure(sd >= 0.0, "normal: the standard deviation must not be negative");
  return mean + sd * normal_quantile(u);
}

double lognormal(double u, double median, double log_sd) {
  ensure(median > 0.0 && log_sd >= 0.0, "lognormal: the median must be positive, the log-sd not negative");
  return median * exp(log_sd * normal_quantile(u));
}

double triangular(double u, double low, double mode, double high) {
  ensure(low <= mode && mode <= high, "triangular: low, mode and high must be in order");
  const double rising = mode - low;
  const double width = high - low;
  if (u * width < rising) return low + sqrt(u * width * rising);
  return high - sqrt((1.0 - u) * width * (high - mode));
}

double log_positive_stable(double u1, double u2, double alpha) {
  ensure(alpha > 0.0 && alpha <= 1.0, "positive_stable: alpha must lie in (0, 1]");
  if (alpha == 1.0) return 0.0;
  const double angle = pi * u1;
  const double sine = u1 <= 0.5 ? sin(angle) : sin(pi * (1.0 - u1));  // pi is rounded, which shows near its zero
  // Kanter's sin(alpha t) sin(t)^(-1/alpha) (sin((1 - alpha) t) / e)^((1 - alpha) / alpha), with two logarithms but
  // that of e = -log(u2) itself.
  const double part = sin(alpha * angle);
  const double ratio = sin((1.0 - alpha) * angle) / (part * -log(u2));
  return (log(part / sine) + (1.0 - alpha) * log(ratio)) / alpha;
}

double positive_stable(double u1, double u2, double alpha) {
  return exp(log_positive_stable(u1, u2, alpha));
}

int poisson(double u, double mean) {
  ensure(mean >= 0.0 && mean <= 1e4, "poisson: the mean must lie in [0, 10000]");
  return mean < 50.0 ? poisson_from_zero(u, mean) : poisson_around_mode(u, mean);
}

int categorical(double u, const double* weights, int n) {
  ensure(n > 0, "categorical: no weights");
  double total = 0.0;
  for (int i = 0; i < n; ++i) {
    ensure(weights[i] >= 0.0, "categorical: a weight is negative");
    total += weights[i];
  }
  // Counted, since a processor could not foresee where the sum passes. Who weighs nothing passes nothing.
  const double passed = u * total;
  double cumulative = 0.0;
  int chosen = 0;
  for (int i = 0; i < n; ++i) {
    cumulative += weights[i];
    chosen += cumulative > passed ? 0 : 1;
  }
  if (chosen < n) return chosen;
  int last = n;  // that is possible
  while (last > 0 && weights[last - 1] == 0.0) --last;
  return last > 0 ? last - 1 : n - 1;
}

}  // namespace skifte::sim
