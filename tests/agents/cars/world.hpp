#pragma once
#include "agents/cars/cars.hpp"
#include "agents/charging/signals.hpp"
#include "agents/national/signals.hpp"
#include "sim/assumptions.hpp"
#include "sim/levers.hpp"

namespace skifte::agents::test {

/// Values for everything agents/cars reads: plausible round figures, set by hand.
inline sim::AssumptionValues car_values() {
  std::vector<sim::AssumptionDeclaration> declared;
  std::vector<sim::LeverDeclaration> levers;
  auto read = sim::AssumptionReader::collecting(declared);
  auto pull = sim::LeverReader::collecting(levers);
  (void)CarInputs(read, pull);
  sim::AssumptionValues values;
  for (const auto& assumption : declared) {
    const bool series = assumption.shape == sim::AssumptionShape::series;
    const bool constant =
        assumption.name.find("constant") != std::string::npos || assumption.name.find("ownership") == 4;
    const double value = constant ? 0 : 1;
    series ? values.set(assumption.name, sim::Series::constant(value)) : values.set(assumption.name, value);
  }
  const auto set = [&](const char* name, double value) { values.set(name, value); };
  set("car.survival.weibull_shape", 4), set("car.survival.weibull_scale", 20.5);
  set("car.holding_time.private_new", 5.5), set("car.holding_time.private_used", 4.5), set("car.holding_time.shape", 2);
  set("car.private_lease_share", 0.3), set("car.lease.term", 36), set("car.lease.spread", 12);
  set("car.company.owned_share", 0.25), set("car.holding_time.company_owned", 6), set("car.order_lag_log_sd", 0.5),
      set("car.choice.wait", 0.1), set("car.supply_reserve", 0.05);
  set("car.supply_memory", 5), set("car.ownership.cost_elasticity", 0), set("car.ownership.income_elasticity", 0),
      set("car.ownership.cost_memory", 2);
  set("car.hvo.willingness", 0.05), set("machinery.hvo_energy", 9440), set("car.hvo.access", 0.2);
  set("car.choice.cost_sensitivity", 0.02), set("car.choice.company_cost_sensitivity", 0.02);
  set("car.choice.cost_income_exponent", 0.5), set("car.choice.interest", 0.05), set("car.choice.nest_lambda", 0.5);
  set("car.depreciation.combustion", 0.14), set("car.depreciation.plug", 0.17);
  set("car.choice.newness", -1), set("car.choice.range_enough", 500), set("car.choice.attitude", 0.25);
  set("tax.vat_factor", 1.25), set("car.plugin.electric_use", 210), set("car.phev.utility_factor.private", 0.47);
  set("car.phev.utility_factor.without_home", 0.24), set("car.used.age_shape", 2), set("car.used.release_memory", 0.5);
  set("car.holding_time.company_owned_spread", 0.5), set("car.initial.distance_lean", 5e-5);
  set("car.km.least_with_age", 0.2), set("emission_factor.natural_gas", 200);
  set("car.phev.utility_factor.company", 0.13), set("car.charging.public_share_with_home", 0.15);
  set("car.ethanol.e85_share", 0.25), set("car.ethanol.price_response", 0), set("car.ethanol.energy", 6400),
      set("car.used_tax_ceiling", 2000);
  set("car.choice.ban_horizon", 6), set("car.used.age_spread", 0.3), set("car.used.own_market_weight", 0.3);
  set("car.energy_use.per_year_of_age", 0.01), set("car.km.private", 14000), set("car.km.company", 15000);
  set("car.km.log_sd", 0.4), set("car.km.age_slope", 0.03), set("car.order_advance", 6),
      set("car.company.charging", 0.6);
  for (const auto& name : {"small", "large"}) {
    for (auto label : powertrain_labels) {
      values.set("car.class.models." + std::string(name) + "." + std::string(label), sim::Series::constant(0.25));
    }
  }
  for (auto label : powertrain_labels) set(("car.model_year_sd." + std::string(label)).c_str(), 0);
  set("car.used_year_sd", 0), set("car.class.price.small", 0.7), set("car.class.price.large", 1.3),
      set("car.class.energy_use.small", 0.8);
  set("car.class.energy_use.large", 1.2), set("car.class.income", 0.5), set("car.class.children", 0.3);
  set("car.class.cost_exponent", 0.5);
  for (auto label : car_class_labels) set(("car.class.taste." + std::string(label)).c_str(), 0);
  set("car.peers.near", 0.5), set("car.peers.income_distance", 0.3), set("car.peers.other_phase", 0.5);
  set("car.peers.other_zone", 0.3), set("car.awareness.initial", 0.5), set("car.awareness.media", 0.1);
  set("car.awareness.attitude", 0.5);
  set("car.movers_from_city", 0.6), set("car.ownership.second_car", 2.6), set("car.ownership.third_car", 3);
  set("car.ownership.income", 0.4), set("car.ownership.type.couple", 2), set("car.company.benefit_tax", 24000);
  for (auto label : powertrain_labels) set(("car.initial.company_share." + std::string(label)).c_str(), 0);
  set("car.initial.company_share.petrol", 1), set("car.initial.company_share.diesel", 1);
  values.set("car.ownership.index", sim::Series::constant(1));
  for (const char* name :
       {"car.exported_at_once.plugin_hybrid", "car.exported_at_once.battery", "car.register.mild_hybrids"})
    values.set(name, sim::Series::constant(0));
  values.set("car.company.number", sim::Series::constant(200));
  set("travel.vkt.fuel_price_elasticity.short_run", -0.2), set("travel.vkt.fuel_price_elasticity.long_run", -0.53);
  set("car.km.adjustment_time", 4), set("car.fuel_price_reference", 15), set("car.local_share", 0.45);
  set("car.passing_km", 1e6), set("car.passing_diesel_share", 0.5);
  set("car.passing.share_inside", 1);
  return values;
}

/// The world a buyer meets: a battery car costs a third more than a petrol car.
struct CarWorld {
  PolicySignals policy;
  PriceSignals prices;
  NationalSignals national;
  ChargingSignals charging;

  CarWorld() {
    policy.petrol_energy = 8900, policy.diesel_energy = 9800;
    policy.petrol_fossil_factor = 0.25, policy.diesel_fossil_factor = 0.22;
    policy.vehicle_tax = {2500, 4000, 1500, 1500, 1500, 400, 360};
    policy.company_car_benefit = {1, 1, 1, 1, 1, 0.8, 0.7};
    prices.petrol = 15, prices.diesel = 15, prices.ethanol = 11, prices.vehicle_gas = 2;
    prices.electricity_household = 1.5, prices.public_charging = 4, prices.electricity_firm = 0.9,
    prices.depot_charging = 1.2;
    national.car_price = {300e3, 330e3, 310e3, 330e3, 340e3, 450e3, 400e3};
    national.car_energy_use = {640, 560, 700, 680, 480, 600, 190};
    national.models_on_offer = {0.9, 0.6, 0, 0.02, 0.15, 0.2, 0.2};
    national.new_cars = 300e3;
    national.used_car_share = {0.6, 0.3, 0.03, 0.01, 0.02, 0.02, 0.02};
    national.stock_share = national.used_car_share;
    national.used_car_age = {9, 8, 9, 8, 6, 3, 3};
    national.battery_range = 300;
    charging.access = 0.2;
  }
};

}  // namespace skifte::agents::test
