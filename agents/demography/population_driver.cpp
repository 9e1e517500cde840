#include "agents/demography/population_driver.hpp"

#include "sim/math.hpp"

namespace skifte::agents {

PopulationDriver::PopulationDriver(sim::AssumptionReader& read)
    : observed(read.series("demography.population", "person", "Inhabitants at the year's end, as registered")),
      growth(read.number("demography.growth_after_observations", "1/year",
                         "Growth of the population after the last observation")),
      income_growth(read.number("demography.income_growth", "1/year", "Real growth of households' disposable income")),
      price_level(read.number("demography.income_price_level", "1",
                              "Consumer prices of 2022 over those of the year of the income statistics")),
      income_year(read.number("demography.income_year", "1", "Calendar year of the income statistics")) {}

double PopulationDriver::persons(sim::Time date) const {
  const sim::Time last = observed.last_date();
  if (date <= last) return observed.at(date);
  return observed.at(last) * sim::exp(growth * (date - last) / sim::days_per_year);
}

double PopulationDriver::income_factor(sim::Time date) const {
  return price_level * sim::pow(1 + income_growth, sim::decimal_year(date) - (income_year + 0.5));
}

}  // namespace skifte::agents
