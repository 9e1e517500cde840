#include "agents/markets/markets.hpp"

#include <algorithm>

#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

namespace {

class Markets final : public sim::Kind {
 public:
  Markets(const MarketsInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        flows_(setting.flows),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()) {
    set_prices(policy_.driver_date);
  }
  std::string_view name() const override { return "markets"; }
  void account(const sim::Window&) override {
    flows_.clear();
  }  // first in the registry: a new month's flows begin here
  void publish(const sim::Window& window) override { set_prices(policy_.frozen ? policy_.driver_date : window.end); }

 private:
  void set_prices(sim::Time date);
  void set_fuels(sim::Time date);
  void set_electricity(sim::Time date);

  MarketsInputs inputs_;
  Flows& flows_;
  PriceSignals& prices_;
  const PolicySignals& policy_;
};

void Markets::set_prices(sim::Time date) {
  prices_.euro = inputs_.euro;
  prices_.ets_price = inputs_.ets.at(date) * inputs_.euro;
  const bool ets2_runs = sim::decimal_year(date) >= inputs_.ets2_start;
  prices_.ets2_price = ets2_runs ? inputs_.ets2.at(date) * inputs_.euro : 0;
  set_fuels(date);
  set_electricity(date);
  prices_.district_heat = inputs_.district_heat.at(date);
  prices_.pellets = inputs_.pellets.at(date);
  prices_.battery_pack = inputs_.battery_pack.at(date) * inputs_.euro;
}

/// Pump prices: as decided by law, plus what another law's blend and tax add, plus ETS2 on the fossil part; E85 has
/// that only on the petrol in it. VAT is on all of it, on gas and oil for heat too. Who trades in the ETS pays neither
/// ETS2 nor the CO2 tax.
void Markets::set_fuels(sim::Time date) {
  const double ets2 = prices_.ets2_price * inputs_.ets2_pass_through / 1e6;  // [SEK/g]
  const double petrol_carbon = policy_.petrol_fossil_factor * policy_.petrol_energy * ets2;
  const double diesel_carbon = policy_.diesel_fossil_factor * policy_.diesel_energy * ets2;
  const double petrol_decided = inputs_.petrol.decided(inputs_.fuel_law, inputs_.vat, date);
  const double petrol_extra = inputs_.vat * (policy_.blend_cost_petrol + policy_.fuel_tax_increase + petrol_carbon);
  prices_.petrol = petrol_decided + petrol_extra;
  prices_.diesel = inputs_.diesel.decided(inputs_.fuel_law, inputs_.vat, date) +
                   inputs_.vat * (policy_.blend_cost_diesel + policy_.fuel_tax_increase + diesel_carbon);
  prices_.hvo = inputs_.diesel.decided(inputs_.fuel_law, inputs_.vat, date) + inputs_.hvo_premium;
  prices_.ethanol = petrol_decided * inputs_.ethanol_ratio + petrol_extra * inputs_.ethanol_petrol;
  prices_.vehicle_gas = prices_.petrol / (policy_.petrol_energy / 1000) * inputs_.vehicle_gas_ratio;
  prices_.natural_gas_firm = inputs_.natural_gas.at(date);
  prices_.natural_gas_household =
      inputs_.vat * (prices_.natural_gas_firm + inputs_.natural_gas_co2 * ets2) + inputs_.household_gas_markup;
  prices_.biogas_premium = inputs_.biogas_premium / 1000;
  const double oil = inputs_.heating_oil.at(date);
  prices_.heating_oil = oil + inputs_.vat * inputs_.heating_oil_co2 * ets2;
  prices_.heating_oil_trading =
      std::max(0.0, oil / std::max(inputs_.vat, 1.0) - inputs_.heating_oil_co2 * policy_.carbon_tax / 1000.0);
}

void Markets::set_electricity(sim::Time date) {
  double factor = 1;
  if (inputs_.electricity_price) {
    const double strength = inputs_.electricity_price->strength(date);
    factor = 1 + strength * (inputs_.electricity_price->number("factor", 1) - 1);
  }
  prices_.electricity_spot = factor * inputs_.electricity_spot.at(date) * inputs_.euro / 1000;
  prices_.electricity_household =
      inputs_.vat * (prices_.electricity_spot + inputs_.grid_fee_household + inputs_.electricity_tax_household);
  prices_.electricity_firm = prices_.electricity_spot + inputs_.grid_fee_firm;
  prices_.public_charging = inputs_.vat * prices_.electricity_firm + inputs_.public_charging_markup;
  prices_.depot_charging = prices_.electricity_firm + inputs_.depot_charging_markup;
}

}  // namespace

