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

/// What heating was to each household, for whoever adds it up by groups of people. agents/housing writes bills and
/// systems in close_year, before the kinds that come after it (agents/registry.cpp), and installations as they are
/// ordered; a new year begins in January's commit.
struct HouseholdHeating {
  struct Installation {
    std::uint32_t slot;       ///< a household of the building, the occupier of a house
    std::uint16_t dwellings;  ///< of the building
    std::uint8_t owner;       ///< Owner (heating_choice.hpp)
    std::uint8_t system;      ///< Heating ordered
    float cost;               ///< of the building, grants not taken off [SEK]
    float grant;              ///< received [SEK]
    float wait;               ///< from order to the crew's arrival [d]
  };
  std::vector<float> bill;                  ///< the year's, by household slot, tenants' heat in the rent included [SEK]
  std::vector<std::uint8_t> system;         ///< Heating by household slot, at the year's end
  std::vector<Installation> installations;  ///< ordered this year, in the order of their commitment
};

}  // namespace skifte::agents
