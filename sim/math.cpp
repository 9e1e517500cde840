#include "sim/math.hpp"

#include <bit>
#include <cstdint>
#include <limits>

#include "sim/math_kernels.hpp"

// exp, log, sin and cos follow fdlibm (Sun Microsystems 1993): its argument reductions and minimax polynomials.

namespace skifte::sim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The integer nearest to x, |x| < 2^51: adding 1.5 * 2^52 leaves no bits for a fraction.
double nearest_integer(double x) {
  constexpr double shift = 6755399441055744.0;
  return (x + shift) - shift;
}

/// 2^exponent, -1022 <= exponent <= 1023.
double power_of_two(int exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

/// exp(high + low) for |low| far below |high| or 1.
double exp_of_sum(double high, double low) {
  if (high != high) return high;
  if (high > 709.782712893384) return infinity;
  if (high < -745.1332191019412) return 0.0;
  const double k = nearest_integer(high * 1.44269504088896338700);
  const double reduced_high = high - k * ln2_high;
  const double reduced_low = k * ln2_low - low;
  const double r = reduced_high - reduced_low;  // |r| <= 0.35
  const double t = r * r;
  const double c =
      r -
      t * (1.66666666666666019037e-01 +
           t * (-2.77777777770155933842e-03 +
                t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
  const double y = 1.0 - ((reduced_low - r * c / (2.0 - c)) - reduced_high);
  const int exponent = static_cast<int>(k);
  if (exponent > -1022 && exponent < 1024) return y * power_of_two(exponent);
  // Either end in two steps: 2^1024 is no double, and a subnormal result must be rounded once only.
  if (exponent >= 1024) return y * 2.0 * power_of_two(exponent - 1);
  return y * power_of_two(exponent + 1000) * power_of_two(-1000);
}

/// Of a finite x > 0, subnormal ones too.
Parts split_exponent(double x) {
  if (x >= std::numeric_limits<double>::min()) return split_normal(x);
  Parts parts = split_normal(x * 18014398509481984.0);  // 2^54
  parts.exponent -= 54;
  return parts;
}

/// An unevaluated sum high + low with |low| <= ulp(high) / 2: about 106 bits.
struct DoubleDouble {
  double high;
  double low;
};

/// a + b exactly, for |a| >= |b| (Dekker 1971).
DoubleDouble fast_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly (Knuth 1969).
DoubleDouble two_sum(double a, double b) {
  const double sum = a + b;
  const double b_part = sum - a;
  return {sum, (a - (sum - b_part)) + (b - b_part)};
}

/// a * b exactly, |a|, |b| < 2^970 (Veltkamp's split, Dekker 1971).
DoubleDouble two_product(double a, double b) {
  constexpr double splitter = 134217729.0;  // 2^27 + 1
  const double a_scaled = splitter * a, b_scaled = splitter * b;
  const double a_high = a_scaled - (a_scaled - a), b_high = b_scaled - (b_scaled - b);
  const double a_low = a - a_high, b_low = b - b_high;
  const double product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

DoubleDouble multiply(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = two_product(a.high, b.high);
  return fast_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

DoubleDouble add(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble sum = two_sum(a.high, b.high);
  return fast_two_sum(sum.high, sum.low + (a.low + b.low));
}

/// Two polynomials at once, each by Horner's rule: lane 0 has `a`, lane 1 `b`.
using Pair = double __attribute__((vector_size(16)));
template <int n>
Pair polynomials(const double (&a)[n], const double (&b)[n], double x) {
  Pair values = {a[n - 1], b[n - 1]};
  for (int i = n - 2; i >= 0; --i) values = values * Pair{x, x} + Pair{a[i], b[i]};
  return values;
}

/// log(x) to about 2^-65 relative, for finite x > 0: k log 2 + 2 artanh(s), s = (m - 1) / (m + 1), whose first two
/// terms 2 s + 2/3 s^3 are kept to double-double and whose others are at most 2^-12 of the first.
DoubleDouble extended_log(double x) {
  const auto [m, k] = split_exponent(x);
  const double numerator = m - 1.0;  // exact
  const DoubleDouble denominator = two_sum(m, 1.0);
  const double s_high = numerator / denominator.high;
  const DoubleDouble back = two_product(s_high, denominator.high);
  const double remainder = (numerator - back.high) - back.low - s_high * denominator.low;
  const DoubleDouble s = fast_two_sum(s_high, remainder / denominator.high);
  const DoubleDouble z = multiply(s, s);
  const DoubleDouble cubic = multiply(multiply(z, s), {6.66666666666666629659e-01, 3.70074341541718826e-17});
  // Taylor's coefficients in two interleaved halves, which a processor works out side by side. |s| < 0.1716, so that
  // the first term left out is below 2^-70 of the first.
  constexpr double fifth[] = {2.0 / 5.0, 2.0 / 9.0, 2.0 / 13.0, 2.0 / 17.0, 2.0 / 21.0, 2.0 / 25.0};
  constexpr double seventh[] = {2.0 / 7.0, 2.0 / 11.0, 2.0 / 15.0, 2.0 / 19.0, 2.0 / 23.0};
  const double square = z.high * z.high;
  const double series = polynomial(fifth, square) + z.high * polynomial(seventh, square);
  const double rest = series * square * s.high;
  const DoubleDouble whole = fast_two_sum(k * ln2_high, k * ln2_low);
  return add(add(whole, {2.0 * s.high, 2.0 * s.low}), add(cubic, {rest, 0.0}));
}

/// sin(x + tail), |x| <= pi/4.
double sin_kernel(double x, double tail) {
  const double z = x * x;
  const double r =
      8.33333333332248946124e-03 +
      z * (-1.98412698298579493134e-04 +
           z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
  const double v = z * x;
  return x - ((z * (0.5 * tail - v * r) - tail) - v * -1.66666666666666324348e-01);
}

/// cos(x + tail), |x| <= pi/4.
double cos_kernel(double x, double tail) {
  const double z = x * x;
  const double r = z * (4.16666666666666019037e-02 +
                        z * (-1.38888888888741095749e-03 +
                             z * (2.48015872894767294178e-05 +
                                  z * (-2.75573143513906633035e-07 +
                                       z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
  const double half = 0.5 * z;
  const double w = 1.0 - half;
  return w + (((1.0 - w) - half) + (z * r - x * tail));
}

/// sin(x) turned by `quarters` quarter turns, so that 1 gives cos(x).
double turned_sin(double x, int quarters) {
  if (!(x >= -1e4 && x <= 1e4)) return not_a_number;
  // pi/2 in three parts, each of 33 bits so that its multiples are exact, but for the last.
  const double turns = nearest_integer(x * 6.36619772367581382433e-01);
  const double first = x - turns * 1.57079632673412561417e+00;
  const double second = turns * 6.07710050630396597660e-11;
  const double reduced = first - second;
  const double correction = turns * 2.02226624879595063154e-21 - ((first - reduced) - second);
  const double r = reduced - correction;
  const double tail = (reduced - r) - correction;
  switch ((static_cast<int>(turns) + quarters) & 3) {
    case 0:
      return sin_kernel(r, tail);
    case 1:
      return cos_kernel(r, tail);
    case 2:
      return -sin_kernel(r, tail);
    default:
      return -cos_kernel(r, tail);
  }
}

}  // namespace

double exp(double x) {
  return exp_of_sum(x, 0.0);
}

double log(double x) {
  if (!(x > 0.0)) return x == 0.0 ? -infinity : not_a_number;
  if (x == infinity) return infinity;
  return log_of(split_exponent(x));
}

double pow(double base, double exponent) {
  if (exponent == 0.0 || base == 1.0) return 1.0;
  if (!(base >= 0.0) || exponent != exponent) return not_a_number;
  if (base == 0.0) return exponent > 0.0 ? 0.0 : infinity;
  if (base == infinity) return exponent > 0.0 ? infinity : 0.0;
  const DoubleDouble logarithm = extended_log(base);
  const double estimate = exponent * logarithm.high;
  if (!(estimate < 800.0)) return infinity;  // and so |exponent| < 2^63 below, which two_product can split
  if (!(estimate > -800.0)) return 0.0;
  const DoubleDouble product = two_product(exponent, logarithm.high);
  return exp_of_sum(product.high, product.low + exponent * logarithm.low);
}

double sqrt(double x) {
  return __builtin_sqrt(x);
}

double sin(double x) {
  return turned_sin(x, 0);
}

double cos(double x) {
  return turned_sin(x, 1);
}

// Wichura (1988), algorithm AS 241, PPND16, doi:10.2307/2347330.
double normal_quantile(double p) {
  constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                          3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                          2.27238449892691845833e-2, 7.74545014278341407640e-4};
  constexpr double d[] = {1.0,
                          2.05319162663775882187e0,
                          1.67638483018380384940e0,
                          6.89767334985100004550e-1,
                          1.48103976427480074590e-1,
                          1.51986665636164571966e-2,
                          5.47593808499534494600e-4,
                          1.05075007164441684324e-9};
  constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                          2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                          2.71155556874348757815e-5, 2.01033439929228813265e-7};
  constexpr double f[] = {1.0,
                          5.99832206555887937690e-1,
                          1.36929880922735805310e-1,
                          1.48753612908506148525e-2,
                          7.86869131145613259100e-4,
                          1.84631831751005468180e-5,
                          1.42151175831644588870e-7,
                          2.04426310338993978564e-15};
  if (!(p > 0.0 && p < 1.0)) return p == 0.0 ? -infinity : p == 1.0 ? infinity : not_a_number;
  const double q = p - 0.5;
  if (q >= -central_reach && q <= central_reach) {
    const double r = 0.180625 - q * q;
    const Pair ratio = polynomials(central_numerator, central_denominator, r);
    return q * ratio[0] / ratio[1];
  }
  const double r = sqrt(-log(q < 0.0 ? p : 1.0 - p));
  const Pair ratio = r <= 5.0 ? polynomials(c, d, r - 1.6) : polynomials(e, f, r - 5.0);
  const double x = ratio[0] / ratio[1];
  return q < 0.0 ? -x : x;
}

// Hart et al. (1968), function 5666, as given by West (2005), Better approximations to cumulative normal functions.
double normal_cdf(double x) {
  constexpr double numerator[] = {220.206867912376, 221.213596169931,  112.079291497871,    33.912866078383,
                                  6.37396220353165, 0.700383064443688, 3.52624965998911e-02};
  constexpr double denominator[] = {440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674,
                                    86.7807322029461, 16.064177579207,  1.75566716318264, 8.83883476483184e-02};
  if (x != x) return x;
  const double size = x < 0.0 ? -x : x;
  if (size > 38.6) return x < 0.0 ? 0.0 : 1.0;
  const double density = exp(-0.5 * size * size);
  double tail = 0.0;
  if (size < 7.07106781186547) {
    tail = density * polynomial(numerator, size) / polynomial(denominator, size);
  } else {
    const double fraction = size + 1.0 / (size + 2.0 / (size + 3.0 / (size + 4.0 / (size + 0.65))));
    tail = density / fraction / 2.506628274631000502;
  }
  return x < 0.0 ? tail : 1.0 - tail;
}

}  // namespace skifte::sim
