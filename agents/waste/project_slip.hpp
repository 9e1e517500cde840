#pragma once

namespace skifte::agents {

/// How far a project's date slips, learnt from its own history.
///
///   announcements  each moves the date by a whole year and comes at a rate l [1/year] while the contracts are open,
///                  k l after them, k in [0, 1]
///   prior          l ~ Gamma(a, b)          a [1], b [year]: other first plants of the kind, worth b project-years
///   history        n announcements in T years: likelihood of a Poisson count, so l | n, T ~ Gamma(a + n, b + T)
///   to come        N over an exposure x [year] is negative binomial (Gamma mixture of Poisson counts):
///                  P(N = 0) = (B/(B + x))^A,  P(N = j + 1) = P(N = j) (A + j)/(j + 1) x/(B + x),  A = a + n, B = b + T
///
/// Source: conjugate Gamma-Poisson updating (Gelman et al. 2013, Bayesian Data Analysis, 3rd ed., 2.6); reference-class
/// forecasting of projects (Flyvbjerg 2006, doi:10.1177/875697280603700302). Valid for x >= 0, A, B > 0. Deviation:
/// whole years, as the announcements were.
struct SlipHistory {
  double prior_slips;     // a [1]
  double prior_years;     // b [year]
  double observed_slips;  // n [1]
  double observed_years;  // T [year]
};

/// Chance of no further slip over `exposure` [year].
double chance_of_no_slip(const SlipHistory& history, double exposure);

/// Further slip [year] at the draw u in (0, 1): the smallest whole number of years whose cumulative chance reaches u.
/// Never falls with u or with `exposure`.
int further_slip(const SlipHistory& history, double exposure, double u);

}  // namespace skifte::agents
