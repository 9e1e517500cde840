#include "agents/firms/firms.hpp"

#include <algorithm>

#include "agents/biogas/signals.hpp"
#include "agents/city/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "agents/weather/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr double pi = 3.14159265358979323846;

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

/// Energy of a weight class this month, everywhere it drives [Wh].
std::array<double, truck_fuels> energy_of(const TruckPark& park, const TruckChoiceAssumptions& choice, double years) {
  std::array<double, truck_fuels> energy{};
  for (std::size_t f = 0; f < energy.size(); ++f)
    energy[f] = park.km(static_cast<TruckFuel>(f)) * choice.energy_use[f] * years;
  return energy;
}

class Firms final : public sim::Kind {
 public:
  Firms(const FirmInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        policy_(setting.board.of<PolicySignals>()),
        prices_(setting.board.of<PriceSignals>()),
        national_(setting.board.of<NationalSignals>()),
        utility_(setting.board.of<UtilitySignals>()),
        city_(setting.board.of<CitySignals>()),
        biogas_(setting.board.of<BiogasSignals>()),
        weather_(setting.board.of<WeatherSignals>()),
        light_("light_truck", inputs_.light_park, inputs_.light_choice, setting.calendar, setting.random),
        heavy_("heavy_truck", inputs_.heavy_park, inputs_.heavy_choice, setting.calendar, setting.random),
        premises_("premises", inputs_.premises, setting.calendar, setting.random),
        farm_premises_("farm_premises", inputs_.farm_premises, setting.calendar, setting.random) {}
  std::string_view name() const override { return "firms"; }

  // Some hundred decisions a month: no parallel phase. Each reads the world of the window's start and its own firm
  // only.
  void commit(const sim::Window& window) override {
    buy_trucks(window, light_, inputs_.light_choice, {policy_.van_grant, 0}, national_.light_truck_new_share,
               spared_by_hub(inputs_.hub, city_.logistics_hub));
    buy_trucks(window, heavy_, inputs_.heavy_choice, {0, policy_.truck_grant_share}, national_.heavy_truck_new_share,
               0);
    const double heating = premises_.renew(window, prices_, policy_, city_.climate_agreement, inputs_.vat_factor) +
                           farm_premises_.renew(window, prices_, policy_, city_.climate_agreement, inputs_.vat_factor);
    if (heating > 0)
      setting_.accounts.post_money(window, MoneyKind::investment, Payer::firms, Measure::heating, heating);
  }

  void account(const sim::Window& window) override {
    account_trucks(window, light_, inputs_.light_choice, inputs_.light_traffic, Subsector::light_trucks,
                   national_.light_truck_traffic_year,
                   national_.light_truck_traffic_index * national_.light_truck_diesel_per_km);
    account_trucks(window, heavy_, inputs_.heavy_choice, inputs_.heavy_traffic, Subsector::heavy_trucks,
                   national_.heavy_truck_traffic_year,
                   national_.heavy_truck_traffic_index * national_.heavy_truck_diesel_per_km);
    account_premises(window, premises_, inputs_.premises, Subsector::premises);
    account_premises(window, farm_premises_, inputs_.farm_premises, Subsector::farm_premises);
    account_other_premises(window);
  }

  void close_year(const sim::Window& window) override {
    set_stock(window, setting_.accounts.light_trucks, light_);
    set_stock(window, setting_.accounts.heavy_trucks, heavy_);
  }

 private:
  sim::Time driver_date(const sim::Window& window) const { return policy_.frozen ? policy_.driver_date : window.begin; }

  void buy_trucks(const sim::Window& window, TruckPark& park, const TruckChoiceAssumptions& choice, TruckGrant grant,
                  const std::array<double, 3>& national_new, double spared) {
    const sim::Time date = driver_date(window);
    const TruckOffer offer =
        truck_offer(choice, prices_, policy_, grant, inputs_.pack_price_reference, inputs_.vat_factor, date);
    const double lead_time =
        utility_.connection_lead_time > 0 ? utility_.connection_lead_time : inputs_.connection_time;
    // Contracts that demand fossil-free transport bind as the agreement does; whoever has both is counted once.
    const double bound = 1 - (1 - city_.climate_agreement) * (1 - city_.procurement_fossil_free);
    const auto bought = park.renew(
        window, {offer, choice.suitable.at(date), national_new[1], bound, spared, lead_time, policy_.frozen}, date);
    double investment = 0;
    for (int trucks : bought) investment += trucks * choice.price_diesel;
    const double battery = bought[at(static_cast<int>(TruckFuel::battery))];
    investment += battery * offer.extra_price;
    Accounts& accounts = setting_.accounts;
    if (investment > 0)
      accounts.post_money(window, MoneyKind::investment, Payer::firms, Measure::vans_trucks, investment);
    if (battery > 0) {
      accounts.post_money(window, MoneyKind::investment, Payer::state, Measure::vans_trucks, battery * offer.grant);
      accounts.post_money(window, MoneyKind::grant_received, Payer::firms, Measure::vans_trucks, battery * offer.grant);
    }
    if (park.waited() > 0) accounts.post_bottleneck(window, Bottleneck::grid_connection, park.waited());
  }

  /// Diesel as pumped.
  FuelFactors diesel_factors() const {
    return {Carrier::diesel, policy_.diesel_fossil_factor, inputs_.biogenic.liquid * policy_.diesel_bio_share};
  }

  /// `year_level` [1]: the year's traffic over its trend, the city's trucks share the nation's trade. `passing_per_km`
  /// [Wh/km]: diesel that a passing truck burns, times the traffic's index.
  void account_trucks(const sim::Window& window, const TruckPark& park, const TruckChoiceAssumptions& choice,
                      const TruckTrafficAssumptions& traffic, Subsector subsector, double year_level,
                      double passing_per_km) {
    Accounts& accounts = setting_.accounts;
    const auto energy = energy_of(park, choice, window.years() * year_level);
    const double diesel = energy[0], petrol = energy[1], gas = energy[2], current = energy[3];
    const double biogas_wanted = inputs_.biogas_share * gas;
    const double biogas = biogas_wanted * biogas_.granted[at(index(GasUser::trucks))];
    const FuelPlace roads{subsector, EndUse::trucks, traffic.local_share};
    post_fuel(accounts, window, roads, diesel_factors(), diesel);
    post_fuel(accounts, window, roads,
              {Carrier::petrol, policy_.petrol_fossil_factor, inputs_.biogenic.liquid * policy_.petrol_bio_share},
              petrol);
    post_fuel(accounts, window, roads, {Carrier::biogas, 0, inputs_.biogenic.gas}, biogas);
    post_fuel(accounts, window, roads, {Carrier::natural_gas, inputs_.natural_gas_factor / 1000, 0}, gas - biogas);
    accounts.post_energy(window, Carrier::electricity, EndUse::trucks, current);
    setting_.flows.electricity[at(index(EndUse::trucks))] += sim::to_count(current);
    setting_.flows.vehicle_and_fuel_gas[at(index(GasUser::trucks))] += sim::to_count(gas);
    setting_.flows.biogas_wanted[at(index(GasUser::trucks))] += sim::to_count(biogas_wanted);

    // Others' trucks: what they burn here is no energy of the city's.
    const double passing = traffic.passing_km * window.years() * passing_per_km;
    accounts.post_emissions(window, subsector, Carrier::diesel, passing * diesel_factors().fossil);
    accounts.post_biogenic(window, subsector, passing * diesel_factors().biogenic);

    const double net = 1 / inputs_.vat_factor;
    const double depot = prices_.depot_charging > 0 ? prices_.depot_charging : prices_.electricity_firm;
    const double cost =
        net * (diesel * prices_.diesel / policy_.diesel_energy + petrol * prices_.petrol / policy_.petrol_energy +
               gas * prices_.vehicle_gas / 1000) +
        current * ((1 - choice.public_share) * depot + choice.public_share * prices_.public_charging * net) / 1000;
    accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::vans_trucks, cost);
  }

