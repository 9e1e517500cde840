#include "agents/waste/incineration.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

IncinerationAssumptions::IncinerationAssumptions(sim::AssumptionReader& read)
    : capacity(read.series("waste.boiler.throughput", "g/year", "Waste that permit and boiler allow to burn")),
      capacity_factor(read.number("waste.boiler.throughput_factor", "1", "Share of it used after the last known year",
                                  sim::Bounds::not_negative())),
      outage(read.number("waste.boiler.outage", "1", "Chance of a long unplanned stop in a year not known")),
      outage_length(read.number("waste.boiler.outage_length", "year", "Mean length of such a stop")),
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
      firm_plastic_later(
          read.number("waste.plastic_share.firms_later", "1", "Fossil plastic in firms' waste under later contracts")),
      bought_plastic_later(
          read.number("waste.plastic_share.bought_later", "1", "Fossil plastic in bought waste under later contracts")),
      contract_life(read.number("waste.contract_life", "year", "Mean life of contracts on waste")),
      packaging_part(read.number("waste.packaging_part", "1", "Part of fossil plastic in waste that is packaging")),
      packaging_compliance(read.number("waste.packaging_compliance", "1",
                                       "How far the reduction of packaging that the law asks for comes")),
      plastic_share_growth(read.number("waste.plastic_share.growth", "1/year", "Change of those shares after 2022")),
      co2_per_plastic(read.number("waste.co2_per_plastic", "1", "Fossil CO2 per fossil plastic burnt")),
      co2_per_waste(read.number("waste.co2_per_waste", "1", "All CO2 per waste burnt")),
      other_gases(read.number("waste.other_gases", "1", "Methane and nitrous oxide per waste burnt, CO2e")),
      year_sd(
          read.number("waste.fossil_year_sd", "1", "Standard deviation of the fossil share's yearly shock, logarithm")),
      fossil_observed(
          read.series("waste.fossil_shock", "1", "The known years' fossil CO2 over what the composition gives")),
      fee(read.number("waste.bought.fee", "SEK/t", "Gate fee of bought waste, transport paid")),
      fee_sd(read.number("waste.bought.fee_sd", "SEK/t", "Standard deviation of the waste market's fee in a year")),
      fee_persistence(read.number("waste.bought.fee_persistence", "1", "Part of a year's deviation left in the next")),
      fee_carbon_share(
          read.number("waste.bought.fee_carbon_share", "1", "Carbon cost of burning that gate fees carry")),
      heat_value(read.number("waste.bought.heat_value", "SEK/t", "Worth of a tonne's heat where the network takes it")),
      power_value(read.number("waste.bought.power_value", "SEK/t", "Worth of a tonne's power")),
      market_midpoint(read.number("waste.bought.midpoint", "SEK/t", "Margin at which half of the free capacity fills")),
      market_spread(read.number("waste.bought.spread", "SEK/t", "Spread of offers around it, logistic scale")),
      ets_share(read.number("waste.ets_share", "1", "Share of fossil CO2 that needs allowances")),
      heat_per_waste(
          read.number("waste.heat_per_waste", "Wh/g", "Heat to the network per waste, condensation included")),
      power_per_waste(read.number("waste.power_per_waste", "Wh/g", "Net power per waste")),
      presorting_yield(read.number("waste.presorting_yield", "1", "Share of the plastic that presorting takes out")) {}

double bought_share(const IncinerationAssumptions& assumptions, double plastic, const WasteMarket& market) {
  const double fossil = plastic * assumptions.co2_per_plastic;
  const double carbon = (1.0 - assumptions.fee_carbon_share) * (1.0 - market.capture_share) * assumptions.ets_share *
                        fossil * market.ets_price;
  const double margin =
      assumptions.fee + market.fee_change + assumptions.power_value + assumptions.heat_value * market.heat_use - carbon;
  return 1.0 / (1.0 + sim::exp(-(margin - assumptions.market_midpoint) / assumptions.market_spread));
}

double contract_composition(const IncinerationAssumptions& assumptions, double known, double later, double years) {
  if (years <= 0) return known;
  const double kept = assumptions.contract_life > 0 ? sim::exp(-years / assumptions.contract_life) : 0.0;
  return (known * kept + later * (1.0 - kept)) * sim::exp(assumptions.plastic_share_growth * years);
}

void avoid_packaging(const IncinerationAssumptions& assumptions, double law_index, double& mass, double& plastic) {
  const double avoided =
      plastic * assumptions.packaging_part * assumptions.packaging_compliance * std::clamp(1.0 - law_index, 0.0, 1.0);
  mass = std::max(0.0, mass - avoided);
  plastic = std::max(0.0, plastic - avoided);
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
