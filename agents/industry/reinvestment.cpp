#include "agents/industry/reinvestment.hpp"

namespace skifte::agents {

ReinvestmentAssumptions::ReinvestmentAssumptions(sim::AssumptionReader& read)
    : interval(read.number("industry.window_interval", "year", "Time between a plant's reinvestment windows")),
      life(read.number("industry.investment_life", "year", "Life of the equipment as the owner reckons")),
      hurdle(read.number("industry.hurdle_rate", "1/year", "Median rate of return demanded")),
      hurdle_spread(read.number("industry.hurdle_spread", "1", "Standard deviation of its logarithm over plants")),
      site_spread(read.number("industry.site_spread", "1", "Standard deviation of the logarithm of sites' cost")),
      carbon_growth(read.number("industry.carbon_growth", "1/year", "Growth of the carbon price that owners expect")),
      efficiency_saving(
          read.number("industry.efficiency_saving", "1", "Share of fuel that a window's efficiency measures save")),
      efficiency_cost(
          read.number("industry.efficiency_cost", "SEK year/Wh", "Cost of efficiency per yearly fuel saved")),
      electrifiable_share(
          read.number("industry.electrifiable_share", "1", "Share of fuel that electricity can replace")),
      electricity_per_fuel(
          read.number("industry.electricity_per_fuel", "1", "Electricity that replaces a unit of fuel")),
      electrification_cost(
          read.number("industry.electrification_cost", "SEK year/Wh", "Cost of electric heat per yearly fuel")),
      technology_progress(read.number("industry.technology_progress", "1/year", "Yearly fall of that cost")),
      build_time(read.number("industry.build_time", "year", "From decision to operation")),
      grant_share(read.number("industry.grant_share", "1", "Share of investments that the state pays today")),
      free_allocation_2025(
          read.number("industry.free_allocation_2025", "1", "Share of trading plants' emissions allocated free")),
      free_allocation_end(read.number("industry.free_allocation_end", "year", "Year in which free allocation ends")),
      full_load_hours(read.number("industry.full_load_hours", "h/year", "Full-load hours of electric equipment")) {}

double annuity_factor(double growth, double hurdle, int years) {
  const double ratio = (1.0 + growth) / (1.0 + hurdle);
  double power = 1.0;
  double sum = 0;
  for (int t = 0; t < years; ++t) {
    power *= ratio;
    sum += power;
  }
  return sum;
}

double net_present_value(const Investment& investment, const Expectation& expectation, double hurdle, int years,
                         double grant_share) {
  const double energy =
      investment.fuel_saved * expectation.fuel_price - investment.electricity_used * expectation.electricity_price;
  const double carbon = investment.fuel_saved * investment.emission_factor * expectation.carbon_price;
  return energy * annuity_factor(0, hurdle, years) + carbon * annuity_factor(expectation.carbon_growth, hurdle, years) -
         (1.0 - grant_share) * investment.cost;
}

}  // namespace skifte::agents
