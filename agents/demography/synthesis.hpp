#pragma once
#include <vector>

#include "agents/city_data.hpp"
#include "agents/demography/margins.hpp"

namespace skifte::agents {

/// The synthetic population of a city and how it meets what is published.
struct SyntheticPopulation {
  SyntheticHouseholds households;
  std::vector<MarginFit> fits;  ///< the table's every cell and sum, sizes, population, age, income
};

/// Builds one household an entry from published margins; a pure function: same margins, same households, whatever the
/// run's seed.
///
///   n(row, column)  type x form of dwelling: published, taken as it is
///   n(row, size)    iterative proportional fitting of a prior (1 where the type admits the size, 0 elsewhere; single
///   parents'
///                   by single_parent_size_decay) to the rows' sums and to households by size = persons by size / size;
///                   then controlled rounding, so that both margins hold to the household
///   size | row      independent of the form of dwelling, in keyed order ("truncate, replicate, sample")
///   zone | dwelling assumed shares, largest remainders, keyed order
///   elderly         single households 65+ as published; couples from the persons 65+ who do not live alone
///   income          earned income per adult lognormal around published means by sex; disposable =
///                   sum over adults (e - tax * max(0, e - untaxed)) + child benefit * children: an estimate, since
///                   disposable household income is not published
///   quintile        fifths of households by disposable income per consumption unit (Statistics Sweden's scale)
///
/// "7 or more persons" have the size that makes their persons come out. A missing form of dwelling is kept as
/// Dwelling::other. Margins that contradict each other are a UserFault.
SyntheticPopulation synthesise(const Margins& margins);

/// Consumption units of a household by Statistics Sweden's scale of 2004: 1 for one adult, 1.51 for two, 0.60 for each
/// further adult, 0.52 for the first child, 0.42 for each further child.
double consumption_units(int persons, int children);

}  // namespace skifte::agents
