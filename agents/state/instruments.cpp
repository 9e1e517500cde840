#include "agents/state/instruments.hpp"

namespace skifte::agents {

InstrumentAssumptions::InstrumentAssumptions(sim::AssumptionReader& read)
    : petrol_tax(read.series("tax.petrol", "SEK/l", "Energy and CO2 tax on petrol, without VAT")),
      diesel_tax(read.series("tax.diesel", "SEK/l", "Energy and CO2 tax on diesel, without VAT")),
      bonus_battery(read.series("bonus.battery_car", "SEK", "Bonus for a new battery car bought privately or leased")),
      bonus_plugin(read.series("bonus.plugin_car", "SEK", "Typical bonus for a new plug-in hybrid")),
      bonus_announced_end(
          read.series("bonus.announced_end", "year", "Decimal year at which the bonus is known to end, 0 if unknown")),
      tax_petrol_car(
          read.series("tax.new_petrol_car", "SEK/year", "Vehicle tax of a typical new petrol car, first three years")),
      tax_diesel_car(
          read.series("tax.new_diesel_car", "SEK/year", "Vehicle tax of a typical new diesel car, first three years")),
      tax_plugin_car(read.series("tax.new_plugin_car", "SEK/year", "Vehicle tax of a typical new plug-in hybrid")),
      tax_battery_car(read.series("tax.new_battery_car", "SEK/year", "Vehicle tax of a new battery car")),
      tax_gas_car(read.series("tax.new_gas_car", "SEK/year", "Vehicle tax of a new gas car")),
      tax_ethanol_car(read.series("tax.new_ethanol_car", "SEK/year", "Vehicle tax of a new ethanol car")),
      tax_hybrid_position(
          read.number("tax.new_hybrid_car.position", "1",
                      "Where a hybrid's vehicle tax lies from a petrol car's (0) to a plug-in hybrid's (1)")),
      benefit_plugin(
          read.series("tax.company_car_benefit.plugin", "1", "Taxed benefit of a plug-in hybrid over a petrol car's")),
      benefit_battery(
          read.series("tax.company_car_benefit.battery", "1", "Taxed benefit of a battery car over a petrol car's")),
      zero_emission_floor(read.series("law.new_car_zero_emission_floor", "1",
                                      "Least share of zero-emission cars among new ones under EU standards")),
      combustion_end_announced(
          read.number("law.combustion_end.announced", "year", "When the EU standard of 2035 became known")),
      combustion_end(
          read.number("law.combustion_end.date", "year", "From when new combustion cars are all but excluded")),
      combustion_models_left(read.number("law.combustion_end.models_left", "1",
                                         "Combustion models still on sale after that date, of those before",
                                         sim::Bounds::share())),
      truck_grant(read.series("grant.truck_share", "1", "Grant for a zero-emission truck over its additional price")),
      van_grant(read.series("grant.van", "SEK", "Grant for an electric van")),
      heating_grant_share(
          read.series("grant.heating.share", "1", "Grant for a new heating system, share of eligible cost")),
      heating_grant_ceiling(
          read.series("grant.heating.ceiling", "SEK", "Ceiling of the grant per dwelling and measure")),
      heating_grant_budget(read.series("grant.heating.budget", "MSEK/year",
                                       "What a city of Helsingborg's size gets of the national budget")),
      carbon_tax(read.series("tax.carbon", "SEK/kg", "General CO2 tax")),
      carbon_tax_industry(
          read.series("tax.carbon.industry_share", "1", "Share of the CO2 tax that industry outside the ETS pays")),
      f_gas_quota(read.series("law.f_gas_quota", "1", "F-gases allowed on the EU market over 2015's")),
      packaging_waste(
          read.series("law.packaging_waste", "1", "Packaging waste per person that EU law allows over 2018's")),
      bio_ccs_support(read.series("grant.bio_ccs", "SEK/t",
                                  "State support per stored tonne of biogenic CO2 for a plant in the city")),
      farm_payment(read.series("grant.farm_carbon", "SEK/(ha year)", "Payment for cover crops")) {}

}  // namespace skifte::agents
