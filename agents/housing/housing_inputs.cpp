#include "agents/housing/housing.hpp"

#include <string>

namespace skifte::agents {
namespace {

std::array<double, 12> degree_days(sim::AssumptionReader& read) {
  constexpr std::array<const char*, 12> months = {"01", "02", "03", "04", "05", "06",
                                                  "07", "08", "09", "10", "11", "12"};
  std::array<double, 12> shares{};
  for (std::size_t m = 0; m < shares.size(); ++m) {
    const std::string month(months[m]);
    shares[m] =
        read.number("heating.degree_days." + month, "1", "Share of a normal year's degree days in month " + month);
  }
  return shares;
}

}  // namespace

DwellingEnergyAssumptions::DwellingEnergyAssumptions(sim::AssumptionReader& read)
    : degree_days(agents::degree_days(read)),
      hot_water_share(read.number("heating.hot_water_share", "1", "Share of useful heat that is hot water")),
      biogas_wanted(read.number("heating.gas_biogas_wanted", "1", "Share of dwellings' gas ordered as biogas")),
      gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      oil_factor(read.number("emission_factor.heating_oil", "g CO2/kWh", "CO2 of heating oil")),
      wood_factor(read.number("heating.wood_factor", "g/Wh", "Methane and nitrous oxide of wood fuel in CO2e")),
      biogenic(read),
      household_electricity(read.number("heating.household_electricity", "kWh/(dwelling year)",
                                        "Electricity of a dwelling beside heating")) {}

HousingInputs::HousingInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : stock((read.set_reader("housing"), levers.set_reader("housing"), read)),
      technology(read),
      choice(read),
      energy(read),
      design(read),
      renovation_interval(read.number("heating.renovation_interval", "year", "Mean time between energy renovations")),
      renovation_saving(read.number("heating.renovation_saving", "1", "Useful heat that an energy renovation saves")),
      renovation_cost(read.number("heating.renovation_cost", "SEK/dwelling", "Energy-related cost of a renovation")),
      crews_per_1000_houses(
          read.number("heating.crews_per_1000_houses", "1", "Installers' crews per thousand houses at the start")),
      crew_growth(read.number("heating.crew_growth", "1/year", "Most that installers' crews grow or shrink in a year")),
      crew_days(read.number("heating.crew_days", "d", "Working days of a crew in a year")),
      crew_utilisation(
          read.number("heating.crew_utilisation", "1", "Part of their crews' days that installers plan to sell")),
      network_cost(read.number("heating.network_cost", "SEK/dwelling",
                               "What the network costs for each house that it is laid to")),
      gas_conversion(levers.lever("gas_homes_conversion",
                                  "Homes on natural gas are moved to district heat or heat pumps",
                                  {{"dwellings", "dwelling", "How many dwellings, reached with the ramp", true},
                                   {"grant_share", "1", "Part of the new system's cost that is paid for the owner"}})),
      renovation_programme(levers.lever("renovation_programme",
                                        "Buildings renovated for energy beside the ordinary ones",
                                        {{"rate", "1/year", "Share of buildings a year", true},
                                         {"saving", "1", "Useful heat saved, default as ordinary renovations"}})),
      network_expansion(
          levers.lever("district_heat_expansion", "District heat is offered in more streets of houses",
                       {{"offers", "1/year", "Share of houses outside the network offered a year", true}})) {}

}  // namespace skifte::agents
