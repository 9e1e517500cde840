#include "agents/farmers/herds.hpp"

#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

HerdAssumptions::HerdAssumptions(sim::AssumptionReader& read) : animals{}, factor{}, exit{} {
  for (std::size_t k = 0; k < animals.size(); ++k) {
    const std::string name = std::string(livestock_labels[k]);
    animals[k] = read.number("farm.animals." + name, "animal", "Animals in the municipality in 2015");
    factor[k] =
        read.number("farm.animal_emission." + name, "g/(animal year)", "Methane and nitrous oxide of an animal");
    exit[k] =
        read.number("farm.herd_exit." + name, "1/year", "Probability that a farm gives up these animals in a year");
  }
  herd_farm_share = read.number("farm.herd_farm_share", "1", "Share of farms that keep one kind of animals");
  takeover = read.number("farm.herd_takeover", "1", "Share of animals given up that other farms here take over");
  growth = read.number("farm.herd_growth", "1/year", "Yearly growth of the herds that remain");
}

SoilAssumptions::SoilAssumptions(sim::AssumptionReader& read)
    : base_emission(read.number("farm.soil_emission", "g/(ha year)", "Soil emissions that follow the area")),
      nitrogen(read.number("farm.nitrogen", "kg/(ha year)", "Mineral nitrogen spread in 2015")),
      nitrogen_factor(
          read.number("farm.nitrogen_emission", "g/kg", "Direct and indirect nitrous oxide per kg of nitrogen")),
      nitrogen_elasticity(
          read.number("farm.nitrogen_elasticity", "1", "Elasticity of nitrogen use on the price of gas")),
      nitrogen_trend(read.number("farm.nitrogen_trend", "1/year", "Continuous trend of nitrogen use")),
      reference_gas_price(
          read.number("farm.reference_gas_price", "SEK/kWh", "Gas price at which 2015's nitrogen is used")),
      lime(read.number("farm.lime_emission", "g/(ha year)", "Carbon dioxide from lime")),
      weather(read.series("farm.weather", "1", "The year's soil emissions relative to normal weather")),
      weather_sd(read.number("farm.weather_sd", "1", "Standard deviation of its logarithm in years not known")) {}

double soil_emission(const SoilAssumptions& assumptions, double years_since_2015, double gas_price, double weather) {
  const double relative_price = gas_price > 0 ? gas_price / assumptions.reference_gas_price : 1.0;
  const double nitrogen = assumptions.nitrogen * sim::exp(assumptions.nitrogen_trend * years_since_2015) *
                          sim::pow(relative_price, -assumptions.nitrogen_elasticity);
  return (assumptions.base_emission + assumptions.nitrogen_factor * nitrogen) * weather + assumptions.lime;
}

}  // namespace skifte::agents
