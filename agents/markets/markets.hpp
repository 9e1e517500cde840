#pragma once
#include <memory>
#include <optional>

#include "agents/markets/price_path.hpp"
#include "agents/markets/pump_price.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// World and national markets as dated drivers: what a litre, a kilowatt-hour and a tonne cost. Past prices are
/// nominal, future ones real in the last observed year's money: a deviation that flatters none of the alternatives
/// against another, since all are read at the same date.
struct MarketsInputs {
  MarketsInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  FuelLawAssumptions fuel_law;
  PumpPrice petrol, diesel;
  PricePath natural_gas, heating_oil, pellets, district_heat;
  OutlookPath electricity_spot, ets, ets2, battery_pack;
  double hvo_premium;                                                   // [SEK/l]
  double ethanol_ratio;                                                 // [1] E85 per litre over petrol as decided
  double ethanol_petrol;                                                // [1] petrol in E85, by volume
  double vehicle_gas_ratio;                                             // [1] per kWh over petrol per kWh
  double biogas_premium;                                                // [SEK/MWh]
  double grid_fee_household, electricity_tax_household, grid_fee_firm;  // [SEK/kWh]
  double public_charging_markup;            // [SEK/kWh] over the firm's electricity, VAT included
  double depot_charging_markup;             // [SEK/kWh]
  double household_gas_markup;              // [SEK/kWh] grid, tax and VAT over the firm's price
  double ets2_pass_through;                 // [1]
  double ets2_start;                        // [year]
  double natural_gas_co2, heating_oil_co2;  // [g CO2/kWh]
  double vat;                               // [1]
  double euro;                              // [SEK/EUR]
  std::optional<sim::LeverSetting> electricity_price;
};

std::unique_ptr<sim::Kind> make_markets(const MarketsInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
