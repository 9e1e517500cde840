#include "agents/industry/biogas_contract.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

BiogasContractAssumptions::BiogasContractAssumptions(sim::AssumptionReader& read)
    : willingness(
          read.number("industry.biogas_willingness", "SEK/kWh", "Mean extra payment for biogas that customers bear")),
      steepness(read.number("industry.biogas_steepness", "1",
                            "How alike a plant's customers are in what they pay extra for biogas")),
      tax_exempt(read.series("industry.biogas_tax_exempt", "1", "Share of the carbon tax that biogas is free of")),
      seller_share(read.number("industry.biogas_seller_share", "1",
                               "Share of the carbon cost saved that sellers of biogas keep")) {}

double biogas_share(const BiogasContractAssumptions& assumptions, double premium, double carbon_saved,
                    double willingness) {
  const double extra = premium - (1.0 - assumptions.seller_share) * carbon_saved;
  if (extra <= 0) return 1.0;
  if (willingness <= 0) return 0.0;
  return 1.0 / (1.0 + sim::pow(extra / willingness, assumptions.steepness));
}

}  // namespace skifte::agents
