#include "agents/cars/car_traffic.hpp"

#include <algorithm>
#include <string>

#include "agents/cars/household_cars.hpp"
#include "agents/city_data.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr double wh_per_kwh = 1000;

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

std::array<double, 3> read_zones(sim::AssumptionReader& read) {
  std::array<double, 3> values{};
  for (std::size_t z = 0; z < values.size(); ++z) {
    values[z] =
        read.number("car.km.zone." + std::string(zone_labels[z]), "1", "Distance of cars in this zone over the mean");
  }
  return values;
}

/// Energy by carrier [Wh].
struct CarrierEnergy {
  double petrol = 0, diesel = 0, ethanol = 0, gas = 0, electricity = 0, hvo = 0;
};

/// Splits what a powertrain uses, `main` being its main carrier's energy were it never on current.
CarrierEnergy split(const PurchaseAssumptions& a, const EnergyPrices& prices, Powertrain powertrain,
                    double utility_factor, double main, double km) {
  CarrierEnergy use;
  switch (powertrain) {
    case Powertrain::petrol:
    case Powertrain::hybrid:
      use.petrol = main;
      break;
    case Powertrain::diesel:
      use.diesel = main;
      break;
    case Powertrain::ethanol:
      use.ethanol = prices.ethanol_share * main;
      use.petrol = main - use.ethanol;
      break;
    case Powertrain::gas:
      use.gas = main;
      break;
    case Powertrain::plugin_hybrid:
      use.petrol = (1 - utility_factor) * main;
      use.electricity = utility_factor * km * a.plugin_electric_use;
      break;
    case Powertrain::battery:
      use.electricity = main;
      break;
  }
  return use;
}

void post_residents(const TrafficAssumptions& a, const TrafficContext& context, const CarrierEnergy& use,
                    double fossil_km, const sim::Window& window, Accounts& accounts, Flows& flows) {
  accounts.post_energy(window, Carrier::petrol, EndUse::cars, use.petrol);
  // Who finds no pure HVO takes what the pump has.
  const double hvo = use.hvo * context.machinery.hvo_granted_chosen;
  const double diesel = use.diesel + use.hvo - hvo;
  flows.hvo_chosen += sim::to_count(use.hvo);
  accounts.post_energy(window, Carrier::hvo, EndUse::cars, hvo);
  accounts.post_energy(window, Carrier::diesel, EndUse::cars, diesel);
  accounts.post_energy(window, Carrier::ethanol, EndUse::cars, use.ethanol);
  accounts.post_energy(window, Carrier::electricity, EndUse::cars, use.electricity);
  const double biogas_wanted = a.biogas_share_wanted * use.gas;
  const double biogas = biogas_wanted * context.biogas.granted[at(index(GasUser::cars))];
  accounts.post_energy(window, Carrier::biogas, EndUse::cars, biogas);
  accounts.post_energy(window, Carrier::natural_gas, EndUse::cars, use.gas - biogas);
  flows.electricity[at(index(EndUse::cars))] += sim::to_count(use.electricity);
  flows.vehicle_and_fuel_gas[at(index(GasUser::cars))] += sim::to_count(use.gas);
  flows.biogas_wanted[at(index(GasUser::cars))] += sim::to_count(biogas_wanted);

  const double local = a.local_share;
  accounts.post_emissions(window, Subsector::cars, Carrier::petrol,
                          local * (use.petrol * context.policy.petrol_fossil_factor + fossil_km * a.non_co2));
  accounts.post_emissions(window, Subsector::cars, Carrier::diesel,
                          local * diesel * context.policy.diesel_fossil_factor);
  accounts.post_emissions(window, Subsector::cars, Carrier::ethanol, local * use.ethanol * a.ethanol_fossil_factor);
  accounts.post_emissions(window, Subsector::cars, Carrier::natural_gas,
                          local * (use.gas - biogas) * a.natural_gas_factor / wh_per_kwh);
  accounts.post_biogenic(window, Subsector::cars,
                         local * a.biogenic_factor *
                             (use.petrol * context.policy.petrol_bio_share + diesel * context.policy.diesel_bio_share +
                              hvo + use.ethanol + biogas));
}

