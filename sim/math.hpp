#pragma once

/// Elementary functions of our own: glibc picks another `exp` by processor, and 6 of 10 000 values then differ, so
/// nothing that decides calls libm. They use only + - * /, the IEEE 754 square root and bit operations, and give the
/// same bits on every IEEE 754 machine when compiled with -ffp-contract=off. Errors are in units in the last place
/// (ulp) of the exact result: the largest seen in the tests, against libm's long double. NaN gives NaN. Sources: fdlibm
/// (Sun Microsystems 1993) for exp, log, sin and cos; Dekker (1971) for pow's double-double logarithm; Wichura (1988),
/// AS 241; Hart et al. (1968), function 5666.
namespace skifte::sim {

/// Any x; 0 below -745.2, infinity above 709.8. Error below 0.9 ulp, subnormal results included.
double exp(double x);
/// x > 0; -infinity at 0, NaN below. Error below 0.9 ulp.
double log(double x);
/// base >= 0, NaN below; pow(0, 0) = 1. Error below 0.95 ulp over the whole range of normal results.
double pow(double base, double exponent);
/// IEEE 754 square root: correctly rounded; NaN below 0.
double sqrt(double x);
/// Inverse of the standard normal distribution; -infinity and infinity at 0 and 1, NaN outside. Absolute error below
/// 2e-14, and below 2e-15 for p in [1e-5, 1 - 1e-5].
double normal_quantile(double p);
/// Standard normal distribution. Absolute error below 3e-16; relative error below 1e-8 down to x = -37.
double normal_cdf(double x);
/// |x| <= 1e4 [rad], NaN outside. Error below 0.8 ulp.
double sin(double x);
/// |x| <= 1e4 [rad], NaN outside. Error below 0.8 ulp.
double cos(double x);

}  // namespace skifte::sim
