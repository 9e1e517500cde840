#include "agents/utility/heat_assumptions.hpp"

namespace skifte::agents {

HeatAssumptions::HeatAssumptions(sim::AssumptionReader& read)
    : network_loss(read.number("utility.network_loss", "1", "Share of the heat produced lost in the network",
                               sim::Bounds::between(0, 0.9, "some heat arrives"))),
      net_export(read.number("utility.net_export", "1", "Share of the heat produced that joined networks take",
                             sim::Bounds::between(-1, 0.8, "the city keeps some of its heat"))),
      load_variation(read.number("utility.load_variation", "1", "Variation of the daily load within a month")),
      storage(read.number("utility.storage", "Wh", "Heat that the accumulators hold")),
      cold_spell(read.number("utility.cold_spell", "h", "Length of the cold spells that they are emptied over")),
      pump_investment(read.number("utility.heat_pump.investment", "SEK/W", "Investment in large heat pumps per heat")),
      recovery_investment(read.number("utility.recovery.investment", "SEK/W", "Investment in heat recovery per heat")),
      storage_investment(read.number("utility.storage.investment", "SEK/Wh", "Investment in heat storage")),
      pellet_capacity(read.number("utility.pellet.capacity", "W", "Heat from pellets")),
      pellet_efficiency(read.number("utility.pellet.efficiency", "1", "Heat per fuel")),
      pellet_price_share(read.number("utility.pellet.price_share", "1", "A plant's pellet price over a household's")),
      pellet_price_sd(
          read.number("utility.pellet.price_sd", "1", "Standard deviation of the logarithm of a year's pellet price")),
      pump_capacity(read.number("utility.heat_pump.capacity", "W", "Heat from large heat pumps")),
      pump_cop(read.number("utility.heat_pump.cop", "1", "Heat per electricity")),
      gas_capacity(read.number("utility.gas.capacity", "W", "Heat from gas boilers")),
      gas_efficiency(read.number("utility.gas.efficiency", "1", "Heat per fuel")),
      oil_capacity(read.number("utility.oil.capacity", "W", "Heat from oil boilers")),
      oil_efficiency(read.number("utility.oil.efficiency", "1", "Heat per fuel")),
      start_oil(read.number("utility.pellet.start_oil", "1", "Oil for starts and support per pellet energy")),
      waste_heat_cost(read.number("utility.waste_heat_cost", "SEK/kWh", "Price of industry's waste heat")),
      incinerator_cost(read.number("utility.incinerator_cost", "SEK/kWh", "Marginal cost of heat from waste")),
      gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      oil_factor(read.number("emission_factor.heating_oil", "g CO2/kWh", "CO2 of heating oil")),
      pellet_outage(
          read.number("utility.pellet.outage", "1", "Chance of a long stop of the pellet boiler in a year not known")),
      pellet_outage_length(read.number("utility.pellet.outage_length", "year", "Mean length of such a stop")),
      known_to(read.number("utility.known_to", "year", "Last calendar year whose stops and prices the data hold")),
      pellet_other_gases(
          read.number("utility.pellet.other_gases", "g/kWh", "Methane and nitrous oxide of pellets, CO2e")),
      gas_other_gases(read.number("emission_factor.other_gases", "g/kWh",
                                  "Methane and nitrous oxide of gas and oil burnt in plants, CO2e")),
      co2_per_waste(read.number("waste.co2_per_waste", "1", "All CO2 per waste burnt")),
      heat_allocation(read.number("utility.heat_allocation", "1", "Share of the incinerator's CO2 that heat bears")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      biogenic(read),
      power_stations(read.series("utility.power_stations", "g/year",
                                 "CO2e of fossil plants outside the merit order: combined heat and power that runs for "
                                 "the power market")) {}

}  // namespace skifte::agents
