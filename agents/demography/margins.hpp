#pragma once
#include <array>
#include <string>
#include <vector>

#include "agents/city_data.hpp"

namespace skifte::agents {

/// Household sizes as published: 1 to 6 persons, 7 or more.
inline constexpr int household_sizes = 7;

/// Who the adults of a row's households are.
enum class Adults {
  one_woman,
  one_man,
  couple,  ///< a woman and a man, as the income statistics by sex need
  several  ///< other households: adults alternate in sex
};

/// One column of the published table: a form of dwelling.
struct DwellingColumn {
  std::string label;
  Dwelling dwelling;
  Tenure tenure;
};

/// One row of the published table of households by type and form of dwelling.
struct HouseholdRow {
  std::string label;
  HouseholdType type;
  Adults adults;
  int smallest;                    ///< least size these households can have [persons]
  int largest;                     ///< greatest size, 7 meaning 7 or more [persons]
  std::vector<double> households;  ///< by column [households]
};

/// Where households of a form of dwelling lie, and what turns earned into disposable income. Not published by the
/// source of the margins: assumed, see the city's page.
struct SynthesisAssumptions {
  std::array<std::array<double, 3>, 3> zone_share{};  ///< by Dwelling, then Zone; each row adds to 1 [1]
  double single_parent_size_decay = 1;  ///< prior odds of one child more in single parents' households [1]
  double elderly_share_in_couples = 0;  ///< of those 65+ who do not live alone, living as a couple without children [1]
  double elderly_per_elderly_couple = 2;  ///< mean number of persons 65+ in such a couple [persons]
  double elderly_income_factor = 1;       ///< earned income (pensions included) of adults 65+ relative to younger [1]
  std::array<double, 4> tenure_income_factor{1, 1, 1, 1};  ///< earned income by Tenure, relative [1]
  double income_correlation = 0;                           ///< of log incomes within a household [1]
  double untaxed_income = 0;  ///< earned income that allowance and tax credits leave untaxed [kSEK/year]
  double child_benefit = 0;   ///< per child [kSEK/year]
};

/// Published margins of a city's households in the reference year.
struct Margins {
  std::vector<DwellingColumn> columns;
  std::vector<HouseholdRow> rows;
  std::array<double, household_sizes> persons_by_size{};  ///< PERSONS living in households of each size [persons]
  double persons_of_unknown_size = 0;                     ///< registered, but in no household of known size [persons]
  double population = 0;                                  ///< [persons]
  double elderly_persons = 0;                             ///< 65 or older [persons]
  std::array<double, 2> mean_income{};                    ///< earned income of persons 20+, women, men [kSEK/year]
  std::array<double, 2> median_income{};                  ///< the same [kSEK/year]
  double income_tax = 0;                                  ///< municipality's and region's rate [1]
  SynthesisAssumptions assumed;
};

}  // namespace skifte::agents
