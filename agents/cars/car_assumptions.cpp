#include "agents/cars/car_assumptions.hpp"

namespace skifte::agents {

std::array<double, powertrains> read_by_powertrain(sim::AssumptionReader& read, const std::string& prefix,
                                                   std::string_view unit, std::string_view meaning) {
  std::array<double, powertrains> values{};
  for (std::size_t j = 0; j < values.size(); ++j) {
    values[j] = read.number(prefix + "." + std::string(powertrain_labels[j]), unit, meaning);
  }
  return values;
}

CarLifeAssumptions::CarLifeAssumptions(sim::AssumptionReader& read)
    : survival_shape(read.number("car.survival.weibull_shape", "1", "Weibull shape of a car's age at scrapping")),
      survival_scale(read.number("car.survival.weibull_scale", "year", "Weibull scale of a car's age at scrapping")),
      holding_new(
          read.number("car.holding_time.private_new", "year", "Mean time a household keeps a car it bought new")),
      holding_used(
          read.number("car.holding_time.private_used", "year", "Mean time a household keeps a car it bought used")),
      holding_shape(read.number("car.holding_time.shape", "1", "Weibull shape of households' holding times")),
      private_lease_share(read.number("car.private_lease_share", "1", "Share of households' new cars that are leased")),
      lease_term(read.number("car.lease.term", "month", "Mean term of a lease")),
      lease_spread(read.number("car.lease.spread", "month", "Half-width of leases' terms around their mean")),
      company_owned_share(
          read.number("car.company.owned_share", "1", "Share of company cars that the firm buys rather than leases")),
      holding_company_owned(
          read.number("car.holding_time.company_owned", "year", "Mean time a firm keeps a car it bought")),
      holding_company_spread(read.number("car.holding_time.company_owned_spread", "1",
                                         "Half-width of the times firms keep cars they bought, over the mean")) {}

InitialCarAssumptions::InitialCarAssumptions(sim::AssumptionReader& read)
    : stock_ratio(read_by_powertrain(read, "car.initial.stock_ratio", "1",
                                     "Stock at the end of 2014 over the stock at the end of 2015")),
      age_ratio(read_by_powertrain(read, "car.initial.age_ratio", "1",
                                   "Mean age at the start over that of a stationary stock")),
      company_share(read_by_powertrain(read, "car.initial.company_share", "1",
                                       "Share of this powertrain among company cars at the start")),
      company_cars(
          read.series("car.company.number", "vehicle", "Cars registered in the city and owned by legal entities")),
      energy_use_per_year_of_age(read.number("car.energy_use.per_year_of_age", "1/year",
                                             "How much more energy per km a car uses for each year of its age")),
      distance_lean(read.number("car.initial.distance_lean", "year/km",
                                "How much who drives far tends to the powertrains of those who drive far, at the "
                                "start, standard deviations")) {}

}  // namespace skifte::agents