  /// Share of a normal year's heat that falls in the month: a cosine with its top in January. What exceeds its trough
  /// is space heat, which follows the year's degree days.
  double heat_share(const sim::Window& window) const {
    const double space = inputs_.demand.season * (1 + sim::cos(2 * pi * (window.month - 1) / 12.0));
    return window.years() * (1 - inputs_.demand.season + weather_.degree_days * space);
  }

  void account_premises(const sim::Window& window, const PremisesHeating& heating, const PremisesAssumptions& a,
                        Subsector subsector) {
    Accounts& accounts = setting_.accounts;
    const double since = (driver_date(window) - setting_.calendar.begin()) / sim::days_per_year;
    const double share = heat_share(window) * sim::exp(-a.efficiency_gain * since);
    const double gas = share * heating.heat(PremisesHeat::gas) / a.efficiency;
    const double oil = share * heating.heat(PremisesHeat::oil) / a.efficiency;
    const double district = share * heating.heat(PremisesHeat::district_heat);
    const double current = share * heating.heat(PremisesHeat::heat_pump) / a.scop;
    const double biogas_wanted = inputs_.premises_biogas_share * gas;
    const double biogas = biogas_wanted * biogas_.granted[at(index(GasUser::premises))];
    const FuelPlace boilers{subsector, EndUse::premises};
    // [g/kWh] is 1000 [g/Wh].
    post_fuel(accounts, window, boilers, {Carrier::natural_gas, a.gas_factor / 1000, 0}, gas - biogas);
    post_fuel(accounts, window, boilers, {Carrier::biogas, 0, inputs_.biogenic.gas}, biogas);
    post_fuel(accounts, window, boilers, {Carrier::heating_oil, a.oil_factor / 1000, 0}, oil);
    accounts.post_energy(window, Carrier::district_heat, EndUse::premises, district);
    accounts.post_energy(window, Carrier::electricity, EndUse::premises, current);
    setting_.flows.vehicle_and_fuel_gas[at(index(GasUser::premises))] += sim::to_count(gas);
    setting_.flows.biogas_wanted[at(index(GasUser::premises))] += sim::to_count(biogas_wanted);
    setting_.flows.district_heat[at(index(EndUse::premises))] += sim::to_count(district);
    setting_.flows.electricity[at(index(EndUse::premises))] += sim::to_count(current);
    const auto cost = heating.cost(prices_, policy_, inputs_.vat_factor);
    double running = 0;
    for (std::size_t h = 0; h < cost.size(); ++h)
      running += share * heating.heat(static_cast<PremisesHeat>(h)) / 1000 * cost[h];
    accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::heating, running);
  }

  void account_other_premises(const sim::Window& window) {
    const double since = (driver_date(window) - setting_.calendar.begin()) / sim::days_per_year;
    const double level = sim::exp(inputs_.demand.growth * since);
    const double heat = inputs_.demand.district_heat * level * heat_share(window);
    const double current = inputs_.demand.electricity * level * window.years();
    setting_.accounts.post_energy(window, Carrier::district_heat, EndUse::premises, heat);
    setting_.accounts.post_energy(window, Carrier::electricity, EndUse::premises, current);
    setting_.flows.district_heat[at(index(EndUse::premises))] += sim::to_count(heat);
    setting_.flows.electricity[at(index(EndUse::premises))] += sim::to_count(current);
  }

  void set_stock(const sim::Window& window, sim::Table<1>& table, const TruckPark& park) {
    const int year = setting_.accounts.year_index(window);
    table.set(year, {index(Powertrain::diesel)}, park.count(TruckFuel::diesel));
    table.set(year, {index(Powertrain::petrol)}, park.count(TruckFuel::petrol));
    table.set(year, {index(Powertrain::gas)}, park.count(TruckFuel::gas));
    table.set(year, {index(Powertrain::battery)}, park.count(TruckFuel::battery));
  }

  const FirmInputs inputs_;
  const Setting setting_;
  const PolicySignals& policy_;
  const PriceSignals& prices_;
  const NationalSignals& national_;
  const UtilitySignals& utility_;
  const CitySignals& city_;
  const BiogasSignals& biogas_;
  const WeatherSignals& weather_;
  TruckPark light_, heavy_;
  PremisesHeating premises_, farm_premises_;
};

}  // namespace

