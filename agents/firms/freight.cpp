#include "agents/firms/freight.hpp"

#include <algorithm>

namespace skifte::agents {
namespace {

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

/// Second-hand trucks as the city's own at the start, variants with their engine.
std::array<double, truck_fuels> first_used_offer(const TruckFleetAssumptions& fleet) {
  std::array<double, truck_fuels> offer{};
  for (std::size_t f = 0; f < fleet.park.initial.size(); ++f)
    offer[agents::at(main_fuel(fleet.variants, static_cast<TruckFuel>(f)))] += fleet.park.initial[f];
  return offer;
}

}  // namespace

TruckTrafficAssumptions::TruckTrafficAssumptions(sim::AssumptionReader& read, TruckWeight weight) {
  const std::string name = std::string(truck_weight_labels[static_cast<std::size_t>(weight)]) + "_truck";
  local_share.push_back(
      read.number(name + ".local_share", "1", "Share of vans' or rigid trucks' km driven inside the municipality"));
  if (weight == TruckWeight::heavy)
    local_share.push_back(read.number("long_haul_truck.local_share", "1",
                                      "Share of long-haul trucks' km driven inside the municipality"));
  passing_km = read.number(name + ".passing_km", "km/year", "Others' trucks' km inside the municipality in 2022");
}

FreightInputs::FreightInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : market(read),
      light(read, TruckWeight::light),
      heavy(read, TruckWeight::heavy),
      light_traffic(read, TruckWeight::light),
      heavy_traffic(read, TruckWeight::heavy),
      hub(read),
      natural_gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      ethanol_factor(read.number("car.factor.e85_fossil", "g CO2/Wh", "Fossil CO2 of E85 as pumped")),
      biogas_share(read.number("truck.biogas_share", "1", "Share of gas trucks' gas that is wanted as biogas")),
      biogenic(read),
      truck_charging(levers.lever("truck_charging", "Public chargers for trucks beside those that the law demands",
                                  {{"share", "1", "Of the routes still without, at full ramp", true}})) {}

Freight::Freight(const FreightInputs& inputs, const Setting& setting)
    : inputs_(inputs),
      setting_(setting),
      policy_(setting.board.of<PolicySignals>()),
      prices_(setting.board.of<PriceSignals>()),
      national_(setting.board.of<NationalSignals>()),
      utility_(setting.board.of<UtilitySignals>()),
      city_(setting.board.of<CitySignals>()),
      biogas_(setting.board.of<BiogasSignals>()),
      charging_(setting.board.of<ChargingSignals>()),
      machinery_(setting.board.of<MachinerySignals>()),
      light_(inputs_.light, inputs_.market, setting.calendar, setting.random),
      heavy_(inputs_.heavy, inputs_.market, setting.calendar, setting.random),
      light_used_(first_used_offer(inputs_.light)),
      heavy_used_(first_used_offer(inputs_.heavy)) {}

// Some hundred decisions a month: no parallel phase. Each reads the world of the window's start and its own firm only.
void Freight::commit(const sim::Window& window) {
  follow_used_offer(inputs_.light, national_.light_truck_new_share, light_used_);
  follow_used_offer(inputs_.heavy, national_.heavy_truck_new_share, heavy_used_);
  TruckMarket vans = market_of(window, inputs_.light, light_used_, national_.light_truck_new_share[2]);
  vans.spared_share = spared_by_hub(inputs_.hub, city_.logistics_hub);
  const TruckMarket trucks = market_of(window, inputs_.heavy, heavy_used_, national_.heavy_truck_new_share[2]);
  const sim::Time number_date = policy_.frozen ? policy_.driver_date : window.end;
  post_purchases(window, light_.renew(window, vans, driver_date(window), number_date));
  post_purchases(window, heavy_.renew(window, trucks, driver_date(window), number_date));
  if (!policy_.frozen && (window.month == 1 || window.index == 0)) {
    light_.contract_fuel(vans);
    heavy_.contract_fuel(trucks);
  }
}

TruckMarket Freight::market_of(const sim::Window& window, const TruckFleetAssumptions& fleet,
                               const std::array<double, truck_fuels>& used_offer, double national_battery) const {
  const sim::Time date = driver_date(window);
  const bool light = fleet.weight == TruckWeight::light;
  TruckMarket market;
  for (std::size_t c = 0; c < fleet.classes.size(); ++c) {
    market.offers.push_back(truck_offer(fleet.classes[c], inputs_.market, prices_, policy_,
                                        light ? policy_.van_grant : 0, light ? 0 : policy_.truck_grant_share, date));
    market.access.push_back({public_charging(fleet.class_at(c), date),
                             makers_quota(fleet.classes[c].standard.at(date), national_battery),
                             {}});
  }
  market.used_offer = used_offer;
  market.agreement = city_.climate_agreement;
  market.fossil_free_contracts = city_.procurement_fossil_free;
  market.grid = utility_.grid[static_cast<std::size_t>(light ? GridCustomer::van_depots : GridCustomer::truck_depots)];
  market.hvo_extra_cost = hvo_extra_cost();
  market.frozen = policy_.frozen;
  return market;
}

/// Vans use the chargers of cars; trucks those built for them along the corridors.
double Freight::public_charging(TruckClass truck_class, sim::Time date) const {
  if (truck_class == TruckClass::van) return charging_.access;
  double lever = 0;
  if (inputs_.truck_charging) {
    lever = inputs_.truck_charging->number("share", 0) * inputs_.truck_charging->strength(date);
  }
  return 1 - (1 - inputs_.market.corridor_charging.at(date)) * (1 - std::clamp(lever, 0.0, 1.0));
}

/// The nation's new trucks reach the second-hand market with an exponential lag; petrol keeps its first share.
void Freight::follow_used_offer(const TruckFleetAssumptions& fleet, const std::array<double, 3>& national_new,
                                std::array<double, truck_fuels>& used) const {
  if (policy_.frozen) return;
  const double step = 1 / (12 * inputs_.market.used_lag);
  double& gas = used[agents::at(TruckFuel::gas)];
  double& battery = used[agents::at(TruckFuel::battery)];
  gas += step * (national_new[1] - gas);
  battery += step * (national_new[2] - battery);
  const double petrol = first_used_offer(fleet)[agents::at(TruckFuel::petrol)] * (1 - battery);
  used[agents::at(TruckFuel::petrol)] = petrol;
  used[agents::at(TruckFuel::diesel)] = std::max(0.0, 1 - gas - battery - petrol);
}

double Freight::hvo_extra_cost() const {
  if (prices_.diesel <= 0 || prices_.hvo <= 0) return 1e9;
  return prices_.hvo / inputs_.market.hvo_energy / (prices_.diesel / policy_.diesel_energy) - 1;
}

void Freight::post_purchases(const sim::Window& window, const TruckPurchases& purchases) {
  Accounts& accounts = setting_.accounts;
  const auto post = [&](Payer payer, const TruckPurchases::Bill& bill) {
    if (bill.investment > 0)
      accounts.post_money(window, MoneyKind::investment, payer, Measure::vans_trucks, bill.investment + bill.grants);
    if (bill.grants > 0)
      accounts.post_grant(window, MoneyKind::investment, Payer::state, payer, Measure::vans_trucks, bill.grants);
  };
  post(Payer::firms, purchases.firms);
  post(Payer::municipal_companies, purchases.municipality);
  if (purchases.waited > 0) accounts.post_bottleneck(window, Bottleneck::grid_connection, purchases.waited);
}

void Freight::account(const sim::Window& window) {
  GridRequests& requests = setting_.board.of<GridRequests>();
  requests.of[static_cast<std::size_t>(GridCustomer::van_depots)] = light_.grid_state(window.end);
  requests.of[static_cast<std::size_t>(GridCustomer::truck_depots)] = heavy_.grid_state(window.end);
  account_fleet(window, inputs_.light, light_, inputs_.light_traffic, Subsector::light_trucks,
                national_.light_truck_traffic_year);
  account_fleet(window, inputs_.heavy, heavy_, inputs_.heavy_traffic, Subsector::heavy_trucks,
                national_.heavy_truck_traffic_year);
  account_passing(window, inputs_.light_traffic.passing_km * national_.light_truck_traffic_index,
                  Subsector::light_trucks, national_.light_truck_diesel_per_km);
  account_passing(window, inputs_.heavy_traffic.passing_km * national_.heavy_truck_traffic_index,
                  Subsector::heavy_trucks, national_.heavy_truck_diesel_per_km);
}

/// Others' trucks: what they burn here is no energy of the city's. `km` [km/year], `diesel_per_km` [Wh/km].
void Freight::account_passing(const sim::Window& window, double km, Subsector subsector, double diesel_per_km) {
  const double passing = km * window.years() * diesel_per_km;
  const FuelFactors diesel = diesel_factors();
  setting_.accounts.post_emissions(window, subsector, Carrier::diesel, passing * diesel.fossil);
  setting_.accounts.post_biogenic(window, subsector, passing * diesel.biogenic);
}

/// `year_level` [1]: the year's traffic over its trend, the city's trucks share the nation's trade.
void Freight::account_fleet(const sim::Window& window, const TruckFleetAssumptions& fleet, const TruckPark& park,
                            const TruckTrafficAssumptions& traffic, Subsector subsector, double year_level) {
  for (std::size_t c = 0; c < fleet.classes.size(); ++c) {
    account_class(window, fleet, park, c, {subsector, EndUse::trucks, traffic.local_share[c]},
                  window.years() * year_level);
  }
}

/// Diesel as pumped.
FuelFactors Freight::diesel_factors() const {
  return {Carrier::diesel, policy_.diesel_fossil_factor, inputs_.biogenic.liquid * policy_.diesel_bio_share};
}

/// Petrol as pumped.
FuelFactors Freight::petrol_factors() const {
  return {Carrier::petrol, policy_.petrol_fossil_factor, inputs_.biogenic.liquid * policy_.petrol_bio_share};
}

/// A class's energy this month, everywhere it drives; `years` [year] of its yearly km.
void Freight::account_class(const sim::Window& window, const TruckFleetAssumptions& fleet, const TruckPark& park,
                            std::size_t c, const FuelPlace& roads, double years) {
  Accounts& accounts = setting_.accounts;
  const TruckClassAssumptions& a = fleet.classes[c];
  std::array<double, truck_fuels> energy{};
  for (std::size_t f = 0; f < energy.size(); ++f)
    energy[f] = park.km(c, static_cast<TruckFuel>(f)) * a.energy_use[f] * years;
  std::array<double, registered_truck_fuels> km{}, municipal_km{};  // [km/year]
  for (std::size_t f = 0; f < km.size(); ++f) {
    km[f] = park.km(c, static_cast<TruckFuel>(f));
    municipal_km[f] = park.municipal_km(c, static_cast<TruckFuel>(f));
  }
  const VariantEnergy variants = variant_energy(fleet.variants, inputs_.market, a, km);
  const auto [diesel, petrol, gas, battery] = energy;
  const double current = battery + years * variants.current;
  // Pure HVO as last month's supply grants it to machines and trucks alike (agents/machinery).
  const auto [demanded, chosen] = park.pure_biofuel(c);
  setting_.flows.hvo_demanded += sim::to_count(demanded * diesel);
  setting_.flows.hvo_chosen += sim::to_count(chosen * diesel);
  const double hvo = diesel * (demanded * machinery_.hvo_granted_demanded + chosen * machinery_.hvo_granted_chosen);
  const double biogas_wanted = inputs_.biogas_share * gas;
  const double biogas = biogas_wanted * biogas_.granted[at(index(GasUser::trucks))];
  post_fuel(accounts, window, roads, diesel_factors(), diesel - hvo);
  post_fuel(accounts, window, roads, {Carrier::hvo, 0, inputs_.biogenic.liquid}, hvo);
  post_fuel(accounts, window, roads, petrol_factors(), petrol);
  post_fuel(accounts, window, roads, fleet.variants.engine == TruckFuel::petrol ? petrol_factors() : diesel_factors(),
            years * variants.engine_fuel);
  post_fuel(accounts, window, roads, {Carrier::ethanol, inputs_.ethanol_factor, inputs_.biogenic.liquid},
            years * variants.ethanol);
  post_fuel(accounts, window, roads, {Carrier::biogas, 0, inputs_.biogenic.gas}, biogas);
  post_fuel(accounts, window, roads, {Carrier::natural_gas, inputs_.natural_gas_factor / 1000, 0}, gas - biogas);
  accounts.post_energy(window, Carrier::electricity, EndUse::trucks, current);
  setting_.flows.electricity[at(index(EndUse::trucks))] += sim::to_count(current);
  setting_.flows.vehicle_and_fuel_gas[at(index(GasUser::trucks))] += sim::to_count(gas);
  setting_.flows.biogas_wanted[at(index(GasUser::trucks))] += sim::to_count(biogas_wanted);

  const TruckOffer offer = truck_offer(a, inputs_.market, prices_, policy_, 0, 0, driver_date(window));
  const double fast = long_days(a.km / a.days, a.day_log_sd, offer.range).beyond * a.days / a.km;
  std::array<double, truck_fuels> per_km = offer.energy;
  const double hvo_share = diesel > 0 ? hvo / diesel : 0;
  per_km[0] += hvo_share * (offer.hvo_per_km - per_km[0]);
  per_km[3] += fast * (offer.fast_per_km - per_km[3]);
  double municipality = 0, all = 0;
  for (std::size_t f = 0; f < km.size(); ++f) {
    const std::size_t engine = agents::at(main_fuel(fleet.variants, static_cast<TruckFuel>(f)));
    const double cost = years * (per_km[engine] + (engine == 3 ? a.maintenance_battery : a.maintenance));
    all += cost * km[f];
    municipality += cost * municipal_km[f];
  }
  accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::vans_trucks, all - municipality);
  accounts.post_money(window, MoneyKind::running_cost, Payer::municipal_companies, Measure::vans_trucks, municipality);
}

void Freight::close_year(const sim::Window& window) {
  set_stock(window, setting_.accounts.light_trucks, light_);
  set_stock(window, setting_.accounts.heavy_trucks, heavy_);
}

void Freight::set_stock(const sim::Window& window, sim::Table<1>& table, const TruckPark& park) {
  constexpr std::array<Powertrain, registered_truck_fuels> powertrain = {
      Powertrain::diesel,  Powertrain::petrol, Powertrain::gas,          Powertrain::battery,
      Powertrain::ethanol, Powertrain::hybrid, Powertrain::plugin_hybrid};
  const int year = setting_.accounts.year_index(window);
  for (std::size_t f = 0; f < powertrain.size(); ++f)
    table.set(year, {index(powertrain[f])}, park.count(static_cast<TruckFuel>(f)));
}

}  // namespace skifte::agents
