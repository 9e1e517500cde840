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
/// same. agents/housing says in close_year what heat cost, before the kinds that come after it (agents/registry.cpp);
/// what is told of buildings is agents/housing's own, as long as the run.
struct HouseholdHeating {
  std::vector<std::uint32_t> building;                ///< by household slot
  const std::vector<std::uint8_t>* system = nullptr;  ///< by building, Heating at the year's end; null: nobody told
  const std::vector<float>* heat = nullptr;           ///< by building, useful heat of one dwelling [kWh/year]
  std::array<double, 7> cost{};  ///< of a kWh of a normal year's useful heat over the year, by Heating [SEK/kWh]
  /// What a dwelling of the building paid over the year, tenants' heat in the rent included [SEK].
  float bill(std::size_t b) const { return bill((*heat)[b], (*system)[b]); }
  float bill(float its_heat, std::uint8_t its_system) const {
    return static_cast<float>(double{its_heat} * cost[its_system]);
  }
};

}  // namespace skifte::agents
