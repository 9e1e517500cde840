#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "agents/firms/truck_park.hpp"

/// A small world of vans for tests: every assumption of a light fleet, then what the test sets.
namespace skifte::agents::testing {

inline const std::vector<std::pair<std::string, double>>& van_numbers() {
  static const std::vector<std::pair<std::string, double>> numbers = {{"light_truck.price", 300000},
                                                                      {"light_truck.extra_price_gas", 25000},
                                                                      {"light_truck.battery_pack", 50},
                                                                      {"light_truck.charger", 15000},
                                                                      {"light_truck.energy_use.diesel", 800},
                                                                      {"light_truck.energy_use.petrol", 900},
                                                                      {"light_truck.energy_use.gas", 900},
                                                                      {"light_truck.energy_use.battery", 250},
                                                                      {"light_truck.maintenance", 0.5},
                                                                      {"light_truck.maintenance_battery", 0.3},
                                                                      {"light_truck.value_kept", 0.8},
                                                                      {"light_truck.value_kept_battery", 0.8},
                                                                      {"light_truck.fast_power", 50000},
                                                                      {"light_truck.free_stop", 0.25},
                                                                      {"light_truck.km", 15000},
                                                                      {"light_truck.km_log_sd", 0.5},
                                                                      {"light_truck.days", 250},
                                                                      {"light_truck.day_log_sd", 0.5},
                                                                      {"light_truck.holding_time", 8},
                                                                      {"light_truck.holding_shape", 2.5},
                                                                      {"light_truck.cost_sensitivity", 0.0001},
                                                                      {"light_truck.dissimilarity", 0.6},
                                                                      {"light_truck.initial.diesel", 1},
                                                                      {"light_truck.construction.share", 1},
                                                                      {"light_truck.construction.distance", 1},
                                                                      {"light_truck.small.share", 1},
                                                                      {"truck.small.fleet", 2},
                                                                      {"truck.small.hurdle_rate", 0.25},
                                                                      {"truck.medium.hurdle_rate", 0.25},
                                                                      {"truck.large.hurdle_rate", 0.25},
                                                                      {"truck.municipal_hurdle_rate", 0.06},
                                                                      {"truck.small.spare_power", 1e6},
                                                                      {"truck.small.grant_of_extra", 0.6},
                                                                      {"truck.small.tolerated_days", 1},
                                                                      {"truck.hurdle_log_sd", 0.4},
                                                                      {"truck.pack_price_reference", 1400},
                                                                      {"truck.driver_cost", 400},
                                                                      {"truck.depot_hours", 10},
                                                                      {"truck.agreement", 0.5},
                                                                      {"truck.used_age", 5},
                                                                      {"truck.used_lag", 6},
                                                                      {"truck.van_grant_of_extra", 0.35},
                                                                      {"truck.patience", 6},
                                                                      {"truck.hvo_willingness", 0.05},
                                                                      {"machinery.hvo_energy", 9440},
                                                                      {"tax.vat_factor", 1.25}};
  return numbers;
}

inline sim::AssumptionValues van_values(const std::map<std::string, double>& numbers = {},
                                        const std::map<std::string, double>& series = {}) {
  std::vector<sim::AssumptionDeclaration> declared;
  sim::AssumptionReader collect = sim::AssumptionReader::collecting(declared);
  const TruckFleetAssumptions fleet(collect, TruckWeight::light);
  const TruckMarketAssumptions market(collect);
  sim::AssumptionValues values;
  for (const sim::AssumptionDeclaration& one : declared) {
    if (one.shape == sim::AssumptionShape::series) {
      values.set(one.name, sim::Series::constant(0));
    } else {
      values.set(one.name, 0.0);
    }
  }
  for (const auto& [name, value] : van_numbers()) values.set(name, value);
  values.set("light_truck.number", sim::Series::constant(400));
  values.set("light_truck.extra_price_battery", sim::Series::constant(100000));
  values.set("light_truck.range", sim::Series::constant(200));
  values.set("light_truck.tax", sim::Series::constant(5000));
  values.set("light_truck.offered.battery", sim::Series::constant(1));
  for (const auto& [name, value] : numbers) values.set(name, value);
  for (const auto& [name, value] : series) values.set(name, sim::Series::constant(value));
  return values;
}

inline PriceSignals van_prices() {
  PriceSignals p;
  p.diesel = 15, p.petrol = 15, p.vehicle_gas = 1.8, p.hvo = 20, p.depot_charging = 1.2, p.public_charging = 5,
  p.battery_pack = 1400;
  return p;
}
inline PolicySignals van_policy() {
  PolicySignals p;
  p.diesel_energy = 9600, p.petrol_energy = 9000;
  return p;
}

/// A fleet of vans with its market and prices.
struct Vans {
  explicit Vans(sim::AssumptionValues assumptions = van_values())
      : values(std::move(assumptions)),
        read(values),
        fleet(read, TruckWeight::light),
        market(read),
        prices(van_prices()),
        policy(van_policy()) {}
  const TruckClassAssumptions& van() const { return fleet.classes.front(); }
  TruckOffer offer(double grant_amount = 0, double grant_share = 0) const {
    return truck_offer(van(), market, prices, policy, grant_amount, grant_share, 0);
  }
  TruckMarket month(double grant_amount = 0) const {
    TruckMarket m;
    m.offers = {offer(grant_amount)};
    m.access = {{0, 0, {}}};
    m.used_offer = {1, 0, 0, 0};
    m.hvo_extra_cost = 10;
    return m;
  }
  /// The park after eight years in such a market.
  TruckPark run(const TruckMarket& month, std::uint64_t seed = 11) const {
    const sim::Calendar calendar(2020, 2027);
    const sim::RandomSource random(seed, 0);
    TruckPark park(fleet, market, calendar, random);
    for (int m = 0; m < calendar.months(); ++m) {
      const auto window = calendar.window(m);
      park.renew(window, month, window.begin, window.end);
    }
    park.contract_fuel(month);
    return park;
  }
  sim::AssumptionValues values;
  sim::AssumptionReader read;
  TruckFleetAssumptions fleet;
  TruckMarketAssumptions market;
  PriceSignals prices;
  PolicySignals policy;
};

}  // namespace skifte::agents::testing