MarketsInputs::MarketsInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : fuel_law((read.set_reader("markets"), levers.set_reader("markets"), read)),
      petrol(read, RoadFuel::petrol),
      diesel(read, RoadFuel::diesel),
      natural_gas(read, "natural_gas", "SEK/kWh", "Natural gas to a firm: commodity and grid, no carbon cost, no VAT"),
      heating_oil(read, "heating_oil", "SEK/kWh", "Heating oil, taxes and VAT included"),
      pellets(read, "pellets", "SEK/kWh", "Wood pellets to a household, VAT included"),
      district_heat(read, "district_heat", "SEK/kWh", "District heat to a household, VAT included"),
      electricity_spot(read, "electricity_spot", "EUR/MWh", "Day-ahead price in bidding zone SE4, yearly mean"),
      ets(read, "ets", "EUR/t", "EU allowance"),
      ets2(read, "ets2", "EUR/t", "Allowance of the EU's second trading system, road fuels and buildings"),
      battery_pack(read, "battery_pack", "EUR/kWh", "Battery pack, volume-weighted mean"),
      hvo_premium(read.number("price.hvo_premium", "SEK/l", "Pure HVO over diesel at the pump, VAT included")),
      ethanol_ratio(read.number("price.ethanol_ratio", "1", "E85 over petrol as decided, per litre")),
      ethanol_petrol(read.number("price.ethanol_petrol", "1", "Petrol in E85, by volume", sim::Bounds::share())),
      vehicle_gas_ratio(read.number("price.vehicle_gas_ratio", "1", "Vehicle gas over petrol, per unit of energy")),
      biogas_premium(read.number("price.biogas_premium", "SEK/MWh", "Biogas over natural gas, to a firm it saves no carbon cost")),
      grid_fee_household(read.number("price.grid_fee_household", "SEK/kWh", "Electricity grid fee of a house, no VAT")),
      electricity_tax_household(
          read.number("price.electricity_tax_household", "SEK/kWh", "Electricity tax of a household, no VAT")),
      grid_fee_firm(read.number("price.grid_fee_firm", "SEK/kWh", "Grid fee and tax of a firm's electricity")),
      public_charging_markup(read.number("price.public_charging_markup", "SEK/kWh",
                                         "What public charging costs over the electricity, VAT included")),
      depot_charging_markup(read.number("price.depot_charging_markup", "SEK/kWh", "Depot charging equipment per kWh")),
      household_gas_markup(read.number("price.household_gas_markup", "SEK/kWh",
                                       "Grid, energy and CO2 tax with VAT of a household's gas")),
      ets2_pass_through(read.number("price.ets2.pass_through", "1",
                                    "Share of the ETS2 price that reaches the buyer on top of today's CO2 tax")),
      ets2_start(read.number("price.ets2.start", "year", "When ETS2 begins")),
      natural_gas_co2(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      heating_oil_co2(read.number("emission_factor.heating_oil", "g CO2/kWh", "CO2 of heating oil")),
      vat(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      euro(read.number("price.euro", "SEK/EUR", "Exchange rate")),
      electricity_price(levers.lever("electricity_price", "Electricity spot price times a factor",
                                     {{"factor", "1", "of the spot price", true}})) {}

std::unique_ptr<sim::Kind> make_markets(const MarketsInputs& inputs, const Setting& setting) {
  return std::make_unique<Markets>(inputs, setting);
}

}  // namespace skifte::agents
