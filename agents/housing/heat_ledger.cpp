#include "agents/housing/heat_ledger.hpp"

#include <numeric>

namespace skifte::agents {
namespace {

constexpr double wh_per_kwh = 1000;
constexpr auto dwellings_use = static_cast<std::size_t>(index(EndUse::dwellings));
constexpr auto gas_user = static_cast<std::size_t>(GasUser::dwellings);

Payer payer_of(Owner owner) {
  switch (owner) {
    case Owner::occupier:
    case Owner::cooperative:
      return Payer::households;
    case Owner::municipal_landlord:
      return Payer::municipal_companies;
    case Owner::private_landlord:
      return Payer::firms;
  }
  throw sim::ProgramFault("heating: unknown owner");
}

/// Posts gas bought [Wh], of which what is ordered and granted is biogas.
void post_gas(const MonthOfHeat& month, double bought, Accounts& accounts, Flows& flows) {
  const DwellingEnergyAssumptions& energy = month.inputs.energy;
  flows.vehicle_and_fuel_gas[gas_user] += sim::to_count(bought);
  flows.biogas_wanted[gas_user] += sim::to_count(bought * energy.biogas_wanted);
  const double green = bought * energy.biogas_wanted * month.biogas.granted[gas_user];
  const FuelPlace boilers{Subsector::dwellings, EndUse::dwellings};
  post_fuel(accounts, month.window, boilers, {Carrier::natural_gas, energy.gas_factor / wh_per_kwh, 0}, bought - green);
  post_fuel(accounts, month.window, boilers, {Carrier::biogas, 0, energy.biogenic.gas}, green);
}

/// Posts what a system's main carrier takes [Wh] and gives off; answers the electricity among it [Wh].
double post_carrier(const MonthOfHeat& month, Heating system, double bought, Accounts& accounts, Flows& flows) {
  const DwellingEnergyAssumptions& energy = month.inputs.energy;
  const FuelPlace boilers{Subsector::dwellings, EndUse::dwellings};
  switch (system) {
    case Heating::district_heat:
      flows.district_heat[dwellings_use] += sim::to_count(bought);
      accounts.post_energy(month.window, Carrier::district_heat, EndUse::dwellings, bought);
      return 0;
    case Heating::natural_gas:
      post_gas(month, bought, accounts, flows);
      return 0;
    case Heating::biofuel:
      post_fuel(accounts, month.window, boilers, {Carrier::solid_biofuel, energy.wood_factor, energy.biogenic.wood},
                bought);
      return 0;
    case Heating::oil:
      post_fuel(accounts, month.window, boilers, {Carrier::heating_oil, energy.oil_factor / wh_per_kwh, 0}, bought);
      return 0;
    case Heating::direct_electric:
    case Heating::air_source_heat_pump:
    case Heating::ground_source_heat_pump:
      return bought;
  }
  throw sim::ProgramFault("heating: unknown system");
}

}  // namespace

void HeatLedger::count(Heating system, Owner owner, int dwellings, double heat, int sign) {
  const auto s = static_cast<std::size_t>(index(system));
  dwellings_[s] += sign * dwellings;
  heat_[static_cast<std::size_t>(index(owner))][s] += sign * dwellings * sim::to_count(heat * wh_per_kwh);
}

std::int64_t HeatLedger::all_dwellings() const {
  return std::accumulate(dwellings_.begin(), dwellings_.end(), std::int64_t{0});
}

double HeatLedger::heat(Heating system) const {
  std::int64_t sum = 0;
  for (const auto& by_system : heat_) sum += by_system[static_cast<std::size_t>(index(system))];
  return static_cast<double>(sum);
}

double HeatLedger::month_share(const DwellingEnergyAssumptions& energy, int month, double degree_days) {
  const double sum = std::accumulate(energy.degree_days.begin(), energy.degree_days.end(), 0.0);
  const double space = degree_days * energy.degree_days[static_cast<std::size_t>(month - 1)] / sum;
  return (1 - energy.hot_water_share) * space + energy.hot_water_share / 12;
}

/// Books a system's energy with those who pay it; answers its useful heat [Wh].
double HeatLedger::post_bills(const MonthOfHeat& month, Heating system, double share, Accounts& accounts) {
  const auto s = static_cast<std::size_t>(index(system));
  const double unit_cost = month.inputs.technology.unit_cost(system, month.prices);  // [SEK/kWh useful]
  year_cost_[s] += share * unit_cost;
  double useful = 0;
  for (std::size_t o = 0; o < heat_.size(); ++o) {
    const double heat = static_cast<double>(heat_[o][s]) * share;
    useful += heat;
    accounts.post_money(month.window, MoneyKind::running_cost, payer_of(static_cast<Owner>(o)), Measure::heating,
                        heat / wh_per_kwh * unit_cost);
  }
  return useful;
}

double HeatLedger::post_month(const MonthOfHeat& month, Accounts& accounts, Flows& flows) {
  const DwellingEnergyAssumptions& energy = month.inputs.energy;
  const HeatingTechnology& technology = month.inputs.technology;
  const double share = month_share(energy, month.window.month, month.degree_days);
  const double direct = technology.efficiency[static_cast<std::size_t>(index(Heating::direct_electric))];
  double all = 0;
  double electricity =
      static_cast<double>(all_dwellings()) * energy.household_electricity * wh_per_kwh * month.window.years();
  for (int s = 0; s < heating_systems; ++s) {
    const auto system = static_cast<Heating>(s);
    const double useful = post_bills(month, system, share, accounts);
    const double main = system == Heating::natural_gas ? technology.gas_main_share : 1.0;
    const double bought = useful * main / technology.efficiency[static_cast<std::size_t>(s)];
    electricity += useful * (1 - main) / direct + post_carrier(month, system, bought, accounts, flows);
    all += useful;
  }
  flows.electricity[dwellings_use] += sim::to_count(electricity);
  accounts.post_energy(month.window, Carrier::electricity, EndUse::dwellings, electricity);
  return all;
}

std::array<double, 7> HeatLedger::take_year_cost() {
  const std::array<double, 7> cost = year_cost_;
  year_cost_ = {};
  return cost;
}

}  // namespace skifte::agents