/// Energy, tax and service of the month [SEK], by owner group.
void post_running_costs(const TrafficContext& context, const CarFleet& fleet, const sim::Window& window,
                        double energy_cost, int group, Accounts& accounts) {
  double tax = 0, service = 0;
  for (int j = 0; j < powertrains; ++j) {
    const double cars = static_cast<double>(fleet.cars(group, j));
    tax += cars * yearly_tax(context.purchase, context.policy, j) * window.years();
    service += cars * context.purchase.maintenance[at(j)] * window.years();
  }
  const Payer payer = group == company_group ? Payer::firms : Payer::households;
  accounts.post_money(window, MoneyKind::running_cost, payer, Measure::cars, energy_cost + service);
  accounts.post_money(window, MoneyKind::tax_paid, payer, Measure::cars, tax);
}

/// Residents' and firms' cars this month.
struct Residents {
  CarrierEnergy use;
  double km = 0, fossil_km = 0;
  double energy_cost = 0;                                        ///< [SEK]
  std::array<double, powertrains> private_km{}, private_cost{};  ///< households' cars' [km], [SEK]
};

/// Adds one owner group's cars of one powertrain. Households' distances follow habits, which know the cost of a
/// kilometre; firms' distances in cars that buy fuel follow its price.
void add_residents(const TrafficContext& context, const CarFleet& fleet, const sim::Window& window, int group, int j,
                   Residents& sum, MonthlyTraffic& month) {
  const PurchaseAssumptions& p = context.purchase;
  const bool company = group == company_group;
  const bool battery = j == index(Powertrain::battery);
  const double firms_level = (battery ? 1 : context.price_index) * context.firms_charge_index;
  const double level = company ? firms_level : context.behaviour.car_km[at(group)][at(j)];
  const double share = level * window.years();
  const double km = static_cast<double>(fleet.km(group, j)) * share;
  const double everything = static_cast<double>(fleet.energy(group, j));
  const double at_home = everything > 0 ? static_cast<double>(fleet.energy_home(group, j)) / everything : 0;
  const double factor_home = at_home * p.utility_factor_private;
  const double factor_elsewhere = (1 - at_home) * p.utility_factor_without_home;
  const double factor = company ? p.utility_factor_company : factor_home + factor_elsewhere;
  CarrierEnergy use = split(p, context.prices, static_cast<Powertrain>(j), factor, everything * share, km);
  use.hvo = context.prices.hvo_share * use.diesel;
  use.diesel -= use.hvo;
  sum.use.petrol += use.petrol, sum.use.diesel += use.diesel, sum.use.ethanol += use.ethanol, sum.use.gas += use.gas;
  sum.use.hvo += use.hvo;
  sum.use.electricity += use.electricity;
  sum.km += km;
  if (!battery) sum.fossil_km += km;
  // Of the current, the share taken by those who can charge at home.
  const bool plugin = j == index(Powertrain::plugin_hybrid);
  const double current_home = !plugin ? at_home : factor > 0 ? factor_home / factor : 0;
  const double in_public = company ? p.public_share_with_home : 1 - current_home * (1 - p.public_share_with_home);
  month.annual_km += static_cast<double>(fleet.km(group, j)) * level;
  month.energy_public += in_public * use.electricity;
  month.energy_home += (1 - in_public) * use.electricity;
  const double cost =
      km * (company ? context.prices.company[at(j)]
                    : at_home * context.prices.home[at(j)] + (1 - at_home) * context.prices.elsewhere[at(j)]);
  sum.energy_cost += cost;
  if (!company) sum.private_km[at(j)] += km, sum.private_cost[at(j)] += cost;
}

/// Visitors, commuters and through traffic; returns their km [km]. They are none of the payers in the books: of what
/// they are charged only the state's income stands there.
double post_passing(const TrafficAssumptions& a, const TrafficContext& context, const sim::Window& window,
                    Accounts& accounts) {
  const double km = a.passing_km * context.national.car_traffic_index * context.passing_index * window.years();
  accounts.post_money(window, MoneyKind::tax_paid, Payer::state, Measure::behaviour,
                      -context.behaviour.congestion_charge_inside * km);
  const double fossil = km * context.national.car_fossil_per_km;
  accounts.post_emissions(window, Subsector::cars, Carrier::diesel, a.passing_diesel_share * fossil);
  accounts.post_emissions(window, Subsector::cars, Carrier::petrol,
                          (1 - a.passing_diesel_share) * fossil + a.non_co2 * km);
  return km;
}

void post_motorcycles(const TrafficAssumptions& a, const TrafficContext& context, const sim::Window& window,
                      Accounts& accounts) {
  const double energy = a.motorcycle_energy * context.persons * window.years();
  accounts.post_energy(window, Carrier::petrol, EndUse::other_transport, energy);
  accounts.post_emissions(window, Subsector::motorcycles, Carrier::petrol,
                          energy * context.policy.petrol_fossil_factor);
  accounts.post_biogenic(window, Subsector::motorcycles, energy * context.policy.petrol_bio_share * a.biogenic_factor);
}

}  // namespace

