#pragma once
#include <vector>

#include "agents/demography/margins.hpp"

namespace skifte::agents {

/// Fills income and quintile of `households` (see synthesise) and reports how means and medians of earned income by sex
/// are met.
///
///   e = m_sex * f * exp(s_sex * z),  z = sqrt(rho) z_household + sqrt(1 - rho) z_adult, standard normal, keyed draws
///   s_sex^2 = 2 log(mean / median) - var(log f): a lognormal's dispersion less what the factors f (age, tenure)
///   explain m_sex scales the mean over the sex's adults to the published one [kSEK/year]
///
/// Deviations: published means cover all persons 20+, here adults of households, whose children up to 24 earn nothing.
void estimate_incomes(const Margins& margins, const std::vector<Adults>& adults, SyntheticHouseholds& households,
                      std::vector<MarginFit>& fits);

/// What an adult has of what it earns [kSEK/year], and the other way round.
double disposable_of(const IncomeTerms& terms, double earned);
double earned_of(const IncomeTerms& terms, double disposable);

/// Quintile of a household with that disposable income [kSEK/year, of the reference year], 0 lowest.
int quintile_of(const IncomeTerms& terms, double income, int persons, int children);

}  // namespace skifte::agents
