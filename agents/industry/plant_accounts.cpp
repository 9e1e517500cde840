#include "agents/industry/plant_accounts.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto gas_user = static_cast<std::size_t>(GasUser::industry);

}  // namespace

IndustryPrices::IndustryPrices(const IndustryInputs& inputs, const Setting& setting)
    : inputs_(inputs), prices_(setting.board.of<PriceSignals>()), policy_(setting.board.of<PolicySignals>()) {}

InputPrices IndustryPrices::now() const {
  return {prices_.natural_gas_firm / 1000.0,
          prices_.heating_oil / std::max(inputs_.vat_factor, 1.0) / 1000.0,
          prices_.electricity_firm / 1000.0,
          prices_.ets_price,
          1000.0 * policy_.carbon_tax * policy_.carbon_tax_industry_share,
          prices_.ets2_price,
          prices_.heating_oil_trading / 1000.0};
}

double IndustryPrices::carbon_saved_by_biogas(const Plant& plant, sim::Time date) const {
  InputPrices today = now();
  today.carbon_tax *= inputs_.biogas.tax_exempt.at(date);
  return marginal_carbon(inputs_.expectation, plant.trades, today) * inputs_.gas_factor / 1e9;
}

PlantAccounts::PlantAccounts(const IndustryInputs& inputs, const Setting& setting, const IndustryPrices& prices)
    : inputs_(inputs), setting_(setting), prices_(prices), biogas_(setting.board.of<BiogasSignals>()) {}

double PlantAccounts::post(const sim::Window& window, const Plant& plant, const PlantMonth& month) const {
  const double heat = plant.fuel_kept * plant.burnt() * month.level * month.answer;
  const double fuel_gas = (plant.gas - plant.feedstock) * heat;
  const double feedstock = plant.feedstock * month.level;
  double taken = 0;
  double replaced = 0;
  if (plant.group == PlantGroup::kemira) {
    taken = std::min(month.hydrogen_on_offer, feedstock * month.reformer_efficiency);
    replaced = taken > 0 ? taken / month.reformer_efficiency : 0.0;
  } else if (plant.group == PlantGroup::elcowire) {
    taken = replaced = std::min(month.hydrogen_on_offer, fuel_gas);
  }
  const double gas = std::max(0.0, feedstock + fuel_gas - replaced);
  const double current = plant.heat_fuel() * month.level * month.answer *
                             (plant.pump * inputs_.options.heat_pump.electricity_per_fuel +
                              plant.boiler * inputs_.options.electric_boiler.electricity_per_fuel) +
                         month.ordinary_electricity;
  const double wanted = plant.biogas_share * gas;
  const double biogas = wanted * std::clamp(biogas_.granted[gas_user], 0.0, 1.0);
  const FuelUse use{gas, biogas, plant.oil * heat, current};
  post_flows(use, wanted);
  post_use(window, plant, use, plant.process * month.level);
  pay(window, plant, use, month.driver_date);
  return taken;
}

void PlantAccounts::post_flows(const FuelUse& use, double biogas_wanted) const {
  setting_.flows.vehicle_and_fuel_gas[gas_user] += sim::to_count(use.gas);
  setting_.flows.biogas_wanted[gas_user] += sim::to_count(biogas_wanted);
  setting_.flows.electricity[static_cast<std::size_t>(index(EndUse::industry))] += sim::to_count(use.current);
}

void PlantAccounts::post_use(const sim::Window& window, const Plant& plant, const FuelUse& use, double process) const {
  Accounts& accounts = setting_.accounts;
  const Subsector row = plant.group == PlantGroup::kemira ? Subsector::kemira : Subsector::other_industry;
  const double other = inputs_.other_gases / 1000.0;  // [g/Wh]
  const FuelPlace place{row, EndUse::industry};
  const double fossil_gas = use.gas - use.biogas;
  post_fuel(accounts, window, place, {Carrier::natural_gas, inputs_.gas_factor / 1000.0 + other, 0}, fossil_gas);
  post_fuel(accounts, window, place, {Carrier::biogas, other, inputs_.biogenic.gas}, use.biogas);
  post_fuel(accounts, window, place, {Carrier::heating_oil, inputs_.oil_factor / 1000.0 + other, 0}, use.oil);
  accounts.post_emissions(window, row, Carrier::process, process);
  accounts.post_energy(window, Carrier::electricity, EndUse::industry, use.current);
}

/// Books what the plant's decisions reckon with: biogas at its premium and the part of the carbon cost saved that
/// sellers take; allowances given free stay when biogas takes gas's place. Oil's price holds its tax outside the ETS.
void PlantAccounts::pay(const sim::Window& window, const Plant& plant, const FuelUse& use, sim::Time date) const {
  const double saved = prices_.carbon_saved_by_biogas(plant, date);  // [SEK/Wh]
  const double biogas_price = prices_.biogas_premium() + inputs_.biogas.seller_share * saved;
  const double bill =
      (use.gas * prices_.natural_gas() + use.oil * prices_.oil(plant) + use.current * prices_.electricity()) / 1000.0 +
      use.biogas * biogas_price;
  setting_.accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::industry, bill);
  const double carbon = marginal_carbon(inputs_.expectation, plant.trades, prices_.now());  // [SEK/t]
  const double gas = use.gas * inputs_.gas_factor / 1e9;                                    // [t]
  double paid = gas * carbon - use.biogas * saved;
  if (plant.trades) {
    const double oil = use.oil * inputs_.oil_factor / 1e9;
    paid += oil * carbon - (gas + oil) * carbon * free_allocation(inputs_.expectation, sim::decimal_year(date));
  }
  setting_.accounts.post_money(window, MoneyKind::tax_paid, Payer::firms, Measure::industry, paid);
}

}  // namespace skifte::agents
