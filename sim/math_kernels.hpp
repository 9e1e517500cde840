#pragma once
#include <bit>
#include <cstdint>

namespace skifte::sim {

// What sim/math.cpp and sim/math_lanes.cpp share: the parts of functions that have no branches.

inline constexpr double ln2_high =
    6.93147180369123816490e-01;  ///< upper 32 bits of log 2: times an exponent it is exact
inline constexpr double ln2_low = 1.90821492927058770002e-10;

/// x = mantissa * 2^exponent with mantissa in [sqrt(1/2), sqrt(2)).
struct Parts {
  double mantissa;
  int exponent;
};

/// Of a finite x > 0 that is no subnormal.
inline Parts split_normal(double x) {
  // Adding what lies between the bits of sqrt(1/2) and of 1 carries into the exponent from a mantissa of sqrt(2) on.
  constexpr std::uint64_t one = 0x3ff0000000000000ULL;
  constexpr std::uint64_t root_half = 0x3fe6a09e00000000ULL;
  const std::uint64_t shifted = std::bit_cast<std::uint64_t>(x) + (one - root_half);
  return {std::bit_cast<double>((shifted & 0x000fffffffffffffULL) + root_half), static_cast<int>(shifted >> 52) - 1023};
}

/// log(mantissa * 2^exponent), after fdlibm.
inline double log_of(Parts x) {
  const double f = x.mantissa - 1.0;
  const double half_square = 0.5 * f * f;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double w = z * z;
  const double odd = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double even =
      z * (6.666666666666735130e-01 +
           w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  return x.exponent * ln2_high - ((half_square - (s * (half_square + odd + even) + x.exponent * ln2_low)) - f);
}

/// coefficients[0] + coefficients[1] x + ... by Horner's rule.
template <int n>
double polynomial(const double (&coefficients)[n], double x) {
  double value = coefficients[n - 1];
  for (int i = n - 2; i >= 0; --i) value = value * x + coefficients[i];
  return value;
}

/// Wichura's (1988) quotient of polynomials in 0.180625 - q^2 for the normal quantile of 0.5 + q, |q| <= central_reach.
inline constexpr double central_reach = 0.425;
inline constexpr double central_numerator[] = {
    3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
    4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3};
inline constexpr double central_denominator[] = {1.0,
                                                 4.2313330701600911252e1,
                                                 6.8718700749205790830e2,
                                                 5.3941960214247511077e3,
                                                 2.1213794301586595867e4,
                                                 3.9307895800092710610e4,
                                                 2.8729085735721942674e4,
                                                 5.2264952788528545610e3};

}  // namespace skifte::sim
