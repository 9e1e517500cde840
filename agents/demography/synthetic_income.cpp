#include "agents/demography/synthetic_income.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

#include "agents/demography/signals.hpp"
#include "agents/demography/synthesis.hpp"
#include "sim/math.hpp"
#include "sim/random.hpp"

namespace skifte::agents {
namespace {

constexpr auto household_income = sim::decision("synthesis.income.household");
constexpr auto adult_income = sim::decision("synthesis.income.adult");
constexpr double least_dispersion = 0.2;  // keeps a spread when the factors explain more than the published one

/// An adult and what the income is made of.
struct Earner {
  std::size_t household;
  std::size_t sex;  ///< 0 woman, 1 man
  double factor;    ///< [1]
  double z;         ///< standard normal
  double earned = 0;
};

std::size_t sex_of(Adults adults, int number) {
  if (adults == Adults::one_woman) return 0;
  if (adults == Adults::one_man) return 1;
  return static_cast<std::size_t>(number % 2);
}

std::vector<Earner> earners_of(const Margins& margins, const std::vector<Adults>& adults,
                               const SyntheticHouseholds& households) {
  const sim::RandomSource source(0, 0);  // the population is built once, whatever the run's seed
  const SynthesisAssumptions& assumed = margins.assumed;
  const double common = sim::sqrt(assumed.income_correlation);
  const double own = sim::sqrt(1 - assumed.income_correlation);
  std::vector<Earner> earners;
  for (std::size_t i = 0; i < households.size(); ++i) {
    const double factor = assumed.tenure_income_factor[households.tenure[i]] *
                          (households.elderly[i] != 0 ? assumed.elderly_income_factor : 1.0);
    const double z_household = sim::normal_quantile(source.uniform(household_income, household_id(i), 0));
    const int count = std::max(1, households.persons[i] - households.children[i]);
    for (int a = 0; a < count; ++a) {
      const double u = source.uniform(adult_income, household_id(i), static_cast<std::uint32_t>(a));
      earners.push_back({i, sex_of(adults[i], a), factor, common * z_household + own * sim::normal_quantile(u)});
    }
  }
  return earners;
}

/// Variance of log f over one sex's adults.
double log_factor_variance(const std::vector<Earner>& earners, std::size_t sex) {
  double n = 0;
  double sum = 0;
  double squares = 0;
  for (const Earner& earner : earners) {
    if (earner.sex != sex) continue;
    const double x = sim::log(earner.factor);
    n += 1;
    sum += x;
    squares += x * x;
  }
  return n > 0 ? std::max(0.0, squares / n - (sum / n) * (sum / n)) : 0.0;
}

void earn(const Margins& margins, std::size_t sex, std::vector<Earner>& earners, std::vector<MarginFit>& fits) {
  const double published = margins.mean_income[sex];
  const double dispersion = 2 * sim::log(published / margins.median_income[sex]) - log_factor_variance(earners, sex);
  const double sd = std::max(least_dispersion, dispersion > 0 ? sim::sqrt(dispersion) : 0.0);
  double n = 0;
  double sum = 0;
  for (Earner& earner : earners) {
    if (earner.sex != sex) continue;
    earner.earned = earner.factor * sim::exp(sd * earner.z);
    n += 1;
    sum += earner.earned;
  }
  std::vector<double> incomes;
  for (Earner& earner : earners) {
    if (earner.sex != sex) continue;
    earner.earned *= published * n / sum;
    incomes.push_back(earner.earned);
  }
  const std::string label = sex == 0 ? "women 20+" : "men 20+";
  fits.push_back({"mean earned income", label, published, std::accumulate(incomes.begin(), incomes.end(), 0.0) / n});
  const auto middle = incomes.begin() + static_cast<std::ptrdiff_t>(incomes.size() / 2);
  std::nth_element(incomes.begin(), middle, incomes.end());
  fits.push_back({"median earned income", label, margins.median_income[sex], *middle});
}

void sort_into_quintiles(SyntheticHouseholds& households) {
  const std::size_t n = households.size();
  std::vector<double> per_unit(n);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = 0; i < n; ++i) {
    per_unit[i] = double{households.income[i]} / consumption_units(households.persons[i], households.children[i]);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return per_unit[a] < per_unit[b]; });
  households.quintile.assign(n, 0);
  for (std::size_t rank = 0; rank < n; ++rank) {
    const std::size_t quintile = rank * quintiles / n;
    households.quintile[order[rank]] = static_cast<std::uint8_t>(quintile);
    const bool first = rank > 0 && quintile > (rank - 1) * quintiles / n;
    if (first) households.terms.quintile_from[quintile - 1] = per_unit[order[rank]];
  }
}

}  // namespace

double disposable_of(const IncomeTerms& terms, double earned) {
  return earned - terms.tax * std::max(0.0, earned - terms.untaxed);
}

double earned_of(const IncomeTerms& terms, double disposable) {
  if (disposable <= terms.untaxed || terms.tax >= 1) return disposable;
  return (disposable - terms.tax * terms.untaxed) / (1 - terms.tax);
}

int quintile_of(const IncomeTerms& terms, double income, int persons, int children) {
  const double per_unit = income / consumption_units(persons, children);
  int quintile = 0;  // counted, since a processor could not foresee where a search ends
  for (const double from : terms.quintile_from) quintile += from <= per_unit ? 1 : 0;
  return quintile;
}

void estimate_incomes(const Margins& margins, const std::vector<Adults>& adults, SyntheticHouseholds& households,
                      std::vector<MarginFit>& fits) {
  households.terms = {margins.income_tax,
                      margins.assumed.untaxed_income,
                      margins.assumed.child_benefit,
                      margins.assumed.elderly_income_factor,
                      {}};
  std::vector<Earner> earners = earners_of(margins, adults, households);
  for (std::size_t sex = 0; sex < 2; ++sex) earn(margins, sex, earners, fits);
  std::vector<double> disposable(households.size(), 0.0);
  for (const Earner& earner : earners) {
    disposable[earner.household] += disposable_of(households.terms, earner.earned);
  }
  households.income.resize(households.size());
  for (std::size_t i = 0; i < households.size(); ++i) {
    households.income[i] = static_cast<float>(disposable[i] + households.terms.child_benefit * households.children[i]);
  }
  sort_into_quintiles(households);
}

}  // namespace skifte::agents
