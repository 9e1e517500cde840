#pragma once
#include <string>
#include <string_view>

namespace skifte::scenarios {

enum class DistributionKind { fixed, uniform, triangular, normal, lognormal, beta };

/// "uniform", ...; the words of the scenario language.
std::string_view to_word(DistributionKind kind);

/// A continuous distribution of one uncertain number x, in whatever unit its owner declares.
///
///   fixed       x = mode
///   uniform     on [low, high]
///   triangular  on [low, high], density highest at mode
///   normal      mean, sd; cut to [low, high], which may be infinite
///   lognormal   log x is normal with mean log(median) and sd log_sd [1]
///   beta        on [low, high], density proportional to (x - low)^(alpha - 1) (high - x)^(beta - 1)
///
/// Members a kind does not name are 0. The factories throw UserFault on what is no distribution: low >= high, a mode
/// outside, sd, log_sd, median, alpha or beta not above 0, or a normal cut to less than 1e-4 of its mass.
class Distribution {
 public:
  static Distribution fixed(double value);
  static Distribution uniform(double low, double high);
  static Distribution triangular(double low, double mode, double high);
  static Distribution normal(double mean, double sd);
  static Distribution truncated_normal(double mean, double sd, double low, double high);
  static Distribution lognormal(double median, double log_sd);
  static Distribution beta(double alpha, double beta, double low, double high);

  /// From an assumption: its central value and its range. The range is the support for uniform, triangular (mode:
  /// value) and beta (the PERT form: mode value, alpha + beta = 6; Malcolm et al. 1959, doi:10.1287/opre.7.5.646); it
  /// is the central 90 % interval of normal (mean: value, sd from the range's width) and lognormal (median: value,
  /// log_sd from the range's ratio). UserFault when the value lies outside the range.
  static Distribution from_range(DistributionKind kind, double value, double low, double high);

  /// Of x times `factor`, which must be above 0 (ProgramFault).
  Distribution scaled(double factor) const;

  /// The value below which the distribution's share u in (0, 1) lies. Uses sim/math.hpp only.
  double quantile(double u) const;
  /// As a person writes it, without unit for the dimensionless: `triangular(4, 5.5, 8) year`.
  std::string describe(std::string_view unit) const;

  DistributionKind kind() const { return kind_; }
  double low() const { return low_; }    ///< end of the support; may be -infinity
  double high() const { return high_; }  ///< end of the support; may be infinity
  double mode() const { return mode_; }
  double mean() const { return mean_; }
  double sd() const { return sd_; }
  double median() const { return median_; }
  double log_sd() const { return log_sd_; }
  double alpha() const { return alpha_; }
  double beta() const { return beta_; }
  bool operator==(const Distribution&) const = default;

 private:
  DistributionKind kind_ = DistributionKind::fixed;
  double low_ = 0;
  double high_ = 0;
  double mode_ = 0;
  double mean_ = 0;
  double sd_ = 0;
  double median_ = 0;
  double log_sd_ = 0;
  double alpha_ = 0;
  double beta_ = 0;
};

/// Regularised incomplete beta function I_x(a, b), 0 <= x <= 1, a, b > 0: the beta distribution's share below x.
/// Continued fraction by Lentz's method (DLMF 8.17.22); absolute error below 1e-10 for a, b <= 1000.
double incomplete_beta(double a, double b, double x);

/// A number as short as reads back the same, without trailing zeros: 5.5, 200000, 1e+21.
std::string short_number(double value);
/// The same for people, to twelve figures: 0.45 where a change of unit left 0.44999999999999996.
std::string rounded_number(double value);

}  // namespace skifte::scenarios
