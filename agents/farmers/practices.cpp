#include "agents/farmers/practices.hpp"

#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

AdoptionAssumptions::AdoptionAssumptions(sim::AssumptionReader& read) : practice{} {
  for (std::size_t p = 0; p < practice.size(); ++p) {
    const std::string name = std::string(practice_labels[p]);
    practice[p] = {
        read.number("farm.initial_share." + name, "1", "Share of farms that practised in 2015, which does not count"),
        read.number("farm.eligible_share." + name, "1", "Share of a farm's arable land where the practice fits"),
        read.number("farm.cost." + name, "SEK/(ha year)", "Median net cost of the practice, benefits apart"),
        read.number("farm.cost_spread." + name, "1", "Standard deviation of the logarithm of farms' cost"),
        read.number("farm.benefit." + name, "SEK/(ha year)", "Agronomic benefit of the practice"),
        read.number("farm.carbon_gain." + name, "g/(ha year)", "Carbon dioxide bound in the first year"),
        read.number("farm.carbon_saturation." + name, "g/ha", "Carbon dioxide bound in the long run"),
        read.number("farm.carbon_loss_rate." + name, "1/year",
                    "Rate at which it is lost when the practice is given up"),
        read.number("farm.nitrous_oxide." + name, "g/(ha year)", "Nitrous oxide that the practice adds, CO2e",
                    sim::Bounds::any()),
        read.number("farm.payment_weight." + name, "1",
                    "What the city's programme pays for it relative to cover crops"),
    };
  }
  hysteresis = read.number("farm.hysteresis", "SEK/(ha year)", "Margin that a change of routine must bring");
  neighbour_effect = read.number("farm.neighbour_effect", "SEK/(ha year)", "Worth of seeing all other farms practise");
  biochar_supply = read.number("farm.biochar_supply", "ha", "Area that the region's biochar can keep treating");
}

double practice_margin(const AdoptionAssumptions& assumptions, Practice practice, double payment, double cost_factor,
                       double neighbours_share) {
  const PracticeAssumptions& terms = assumptions.practice[static_cast<std::size_t>(practice)];
  return payment - terms.cost * cost_factor + terms.benefit + assumptions.neighbour_effect * neighbours_share;
}

bool decides_to_practise(const AdoptionAssumptions& assumptions, bool practises, double margin) {
  return practises ? margin >= -assumptions.hysteresis : margin > assumptions.hysteresis;
}

double soil_carbon_after(const PracticeAssumptions& practice, bool practised, double carbon, double years) {
  if (!practised) return carbon * sim::exp(-practice.loss_rate * years);
  if (practice.saturation <= 0) return carbon;
  return practice.saturation - (practice.saturation - carbon) * sim::exp(-practice.gain * years / practice.saturation);
}

}  // namespace skifte::agents
