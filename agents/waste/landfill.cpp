#include "agents/waste/landfill.hpp"

#include "sim/math.hpp"

namespace skifte::agents {

LandfillAssumptions::LandfillAssumptions(sim::AssumptionReader& read)
    : half_life(read.number("landfill.half_life", "year", "Half-life of the decomposable carbon")),
      deposits(read.number("landfill.deposits", "g/year", "Mixed waste deposited a year while the landfill was open")),
      first_year(read.number("landfill.first_year", "year", "First year of deposits")),
      last_year(read.number("landfill.last_year", "year", "Last year of deposits")),
      carbon(read.number("landfill.carbon", "1", "Carbon that decomposes per waste deposited")),
      methane_share(read.number("landfill.methane_share", "1", "Share of methane in landfill gas")),
      oxidation(read.number("landfill.oxidation", "1", "Share of methane oxidised in the cover")),
      recovery(read.number("landfill.recovery", "1", "Share of methane recovered with wells in order")),
      well_decay(read.number("landfill.well_decay", "1/year", "Yearly loss of recovery as wells fail")),
      repair_threshold(
          read.number("landfill.repair_threshold", "1", "Recovery relative to order below which wells are repaired")),
      methane_gwp(read.number("emission_factor.methane_gwp", "1", "Global warming potential of methane, 100 years")) {}

namespace {

double decay_rate(const LandfillAssumptions& assumptions) {
  return sim::log(2.0) / assumptions.half_life;
}

}  // namespace

double decomposable_carbon(const LandfillAssumptions& assumptions, double years) {
  const double k = decay_rate(assumptions);
  const double deposit_years = assumptions.last_year - assumptions.first_year + 1.0;
  const double at_end =
      assumptions.deposits * assumptions.carbon * (1.0 - sim::exp(-k * deposit_years)) / (1.0 - sim::exp(-k));
  return at_end * sim::exp(-k * years);
}

double methane_made(const LandfillAssumptions& assumptions, double years, double span) {
  const double k = decay_rate(assumptions);
  return decomposable_carbon(assumptions, years) * (1.0 - sim::exp(-k * span)) * assumptions.methane_share * 16.0 /
         12.0;
}

bool GasWells::turn_year() {
  recovery_ *= sim::exp(-assumptions_.well_decay);
  if (recovery_ >= assumptions_.repair_threshold * assumptions_.recovery) return false;
  recovery_ = assumptions_.recovery;
  return true;
}

}  // namespace skifte::agents
