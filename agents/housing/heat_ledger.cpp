#include "agents/housing/heat_ledger.hpp"

#include <numeric>

namespace skifte::agents {
namespace {

constexpr double wh_per_kwh = 1000;

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

}  // namespace

void HeatLedger::count(Heating system, Owner owner, int dwellings, double heat, int sign) {
  const auto s = static_cast<std::size_t>(index(system));
  dwellings_[s] += sign * dwellings;
  heat_[static_cast<std::size_t>(index(owner))][s] += sign * dwellings * sim::to_count(heat * wh_per_kwh);
}

std::int64_t HeatLedger::all_dwellings() const {
  return std::accumulate(dwellings_.begin(), dwellings_.end(), std::int64_t{0});
}

double HeatLedger::month_share(const DwellingEnergyAssumptions& energy, int month) {
  const double sum = std::accumulate(energy.degree_days.begin(), energy.degree_days.end(), 0.0);
  const double space = energy.degree_days[static_cast<std::size_t>(month - 1)] / sum;
  return (1 - energy.hot_water_share) * space + energy.hot_water_share / 12;
}

double HeatLedger::post_month(const sim::Window& window, const HousingInputs& inputs, const PriceSignals& prices,
                              const BiogasSignals& biogas, Accounts& accounts, Flows& flows) {
  const DwellingEnergyAssumptions& energy = inputs.energy;
  const double share = month_share(energy, window.month);
  const auto use = static_cast<std::size_t>(index(EndUse::dwellings));
  std::array<double, 7> useful{};  // [Wh]
  double all = 0;
  double electricity =
      static_cast<double>(all_dwellings()) * energy.household_electricity * wh_per_kwh * window.years();
  for (std::size_t s = 0; s < useful.size(); ++s) {
    const auto system = static_cast<Heating>(s);
    const double gas_part = system == Heating::natural_gas ? inputs.technology.gas_main_share : 1.0;
    const double efficiency = inputs.technology.efficiency[s];
    const double direct = inputs.technology.efficiency[static_cast<std::size_t>(index(Heating::direct_electric))];
    const double unit_cost = inputs.technology.unit_cost(system, prices);  // [SEK/kWh useful]
    year_cost_[s] += share * unit_cost;
    for (std::size_t o = 0; o < heat_.size(); ++o) {
      const double month_heat = static_cast<double>(heat_[o][s]) * share;
      useful[s] += month_heat;
      accounts.post_money(window, MoneyKind::running_cost, payer_of(static_cast<Owner>(o)), Measure::heating,
                          month_heat / wh_per_kwh * unit_cost);
    }
    all += useful[s];
    const double bought = useful[s] * gas_part / efficiency;
    electricity += useful[s] * (1 - gas_part) / direct;
    switch (system) {
      case Heating::district_heat:
        flows.district_heat[use] += sim::to_count(bought);
        break;
      case Heating::direct_electric:
      case Heating::air_source_heat_pump:
      case Heating::ground_source_heat_pump:
        electricity += bought;
        break;
      case Heating::natural_gas: {
        const auto user = static_cast<std::size_t>(GasUser::dwellings);
        flows.vehicle_and_fuel_gas[user] += sim::to_count(bought);
        flows.biogas_wanted[user] += sim::to_count(bought * energy.biogas_wanted);
        const double green = bought * energy.biogas_wanted * biogas.granted[user];
        accounts.post_emissions(window, Subsector::dwellings, Carrier::natural_gas,
                                (bought - green) * energy.gas_factor / wh_per_kwh);
        accounts.post_biogenic(window, Subsector::dwellings, green * energy.biogenic.gas);
        accounts.post_energy(window, Carrier::natural_gas, EndUse::dwellings, bought - green);
        accounts.post_energy(window, Carrier::biogas, EndUse::dwellings, green);
        continue;
      }
      case Heating::biofuel:
        accounts.post_emissions(window, Subsector::dwellings, Carrier::solid_biofuel, bought * energy.wood_factor);
        accounts.post_biogenic(window, Subsector::dwellings, bought * energy.biogenic.wood);
        break;
      case Heating::oil:
        accounts.post_emissions(window, Subsector::dwellings, Carrier::heating_oil,
                                bought * energy.oil_factor / wh_per_kwh);
        break;
    }
    if (HeatingTechnology::carrier(system) != Carrier::electricity) {
      accounts.post_energy(window, HeatingTechnology::carrier(system), EndUse::dwellings, bought);
    }
  }
  flows.electricity[use] += sim::to_count(electricity);
  accounts.post_energy(window, Carrier::electricity, EndUse::dwellings, electricity);
  return all;
}

std::array<double, 7> HeatLedger::take_year_cost() {
  const std::array<double, 7> cost = year_cost_;
  year_cost_ = {};
  return cost;
}

}  // namespace skifte::agents
