#include "agents/housing/heating_technology.hpp"

#include <algorithm>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

std::array<double, 7> by_system(sim::AssumptionReader& read, const std::string& what, std::string_view unit,
                                const std::string& meaning) {
  std::array<double, 7> values{};
  for (std::size_t s = 0; s < values.size(); ++s) {
    const std::string system(heating_labels[s]);
    values[s] = read.number("heating." + what + "." + system, unit, meaning + ", " + in_words(system));
  }
  return values;
}

}  // namespace

std::string in_words(std::string_view label) {
  std::string words(label);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

HeatingTechnology::HeatingTechnology(sim::AssumptionReader& read)
    : investment(by_system(read, "investment", "SEK", "Cost of installing the system in a house, VAT included")),
      lifetime(by_system(read, "lifetime", "year", "Weibull scale of the system's lifetime")),
      efficiency(by_system(read, "efficiency", "1", "Useful heat over purchased energy, mean of a year")),
      maintenance(by_system(read, "maintenance", "SEK/year", "Yearly maintenance in a house")),
      install_days(by_system(read, "install_days", "d", "A crew's working days to install the system in a house")),
      lifetime_shape(read.number("heating.lifetime_shape", "1", "Weibull shape of heating systems' lifetimes")),
      block_cost_factor(read.number("heating.block_cost_factor", "1",
                                    "Cost of a system per dwelling in a block of flats over that of a house")),
      material_share(
          read.number("heating.material_share", "1", "Material's part of a system's cost, which grants count")),
      gas_main_share(read.number("heating.gas_main_share", "1",
                                 "Share of gas-heated homes' heat that the gas boiler gives, the rest being electric")),
      gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      oil_factor(read.number("emission_factor.heating_oil", "g CO2/kWh", "CO2 of heating oil")) {}

double HeatingTechnology::unit_cost(Heating system, const PriceSignals& prices) const {
  const auto of = [&](Heating source) {
    return energy_price(source, prices) / efficiency[static_cast<std::size_t>(index(source))];
  };
  if (system != Heating::natural_gas) return of(system);
  return gas_main_share * of(Heating::natural_gas) + (1 - gas_main_share) * of(Heating::direct_electric);
}

double HeatingTechnology::chimney_carbon(Heating system) const {
  constexpr double grams_per_kilogram = 1000;
  const double used = efficiency[static_cast<std::size_t>(index(system))];
  if (system == Heating::natural_gas) return gas_main_share * gas_factor / used / grams_per_kilogram;
  return system == Heating::oil ? oil_factor / used / grams_per_kilogram : 0.0;
}

double HeatingTechnology::energy_price(Heating system, const PriceSignals& prices) {
  switch (system) {
    case Heating::district_heat:
      return prices.district_heat;
    case Heating::natural_gas:
      return prices.natural_gas_household;
    case Heating::direct_electric:
    case Heating::air_source_heat_pump:
    case Heating::ground_source_heat_pump:
      return prices.electricity_household;
    case Heating::biofuel:
      return prices.pellets;
    case Heating::oil:
      return prices.heating_oil;
  }
  throw sim::ProgramFault("heating: unknown system");
}

Carrier HeatingTechnology::carrier(Heating system) {
  switch (system) {
    case Heating::district_heat:
      return Carrier::district_heat;
    case Heating::natural_gas:
      return Carrier::natural_gas;
    case Heating::direct_electric:
    case Heating::air_source_heat_pump:
    case Heating::ground_source_heat_pump:
      return Carrier::electricity;
    case Heating::biofuel:
      return Carrier::solid_biofuel;
    case Heating::oil:
      return Carrier::heating_oil;
  }
  throw sim::ProgramFault("heating: unknown system");
}

double annuity(double rate, double years) {
  return rate == 0 ? 1 / years : rate / (1 - sim::exp(-years * sim::log(1 + rate)));
}

}  // namespace skifte::agents
