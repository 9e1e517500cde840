#pragma once
#include <limits>
#include <string>
#include <string_view>

namespace skifte::sim {

/// The values that a rule can bear of an assumption or a lever's parameter, in the declared unit, and why. Far wider
/// than what is plausible: outside them the equation has no meaning.
struct Bounds {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool includes_least = true;
  std::string why;  ///< of a fault's message: "a share lies from 0 to 1"

  static Bounds any() { return {}; }
  static Bounds not_negative();                      ///< amounts, prices, durations, ratios
  static Bounds positive();                          ///< what the rule divides by or takes the logarithm of
  static Bounds share(std::string_view unit = "1");  ///< 0 to 1, or to 100 in "%"
  /// Both ends included; `why` completes "(...)" in the message.
  static Bounds between(double least, double most, std::string why);

  bool hold(double value) const { return (includes_least ? value >= least : value > least) && value <= most; }
  /// The values that both allow.
  Bounds and_also(const Bounds& other) const;
  bool operator==(const Bounds&) const = default;
};

/// The bounds of what is declared without any. The words of a declaration tell its kind:
///
///   unit 1, % or 1/year; share, chance, probability or part comes first, or the name
///     ends in `share`; not "over" or "relative to" something                             0 to 1 (100 %)
///   else in these units: utility, utils, log odds, elasticity, response, growth, trend,
///     change, fall, rise, adds                                     any number; -1 to 1 in 1/year
///   life, lifetime, half-life, Weibull, shape, time constant, mean time, time in which,
///     time between, mean term                                                            above 0
///   all else: amounts, prices, rates, ratios, durations                                  at least 0
///
/// What these words do not catch declares its bounds itself.
Bounds implied_bounds(std::string_view name, std::string_view unit, std::string_view meaning);

}  // namespace skifte::sim
