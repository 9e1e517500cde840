#include "agents/industry/industry.hpp"

#include <string>

namespace skifte::agents {

PlantAssumptions::PlantAssumptions(sim::AssumptionReader& read, const std::string& name)
    : gas(read.number("industry.gas." + name, "Wh/year", "Natural gas used in 2015, fuel and raw material")),
      oil(read.number("industry.oil." + name, "Wh/year", "Oil and liquefied petroleum gas used in 2015")),
      process(read.number("industry.process." + name, "g/year", "Fossil CO2 and other gases from processes in 2015")),
      feedstock(read.number("industry.feedstock." + name, "1", "Share of the gas that is raw material")),
      low_heat(read.number("industry.low_heat." + name, "1", "Share of the fuel that makes low-temperature heat")),
      middle_heat(
          read.number("industry.middle_heat." + name, "1", "Share of the fuel that makes middle-temperature heat")),
      output(read, name) {}

IndustryInputs::IndustryInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : kemira((read.set_reader("industry"), levers.set_reader("industry"), read), "kemira"),
      elcowire(read, "elcowire"),
      others(read, "others"),
      cycle(read),
      fuel_response(read),
      other_plants(read.number("industry.other_plants", "1", "Number of further plants that burn gas or oil")),
      size_spread(read.number("industry.size_spread", "1", "Standard deviation of the logarithm of plants' size")),
      trading_share(
          read.number("industry.trading_share", "1", "Share of the further plants' emissions inside the EU ETS")),
      process_within_gas(read.number("industry.process_within_gas", "1",
                                     "Share of the further plants' gas emissions that are in truth from processes")),
      electricity_per_gas(read.number("industry.electricity_per_gas", "1",
                                      "Industry's ordinary electricity over its gas and oil in 2015")),
      electricity_trend(
          read.number("industry.electricity_trend", "1/year", "Continuous change of ordinary electricity per output")),
      biogas(read),
      gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      oil_factor(read.number("emission_factor.heating_oil", "g CO2/kWh", "CO2 of heating oil")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      other_gases(read.number("emission_factor.other_gases", "g/kWh",
                              "Methane and nitrous oxide of gas and oil burnt in plants, CO2e")),
      acid(read),
      biogenic(read),
      expectation(read),
      options(read),
      hydrogen(read),
      hydrogen_cluster(levers.lever(
          "hydrogen_cluster", "Industry and the utility build electrolysers",
          {{"decision", "date", "When the decision is taken", true}, {"capacity", "W", "Electrolyser power", true}})),
      industry_grants(levers.lever("industry_grants", "A larger share of industry's investments is paid by grants",
                                   {{"share", "1", "Share of the investment, instead of the ordinary one", true}})) {}

}  // namespace skifte::agents
