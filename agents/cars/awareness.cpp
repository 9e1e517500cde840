#include "agents/cars/awareness.hpp"

#include "sim/math.hpp"

namespace skifte::agents {

AwarenessAssumptions::AwarenessAssumptions(sim::AssumptionReader& read)
    : initial(
          read.number("car.awareness.initial", "1", "Share of households that reckon with plug-in cars at the start")),
      media(read.number("car.awareness.media", "1/year", "Rate at which media and dealers make households aware")),
      campaign(
          read.number("car.awareness.campaign", "1/year", "Rate added by a campaign of the city at full strength")),
      word_of_mouth(read.number("car.awareness.word_of_mouth", "1/year", "Rate if all cars around were plug-ins")),
      attitude(read.number("car.awareness.attitude", "1",
                           "How much earlier innovative households become aware, per standard deviation")) {}

Awareness::Awareness(const AwarenessAssumptions& assumptions) : assumptions_(assumptions) {
  exposure_.fill(-sim::log(1 - assumptions.initial));
}

void Awareness::advance(double campaign, const std::array<double, 3>& plugin_share, double years) {
  for (std::size_t z = 0; z < exposure_.size(); ++z) {
    exposure_[z] +=
        years * (assumptions_.media + assumptions_.campaign * campaign + assumptions_.word_of_mouth * plugin_share[z]);
  }
}

double Awareness::threshold(const AwarenessAssumptions& assumptions, double luck, double attitude) {
  return luck * sim::exp(-assumptions.attitude * attitude);
}

}  // namespace skifte::agents
