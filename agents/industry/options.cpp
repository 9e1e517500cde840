#include "agents/industry/options.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

TechnologyAssumptions read_technology(sim::AssumptionReader& read, const std::string& name) {
  return {read.number("industry.cost." + name, "SEK year/Wh", "Investment per yearly fuel replaced, in 2025"),
          read.number("industry.electricity_per_fuel." + name, "1", "Electricity that replaces a unit of fuel"),
          read.number("industry.progress." + name, "1/year", "Yearly fall of the investment")};
}

double cost_in(const TechnologyAssumptions& technology, double year) {
  return technology.cost * sim::exp(-technology.progress * std::max(0.0, year - 2025.0));
}

}  // namespace

OptionAssumptions::OptionAssumptions(sim::AssumptionReader& read)
    : interval(read.number("industry.window_interval", "year", "Mean time between a plant's reinvestment windows")),
      interval_spread(
          read.number("industry.window_spread", "1", "Half-width of that time around its mean, over the mean")),
      life(read.number("industry.investment_life", "year", "Life of the equipment as the owner reckons")),
      hurdle(read.number("industry.hurdle_rate", "1/year", "Median rate of return demanded")),
      hurdle_spread(read.number("industry.hurdle_spread", "1", "Standard deviation of its logarithm over plants")),
      site_spread(read.number("industry.site_spread", "1", "Standard deviation of the logarithm of sites' cost")),
      scale_exponent(read.number("industry.scale_exponent", "1", "Exponent of investment on a plant's size")),
      efficiency_saving(
          read.number("industry.efficiency_saving", "1", "Share of fuel that a window's efficiency measures save")),
      efficiency_cost(
          read.number("industry.efficiency_cost", "SEK year/Wh", "Cost of efficiency per yearly fuel saved")),
      boiler_cost(read.number("industry.cost.gas_boiler", "SEK year/Wh", "New gas boiler per yearly fuel")),
      heat_pump(read_technology(read, "heat_pump")),
      electric_boiler(read_technology(read, "electric_boiler")),
      heat_pump_availability(
          read.series("industry.heat_pump_availability", "1", "Share of plants that are offered a heat pump")),
      build_time(read.number("industry.build_time", "year", "From decision to operation")),
      grant_share(read.number("industry.grant_share", "1", "Share of investments that the state pays today")),
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
  const double energy = investment.gas_saved * expectation.gas_price + investment.oil_saved * expectation.oil_price -
                        investment.electricity_used * expectation.electricity_price;
  const double discount = 1.0 / (1.0 + hurdle);
  double power = 1.0;
  double value = investment.avoided - (1.0 - grant_share) * investment.cost;
  for (int t = 0; t < std::min(years, longest_life); ++t) {
    power *= discount;
    value += power * (energy + investment.carbon_saved * expectation.carbon_worth[static_cast<std::size_t>(t)]);
  }
  return value;
}

PlantDecision decide_at_window(const OptionAssumptions& assumptions, const HeatSite& site,
                               const Expectation& expectation, double grant_share, double year) {
  const int life = std::clamp(static_cast<int>(std::floor(assumptions.life + 0.5)), 1, longest_life);
  const double fuel = site.gas + site.oil;
  const double burnt = 1.0 - site.pump - site.boiler;  // share still by fuel
  if (fuel <= 0 || burnt <= 0) return {};
  const double electrifiable = std::clamp(site.low + site.middle - site.pump - site.boiler, 0.0, burnt);
  const double pumpable = site.offered_pump ? std::clamp(site.low - site.pump, 0.0, electrifiable) : 0.0;
  const double pump_cost = cost_in(assumptions.heat_pump, year);
  const double boiler_cost = cost_in(assumptions.electric_boiler, year);
  PlantDecision best;
  for (int option = 1; option < 8; ++option) {
    const bool efficiency = (option & 1) != 0;
    const double pump = (option & 2) != 0 ? pumpable : 0.0;
    const double boiler = (option & 4) != 0 ? electrifiable - pump : 0.0;
    const double saving = efficiency ? assumptions.efficiency_saving : 0.0;
    const double kept = 1.0 - saving;
    const double replaced = kept * (pump + boiler);  // share of the fuel
    const double saved = saving * burnt + replaced;
    if (saved <= 0) continue;
    Investment investment;
    investment.gas_saved = site.gas * saved;
    investment.oil_saved = site.oil * saved;
    investment.carbon_saved = (site.gas * site.gas_carbon + site.oil * site.oil_carbon) * saved;
    investment.electricity_used = fuel * (kept * (pump * assumptions.heat_pump.electricity_per_fuel +
                                                  boiler * assumptions.electric_boiler.electricity_per_fuel) -
                                          saving * (site.pump * assumptions.heat_pump.electricity_per_fuel +
                                                    site.boiler * assumptions.electric_boiler.electricity_per_fuel));
    investment.cost = site.site * fuel *
                      (saving * burnt * assumptions.efficiency_cost + kept * (pump * pump_cost + boiler * boiler_cost));
    investment.avoided = site.site * fuel * replaced * assumptions.boiler_cost;
    const double npv = net_present_value(investment, expectation, site.hurdle, life, grant_share);
    if (npv > best.npv) best = {efficiency, pump, boiler, investment.cost, investment.carbon_saved, npv};
  }
  return best;
}

}  // namespace skifte::agents
