#include "agents/waste/landfill.hpp"

#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

LandfillAssumptions::LandfillAssumptions(sim::AssumptionReader& read)
    : classes{},
      decay_factor(read.number("landfill.decay_factor", "1", "Decay at this site over the tables' rates")),
      deposits(read.number("landfill.deposits", "g/year", "Mixed waste deposited in the peak year")),
      first_year(read.number("landfill.first_year", "year", "First year of deposits")),
      peak_year(read.number("landfill.peak_year", "year", "Year of the largest deposits")),
      last_year(read.number("landfill.last_year", "year", "Last year of deposits")),
      growth(read.number("landfill.growth", "1/year", "Growth of deposits before the peak")),
      decline(read.number("landfill.decline", "1/year", "Decline of deposits after it")),
      methane_share(read.number("landfill.methane_share", "1", "Share of methane in landfill gas")),
      oxidation(read.number("landfill.oxidation", "1", "Share of methane oxidised in the cover")),
      recovery(read.number("landfill.recovery", "1", "Share of methane recovered with wells in order")),
      well_decay(read.number("landfill.well_decay", "1/year", "Yearly loss of recovery as wells fail")),
      repair_threshold(
          read.number("landfill.repair_threshold", "1", "Recovery relative to order below which wells are repaired")),
      methane_gwp(read.number("emission_factor.methane_gwp", "1", "Global warming potential of methane, 100 years")) {
  for (std::size_t c = 0; c < classes.size(); ++c) {
    const std::string name = "landfill." + std::string(landfill_classes[c]);
    classes[c].share = read.number(name + ".share", "1", "Share of the deposits");
    classes[c].carbon = read.number(name + ".carbon", "1", "Carbon that decomposes per wet waste, DOC times DOCf");
    classes[c].decay = read.number(name + ".decay", "1/year", "Decay rate k");
  }
}

Landfill::Landfill(const LandfillAssumptions& assumptions) : methane_share_(assumptions.methane_share) {
  for (std::size_t c = 0; c < at_end_.size(); ++c) {
    const LandfillAssumptions::WasteClass& waste = assumptions.classes[c];
    rate_[c] = waste.decay * assumptions.decay_factor;
    for (double year = assumptions.first_year; year <= assumptions.last_year; year += 1.0) {
      const double trend = year < assumptions.peak_year ? assumptions.growth : -assumptions.decline;
      const double deposit = assumptions.deposits * sim::exp(trend * (year - assumptions.peak_year));
      at_end_[c] = at_end_[c] * sim::exp(-rate_[c]) + deposit * waste.share * waste.carbon;
    }
  }
}

double Landfill::decomposable_carbon(double years) const {
  double sum = 0;
  for (std::size_t c = 0; c < at_end_.size(); ++c) sum += at_end_[c] * sim::exp(-rate_[c] * years);
  return sum;
}

double Landfill::methane_made(double years, double span) const {
  return (decomposable_carbon(years) - decomposable_carbon(years + span)) * methane_share_ * 16.0 / 12.0;
}

bool GasWells::turn_year() {
  recovery_ *= sim::exp(-assumptions_.well_decay);
  if (recovery_ >= assumptions_.repair_threshold * assumptions_.recovery) return false;
  recovery_ = assumptions_.recovery;
  return true;
}

}  // namespace skifte::agents
