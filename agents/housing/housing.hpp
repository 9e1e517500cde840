#pragma once
#include <array>
#include <memory>
#include <optional>

#include "agents/fuel_emissions.hpp"
#include "agents/housing/building_stock.hpp"
#include "agents/housing/design_power.hpp"
#include "agents/housing/heating_choice.hpp"
#include "agents/housing/heating_technology.hpp"
#include "agents/setting.hpp"
#include "sim/assumptions.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// Use and emissions of energy in dwellings.
struct DwellingEnergyAssumptions {
  explicit DwellingEnergyAssumptions(sim::AssumptionReader& read);
  std::array<double, 12> degree_days;  // share of the year's degree days by month [1]
  double hot_water_share;              // of useful heat, even over the year [1]
  double biogas_wanted;                // share of their gas that customers order as biogas [1]
  double gas_factor;                   // [g CO2/kWh]
  double oil_factor;                   // [g CO2/kWh]
  double wood_factor;                  // CH4 and N2O [g CO2e/Wh]
  BiogenicFactors biogenic;
  double household_electricity;  // [kWh/(dwelling year)]
};

struct HousingInputs {
  HousingInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  StockAssumptions stock;
  HeatingTechnology technology;
  HeatingChoice choice;
  DwellingEnergyAssumptions energy;
  DesignPower design;
  double renovation_interval;    // mean [year]
  double renovation_saving;      // of useful heat [1]
  double renovation_cost;        // energy-related, per dwelling [SEK]
  double crews_per_1000_houses;  // installers' crews at the start
  double crew_growth;            // most that crews can grow or shrink in a year [1/year]
  double crew_days;              // a crew's working days a year [d]
  double crew_utilisation;       // part of a crew's days that firms plan to sell [1]
  double network_cost;           // mains and service line, per house [SEK]
  std::optional<sim::LeverSetting> gas_conversion;
  std::optional<sim::LeverSetting> renovation_programme;
  std::optional<sim::LeverSetting> network_expansion;
};

/// Heating of dwellings: see README.md.
std::unique_ptr<sim::Kind> make_housing(const HousingInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
