#include "agents/waste/incineration.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

IncinerationAssumptions::IncinerationAssumptions(sim::AssumptionReader& read)
    : capacity(read.series("waste.boiler.throughput", "g/year", "Waste that permit and boiler allow to burn")),
      capacity_factor(read.number("waste.boiler.throughput_factor", "1", "Share of it used after the last known year",
                                  sim::Bounds::not_negative())),
      throughput_sd(read.number("waste.boiler.year_sd", "1",
                                "Standard deviation of the logarithm of a year's throughput around its level")),
      summer_dip(read.number("waste.boiler.summer_dip", "1", "Amplitude of the seasonal throughput, lowest in July")),
      residual_per_person(
          read.number("waste.residual_per_person", "g/(person year)", "Households' residual waste in 2015")),
      plastic_per_person(
          read.number("waste.plastic_per_person", "g/(person year)", "Fossil plastic households discard")),
      baseline_sorting(read.number("waste.baseline_sorting", "1", "Share of households' plastic sorted out in 2015")),
      neighbours(
          read.number("waste.neighbours", "person", "Residents of other municipalities that deliver household waste")),
      firms(read.series("waste.firms", "g/year", "Firms' waste from the region that is burnt")),
      firm_plastic_share(read.number("waste.plastic_share.firms", "1", "Fossil plastic in firms' waste")),
      bought_plastic_share(read.number("waste.plastic_share.bought", "1", "Fossil plastic in bought waste")),
      plastic_share_growth(read.number("waste.plastic_share.growth", "1/year", "Change of those shares after 2022")),
      co2_per_plastic(read.number("waste.co2_per_plastic", "1", "Fossil CO2 per fossil plastic burnt")),
      co2_per_waste(read.number("waste.co2_per_waste", "1", "All CO2 per waste burnt")),
      other_gases(read.number("waste.other_gases", "1", "Methane and nitrous oxide per waste burnt, CO2e")),
      year_sd(
          read.number("waste.fossil_year_sd", "1", "Standard deviation of the fossil share's yearly shock, logarithm")),
      fossil_observed(
          read.series("waste.fossil_shock", "1", "The known years' fossil CO2 over what the composition gives")),
      fee(read.number("waste.bought.fee", "SEK/t", "Gate fee of bought waste, transport paid")),
      heat_value(read.number("waste.bought.heat_value", "SEK/t", "Worth of heat and power from a tonne")),
      market_midpoint(read.number("waste.bought.midpoint", "SEK/t", "Margin at which half of the free capacity fills")),
      market_spread(read.number("waste.bought.spread", "SEK/t", "Spread of offers around it, logistic scale")),
      ets_share(read.number("waste.ets_share", "1", "Share of fossil CO2 that needs allowances")),
      heat_per_waste(
          read.number("waste.heat_per_waste", "Wh/g", "Heat to the network per waste, condensation included")),
      power_per_waste(read.number("waste.power_per_waste", "Wh/g", "Net power per waste")),
      presorting_yield(read.number("waste.presorting_yield", "1", "Share of the plastic that presorting takes out")) {}

double bought_share(const IncinerationAssumptions& assumptions, double ets_price) {
  const double fossil = assumptions.bought_plastic_share * assumptions.co2_per_plastic;
  const double margin = assumptions.fee + assumptions.heat_value - assumptions.ets_share * fossil * ets_price;
  return 1.0 / (1.0 + sim::exp(-(margin - assumptions.market_midpoint) / assumptions.market_spread));
}

WasteStreams household_waste(const IncinerationAssumptions& assumptions, double person_years, double sorting_rate) {
  // Before anybody publishes a sorting rate, 2015's holds.
  const double sorting = sorting_rate > 0 ? sorting_rate : assumptions.baseline_sorting;
  WasteStreams streams;
  streams.household_plastic = person_years * assumptions.plastic_per_person * (1.0 - std::clamp(sorting, 0.0, 1.0));
  const double sorted_more = person_years * assumptions.plastic_per_person * (sorting - assumptions.baseline_sorting);
  streams.households =
      std::max(streams.household_plastic, person_years * assumptions.residual_per_person - sorted_more);
  return streams;
}

FlueGas flue_gas(const IncinerationAssumptions& assumptions, const WasteStreams& streams, double shock) {
  FlueGas gas;
  const double total = assumptions.co2_per_waste * streams.total();
  gas.fossil = std::min(total, assumptions.co2_per_plastic * streams.plastic() * shock);
  gas.biogenic = total - gas.fossil;
  return gas;
}

}  // namespace skifte::agents
