#pragma once
#include <array>
#include <cstdint>
#include <vector>

namespace skifte::agents {

/// Heating of dwellings, published by agents/housing. Powers are those of the design day (agents/weather).
struct HousingSignals {
  std::array<double, 7> dwellings{};       ///< by Heating [dwellings]
  double heat_demand = 0;                  ///< useful heat of all dwellings this month [Wh]
  double installer_wait = 0;               ///< days until a crew is free [d]
  double dwellings_on_gas = 0;             ///< [dwellings]
  std::array<double, 7> heating_power{};   ///< electricity for heat and hot water at the grid's peak, by Heating [W]
  double district_heat_power = 0;          ///< district heat that dwellings ask for [W]
  double household_electricity_power = 0;  ///< mean of dwellings' other electricity [W]
};

/// What heating was to each household, for whoever adds it up by groups of people: households of one building have the
/// same. agents/housing writes it in close_year, before the kinds that come after it (agents/registry.cpp).
struct HouseholdHeating {
  struct Year {
    float bill = 0;           ///< of one dwelling, tenants' heat in the rent included [SEK]
    std::uint8_t system = 0;  ///< Heating at the year's end
  };
  std::vector<std::uint32_t> building;  ///< by household slot, as long as the run
  std::vector<Year> of;                 ///< by building
};

}  // namespace skifte::agents
