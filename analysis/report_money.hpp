#pragma once
#include "analysis/pairing.hpp"
#include "analysis/report_sections.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// Money by payer and the city's finance; sums over the years after `observed` to 2030 and from then to the last. With
/// a baseline that is paired, the sums' differences too.
MoneyReport collect_money(const output::ResultFile& file, const output::ResultFile* baseline, const Pairing& pairing,
                          int observed);

/// Groups of households in 2030 and 2045, adoption among them, the Gini coefficient by year. Empty without groups.
PeopleReport collect_people(const output::ResultFile& file, const output::ResultFile* baseline, const Pairing& pairing);

}  // namespace skifte::analysis