DistanceAssumptions::DistanceAssumptions(sim::AssumptionReader& read)
    : private_km(read.number("car.km.private", "km/year", "Distance of a household's new car at the reference price")),
      company_km(read.number("car.km.company", "km/year", "Distance of a company car at the reference price")),
      log_sd(read.number("car.km.log_sd", "1", "Standard deviation of the log of owners' distances")),
      age_slope(read.number("car.km.age_slope", "1/year", "How much less a car is driven for each year of its age")),
      least(read.number("car.km.least_with_age", "1", "Distance of the oldest cars over a new one's")),
      zone(read_zones(read)) {}

TrafficAssumptions::TrafficAssumptions(sim::AssumptionReader& read)
    : elasticity_short(read.number("travel.vkt.fuel_price_elasticity.short_run", "1",
                                   "Elasticity of car-kilometres to the fuel price, within the year")),
      elasticity_long(read.number("travel.vkt.fuel_price_elasticity.long_run", "1",
                                  "Elasticity of car-kilometres to the fuel price, in the long run")),
      adjustment_time(read.number("car.km.adjustment_time", "year", "Time in which habits adapt to a fuel price")),
      reference_price(read.number("car.fuel_price_reference", "SEK/l", "Petrol price at which the base distances hold",
                                  sim::Bounds::positive())),
      local_share(
          read.number("car.local_share", "1", "Share of residents' and firms' car-km driven inside the municipality")),
      passing_km(read.number("car.passing_km", "km/year",
                             "Car-km of visitors, commuters and through traffic inside the municipality in 2022")),
      passing_diesel_share(read.number("car.passing_diesel_share", "1", "Share of diesel in passing cars' fossil CO2")),
      passing_share_inside(
          read.number("car.passing.share_inside", "1",
                      "Share of visitors' and through traffic's trips driven inside the municipality")),
      non_co2(read.number("car.non_co2", "g CO2e/km", "CH4 and N2O of combustion cars")),
      motorcycle_energy(
          read.number("motorcycle.energy", "Wh/year", "Petrol used by motorcycles and mopeds, per inhabitant")),
      biogas_share_wanted(read.number("car.gas.biogas_share", "1", "Share of biogas that gas cars' drivers want")),
      natural_gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      ethanol_fossil_factor(read.number("car.factor.e85_fossil", "g CO2/Wh", "Fossil CO2 of E85 as pumped")),
      biogenic_factor(read.number("emission_factor.biofuel", "g CO2/Wh", "Biogenic CO2 of liquid biofuels")) {}

double FuelPriceResponse::advance(const TrafficAssumptions& assumptions, double relative_price, double years) {
  const double x = sim::log(relative_price);
  if (!begun_) {
    adapted_ = x;
    begun_ = true;
  }
  adapted_ += (x - adapted_) * (1 - sim::exp(-years / assumptions.adjustment_time));
  return sim::exp(assumptions.elasticity_short * (x - adapted_) + assumptions.elasticity_long * adapted_);
}

MonthlyTraffic account_traffic(const TrafficAssumptions& a, const TrafficContext& context, const CarFleet& fleet,
                               const sim::Window& window, Accounts& accounts, Flows& flows) {
  MonthlyTraffic month;
  Residents residents;
  for (int group = 0; group < owner_groups; ++group) {
    const double before = residents.energy_cost;
    for (int j = 0; j < powertrains; ++j) add_residents(context, fleet, window, group, j, residents, month);
    post_running_costs(context, fleet, window, residents.energy_cost - before, group, accounts);
  }
  post_residents(a, context, residents.use, residents.fossil_km, window, accounts, flows);
  const double passing_km = post_passing(a, context, window, accounts);
  post_motorcycles(a, context, window, accounts);
  month.local_km = a.local_share * residents.km + passing_km;
  month.cost_per_km = residents.km > 0 ? residents.energy_cost / residents.km : 0;
  for (std::size_t j = 0; j < month.private_cost_per_km.size(); ++j) {
    const double km = residents.private_km[j];
    month.private_km += km / window.years();
    month.private_energy += residents.private_cost[j] / window.years();
    month.private_cost_per_km[j] = km > 0 ? residents.private_cost[j] / km : 0;
  }
  return month;
}

}  // namespace skifte::agents
