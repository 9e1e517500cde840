#pragma once
#include "agents/demography/margins.hpp"
#include "scenarios/csv.hpp"

namespace skifte::scenarios {

/// The households' margins from a city's households.csv (series, year, value, unit, source) in Statistics Sweden's
/// words:
///   households/TYPE/FORM OF DWELLING                  households by type and form of dwelling, reference year
///   persons_living_in_household_of_size/N ...         PERSONS by size of their household, reference year
///   population_31dec                                  persons, reference year
///   population_age/65+                                persons, reference year
///   income_earned(...)/SEX/totalt 20+ år/MEASURE      kSEK a year, the newest year
///   tax_rate/Kommun and tax_rate/Region               %
/// `assumed` is left as it is. Unknown types and forms, and missing series, are recorded as faults.
agents::Margins read_margins(const CsvTable& households, int reference_year, FaultList& faults);

}  // namespace skifte::scenarios