TruckTrafficAssumptions::TruckTrafficAssumptions(sim::AssumptionReader& read, const std::string& weight)
    : local_share(
          read.number(weight + ".local_share", "1", "Share of the city's trucks' km driven inside the municipality")),
      passing_km(read.number(weight + ".passing_km", "km/year", "Others' trucks' km inside the municipality in 2022")) {
}

PremisesDemandAssumptions::PremisesDemandAssumptions(sim::AssumptionReader& read)
    : district_heat(
          read.number("premises.district_heat", "Wh/year", "District heat delivered to premises at the start")),
      electricity(
          read.number("premises.electricity", "Wh/year", "Electricity of premises at the start, industry apart")),
      season(read.number("premises.season", "1", "Amplitude of heat demand over the year")),
      growth(read.number("premises.growth", "1/year", "Growth of premises' heat and electricity, savings deducted")) {}

FirmInputs::FirmInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : light_park((read.set_reader("firms"), levers.set_reader("firms"), read), "light_truck"),
      heavy_park(read, "heavy_truck"),
      light_choice(read, "light_truck"),
      heavy_choice(read, "heavy_truck"),
      light_traffic(read, "light_truck"),
      heavy_traffic(read, "heavy_truck"),
      hub(read),
      premises(read, "premises"),
      farm_premises(read, "farm_premises"),
      demand(read),
      pack_price_reference(
          read.number("truck.pack_price_reference", "SEK/kWh", "Battery pack price at which extra prices hold")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      natural_gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      biogas_share(read.number("truck.biogas_share", "1", "Share of gas trucks' gas that is wanted as biogas")),
      premises_biogas_share(
          read.number("premises.biogas_share", "1", "Share of premises' gas that is wanted as biogas")),
      connection_time(
          read.number("firms.connection_time", "d", "Time to a depot's grid connection when none is stated")),
      biogenic(read) {}

std::unique_ptr<sim::Kind> make_firms(const FirmInputs& inputs, const Setting& setting) {
  return std::make_unique<Firms>(inputs, setting);
}

}  // namespace skifte::agents
