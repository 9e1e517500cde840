#pragma once

namespace skifte::agents {

/// Prices this month, real terms of 2022, published by agents/markets. Households' prices include VAT, firms' do not.
struct PriceSignals {
  double petrol = 0;                 ///< at the pump, VAT included [SEK/l]
  double diesel = 0;                 ///< at the pump, VAT included [SEK/l]
  double hvo = 0;                    ///< pure HVO, VAT included [SEK/l]
  double ethanol = 0;                ///< E85, VAT included [SEK/l]
  double vehicle_gas = 0;            ///< VAT included [SEK/kWh]
  double electricity_spot = 0;       ///< [SEK/kWh]
  double electricity_household = 0;  ///< all in: spot, grid, tax, VAT [SEK/kWh]
  double electricity_firm = 0;       ///< all in, no VAT [SEK/kWh]
  double public_charging = 0;        ///< VAT included [SEK/kWh]
  double depot_charging = 0;         ///< no VAT [SEK/kWh]
  double natural_gas_household = 0;  ///< all in, VAT included [SEK/kWh]
  double natural_gas_firm = 0;       ///< commodity and grid, without carbon costs and VAT [SEK/kWh]
  double biogas_premium = 0;         ///< biogas over natural gas, firms [SEK/kWh]
  double district_heat = 0;          ///< households, VAT included [SEK/kWh]
  double heating_oil = 0;            ///< taxes, ETS2 and VAT included [SEK/kWh]
  double heating_oil_trading = 0;    ///< to a plant in the ETS: without CO2 tax, ETS2 and VAT [SEK/kWh]
  double pellets = 0;                ///< VAT included [SEK/kWh]
  double ets_price = 0;              ///< EU allowance [SEK/t]
  double ets2_price = 0;             ///< fuels for road and buildings [SEK/t]
  double battery_pack = 0;           ///< [SEK/kWh]
  double euro = 10.6;                ///< [SEK/EUR]
};

}  // namespace skifte::agents
