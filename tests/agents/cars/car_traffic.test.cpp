#include "agents/cars/car_traffic.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "sim/math.hpp"
#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

TEST_CASE("the fuel price works by the short run at once and by the long run in the end") {
  const auto values = test::car_values();
  sim::AssumptionReader read(values);
  const TrafficAssumptions traffic(read);
  FuelPriceResponse response;
  CHECK(response.advance(traffic, 1, 1.0 / 12) == Approx(1));
  // A step of 20 %: at once 1.2^-0.2 = 0.96419, in the end 1.2^-0.53 = 0.90789.
  CHECK(response.advance(traffic, 1.2, 1e-9) == Approx(0.96419).epsilon(1e-4));
  double index = 0;
  for (int month = 0; month < 600; ++month) index = response.advance(traffic, 1.2, 1.0 / 12);
  CHECK(index == Approx(0.90789).epsilon(1e-4));
}

TEST_CASE("a month's energy and emissions are km times use times factor") {
  const auto values = test::car_values();
  sim::AssumptionReader read(values);
  const TrafficAssumptions traffic(read);
  const PurchaseAssumptions purchase(read);
  const sim::Calendar calendar(2022, 2022);
  sim::AssumptionValues scales;
  for (auto label : subsector_labels) scales.set("inventory.scale." + std::string(label), 1.0);
  sim::AssumptionReader read_scales(scales);
  Accounts accounts(calendar, ScaleAssumptions(read_scales));
  Flows flows;
  CarFleet fleet(calendar);
  // Two petrol cars of 10 000 km at 600 Wh/km, one battery car of 10 000 km at 200 Wh/km that charges at home.
  fleet.add(0, 0, {Powertrain::petrol, CarClass::medium, 2, 0, 0, 1000, 600});
  fleet.add(1, 0, {Powertrain::petrol, CarClass::medium, 2, 0, 0, 1000, 600});
  fleet.add(2, 0, {Powertrain::battery, CarClass::medium, 2, 0, 1, 1000, 200});
  test::CarWorld world;
  const BehaviourSignals behaviour;
  const BiogasSignals biogas;
  const MachinerySignals machinery;
  const EnergyPrices prices = energy_prices(purchase, world.prices, world.policy, world.national.car_energy_use);
  const TrafficContext context{purchase, world.policy, world.national, behaviour, biogas, machinery, prices, 0, 1};
  MonthlyTraffic month;
  for (int m = 0; m < 12; ++m) month = account_traffic(traffic, context, fleet, calendar.window(m), accounts, flows);
  // 2 * 10 000 * 600 = 12 MWh of petrol, 10 000 * 200 = 2 MWh of electricity (rounded to Wh each month)
  CHECK(accounts.energy.at(0, {index(Carrier::petrol), index(EndUse::cars)}) == Approx(12e6).margin(12));
  CHECK(accounts.energy.at(0, {index(Carrier::electricity), index(EndUse::cars)}) == Approx(2e6).margin(12));
  CHECK(flows.electricity[index(EndUse::cars)] ==
        accounts.energy.at(0, {index(Carrier::electricity), index(EndUse::cars)}));
  // 0.45 * (12e6 Wh * 0.25 g/Wh + 20 000 km * 1 g/km) + passing 1e6 km * (0 + 1 g/km)
  CHECK(accounts.emissions.total(0) == Approx(0.45 * (3e6 + 20000) + 1e6).epsilon(1e-5));
  CHECK(month.annual_km == Approx(30000));
  // Home charging with 15 % in public; December has 31 of 365 days.
  CHECK(month.energy_public == Approx(0.15 * 2e6 * 31 / 365));
}

TEST_CASE("a fleet's totals return to nothing when all cars are gone") {
  CarFleet fleet{sim::Calendar(2020, 2021)};
  const CarTraits diesel = {Powertrain::diesel, CarClass::large, 1, 2, 0, 1200, 550},
                  battery = {Powertrain::battery, CarClass::small, 3, 0, 1, 900, 180};
  const auto first = fleet.add(0, 0, diesel);
  const auto second = fleet.add(4, 1, battery);
  fleet.replace(first, battery);
  CHECK(fleet.cars(Powertrain::battery) == 2);
  CHECK(fleet.energy(3, index(Powertrain::battery)) == 2 * 9000 * 180);
  fleet.remove(first), fleet.remove(second);
  for (int group = 0; group < owner_groups; ++group) {
    for (int j = 0; j < powertrains; ++j) {
      CHECK(fleet.cars(group, j) == 0);
      CHECK(fleet.km(group, j) == 0);
      CHECK(fleet.energy(group, j) == 0);
      CHECK(fleet.energy_home(group, j) == 0);
    }
  }
  CHECK(fleet.add(9, 0, diesel) == second);  // the index freed last
}

namespace {

/// One month's traffic of a fleet, with firms' price response `price_index`.
struct Month {
  CarFleet fleet{sim::Calendar(2022, 2022)};
  double price_index = 1;
  double charge = 0;  // on km in the municipality [SEK/km]
  double firms_charge_index = 1, passing_index = 1;
  mutable double state_tax = 0;  // [SEK]
  MonthlyTraffic traffic() const {
    const auto values = test::car_values();
    sim::AssumptionReader read(values);
    const PurchaseAssumptions purchase(read);
    const sim::Calendar calendar(2022, 2022);
    sim::AssumptionValues scales;
    for (auto label : subsector_labels) scales.set("inventory.scale." + std::string(label), 1.0);
    sim::AssumptionReader read_scales(scales);
    Accounts accounts(calendar, ScaleAssumptions(read_scales));
    Flows flows;
    const test::CarWorld world;
    BehaviourSignals behaviour;
    behaviour.congestion_charge_inside = charge;
    const BiogasSignals biogas;
    const MachinerySignals machinery;
    const EnergyPrices prices = energy_prices(purchase, world.prices, world.policy, world.national.car_energy_use);
    const TrafficContext context{purchase, world.policy, world.national,     behaviour,    biogas, machinery, prices,
                                 0,        price_index,  firms_charge_index, passing_index};
    const MonthlyTraffic month =
        account_traffic(TrafficAssumptions(read), context, fleet, calendar.window(0), accounts, flows);
    state_tax = static_cast<double>(accounts.money.at(
                    0, {index(MoneyKind::tax_paid), index(Payer::state), index(Measure::behaviour)})) /
                100;
    if (accounts.transfers.cut(0, 0, index(Transfer::tax)) != 0) state_tax = -1;  // they add up to nothing
    return month;
  }
};

}  // namespace

TEST_CASE("a plug-in hybrid without a charger at home is bought and driven by the same assumption") {
  Month home, lodging;
  home.fleet.add(0, 0, {Powertrain::plugin_hybrid, CarClass::medium, 2, 0, 1, 1000, 600});
  lodging.fleet.add(0, 0, {Powertrain::plugin_hybrid, CarClass::medium, 2, 0, 0, 1000, 600});
  const double month = 31.0 / 365;
  const MonthlyTraffic at_home = home.traffic(), elsewhere = lodging.traffic();
  // 10 000 km, 0.47 of them at 210 Wh/km; 0.24 without a charger, all of it in public.
  CHECK(at_home.energy_home + at_home.energy_public == Approx(0.47 * 10000 * 210 * month));
  CHECK(at_home.energy_public == Approx(0.15 * 0.47 * 10000 * 210 * month));
  CHECK(elsewhere.energy_public == Approx(0.24 * 10000 * 210 * month));
  CHECK(elsewhere.energy_home == Approx(0).margin(1e-9));
  // Choice's cost of a km: 0.24 * 0.210 kWh * 4 SEK + 0.76 * 600 Wh/km / 8900 Wh/l * 15 SEK/l
  CHECK(elsewhere.cost_per_km == Approx(0.24 * 0.21 * 4 + 0.76 * 600 / 8900 * 15));
}

TEST_CASE("the fuel price's own response is firms' alone: households' is part of their habits") {
  Month cheap, dear;
  dear.price_index = 0.5;
  for (Month* month : {&cheap, &dear}) {
    month->fleet.add(0, 0, {Powertrain::petrol, CarClass::medium, 2, 0, 0, 1000, 600});
    month->fleet.add(0, 0, {Powertrain::diesel, CarClass::medium, company_group, 0, 0, 2000, 500});
    month->fleet.add(1, 0, {Powertrain::battery, CarClass::medium, company_group, 0, 0, 4000, 200});
  }
  CHECK(cheap.traffic().annual_km == Approx(70000));
  CHECK(dear.traffic().annual_km == Approx(10000 + 10000 + 40000));
}

TEST_CASE("who may use pure HVO takes it as far as its price is accepted") {
  auto values = test::car_values();
  values.set("car.hvo.access", 0.2), values.set("car.hvo.willingness", 0.25), values.set("machinery.hvo_energy", 9800);
  sim::AssumptionReader read(values);
  const PurchaseAssumptions purchase(read);
  test::CarWorld world;
  CHECK(hvo_share(purchase, world.prices, world.policy) == 0);  // there is none at the pump
  world.prices.hvo = 18;
  // Both 9800 Wh/l: 20 % dearer, 0.2 exp(-0.2 / 0.25) = 0.0898658
  CHECK(hvo_share(purchase, world.prices, world.policy) == Approx(0.0898658).epsilon(1e-5));
  const EnergyPrices cost = energy_prices(purchase, world.prices, world.policy, world.national.car_energy_use);
  // 560 Wh/km of diesel at 15 SEK/l, the share of it at 18
  CHECK(cost.home[1] == Approx(560.0 / 9800 * (15 + 3 * 0.0898658)).epsilon(1e-6));
  world.prices.hvo = 14;  // cheaper than diesel: whoever could does, not more
  CHECK(hvo_share(purchase, world.prices, world.policy) == Approx(0.2));
}

TEST_CASE("the dearer E85 against petrol, the less of it flexifuel cars take") {
  auto values = test::car_values();
  values.set("car.ethanol.e85_share", 0.25), values.set("car.ethanol.price_ratio", 1.25);
  values.set("car.ethanol.price_response", 4), values.set("car.ethanol.energy", 6400);
  sim::AssumptionReader read(values);
  const PurchaseAssumptions purchase(read);
  test::CarWorld world;
  world.policy.petrol_energy = 9600;
  world.prices.petrol = 15, world.prices.ethanol = 12.5;  // 1.25 by energy
  CHECK(ethanol_share(purchase, world.prices, world.policy) == Approx(0.25).epsilon(1e-9));
  world.prices.ethanol = 10;  // as dear as petrol: odds 1/3 (1/1.25)^-4 = 0.8138
  CHECK(ethanol_share(purchase, world.prices, world.policy) == Approx(0.448672).epsilon(1e-5));
  const EnergyPrices cost = energy_prices(purchase, world.prices, world.policy, world.national.car_energy_use);
  CHECK(cost.ethanol_share == Approx(0.448672).epsilon(1e-5));
  CHECK(cost.home[index(Powertrain::ethanol)] == Approx(world.national.car_energy_use[2] * 15 / 9600));
  world.prices.ethanol = 15;  // half as dear again: odds 1/3 (1.5/1.25)^-4 = 0.16075
  CHECK(ethanol_share(purchase, world.prices, world.policy) == Approx(0.138489).epsilon(1e-5));
  world.prices.ethanol = 0;  // none at the pump
  CHECK(ethanol_share(purchase, world.prices, world.policy) == 0);
}

TEST_CASE("pure HVO in diesel cars is energy without fossil CO2, as far as there is any") {
  auto values = test::car_values();
  values.set("machinery.hvo_energy", 9800), values.set("car.passing_km", 0), values.set("car.non_co2", 0);
  sim::AssumptionReader read(values);
  const PurchaseAssumptions purchase(read);
  const sim::Calendar calendar(2022, 2022);
  sim::AssumptionValues scales;
  for (auto label : subsector_labels) scales.set("inventory.scale." + std::string(label), 1.0);
  sim::AssumptionReader read_scales(scales);
  Accounts accounts(calendar, ScaleAssumptions(read_scales));
  Flows flows;
  CarFleet fleet(calendar);
  fleet.add(0, 0, {Powertrain::diesel, CarClass::medium, 2, 0, 0, 1000, 600});
  test::CarWorld world;
  world.prices.hvo = 14;  // cheaper than diesel: the share is all who could, 0.2
  const BehaviourSignals behaviour;
  const BiogasSignals biogas;
  const MachinerySignals machinery{.hvo_granted_demanded = 1, .hvo_granted_chosen = 0.5};
  const EnergyPrices prices = energy_prices(purchase, world.prices, world.policy, world.national.car_energy_use);
  const TrafficContext context{purchase, world.policy, world.national, behaviour, biogas, machinery, prices, 0, 1};
  for (int m = 0; m < 12; ++m) {
    (void)account_traffic(TrafficAssumptions(read), context, fleet, calendar.window(m), accounts, flows);
  }
  // 6 MWh in all: a fifth wanted as HVO, half of that to be had.
  CHECK(flows.hvo_chosen == Approx(1.2e6).margin(12));
  CHECK(accounts.energy.at(0, {index(Carrier::hvo), index(EndUse::cars)}) == Approx(0.6e6).margin(12));
  CHECK(accounts.energy.at(0, {index(Carrier::diesel), index(EndUse::cars)}) == Approx(5.4e6).margin(12));
  // 0.45 inside the municipality, 0.22 g/Wh of diesel
  CHECK(accounts.emissions.total(0) == Approx(0.45 * 5.4e6 * 0.22).epsilon(1e-4));
}

TEST_CASE("visitors and through traffic react to a congestion charge and pay it to the state, out of nobody's books") {
  Month plain, charged;
  charged.charge = 2, charged.passing_index = 0.8;
  // 1e6 km a year, January has 31 of 365 days; no others drive.
  CHECK(plain.traffic().local_km == Approx(1e6 * 31 / 365));
  CHECK(plain.state_tax == 0);
  CHECK(charged.traffic().local_km == Approx(0.8e6 * 31 / 365));
  CHECK(charged.state_tax == Approx(-2 * 0.8e6 * 31 / 365));
}

TEST_CASE("firms drive less under a congestion charge, whatever their cars run on") {
  Month plain, charged;
  charged.firms_charge_index = 0.9;
  for (Month* month : {&plain, &charged}) {
    month->fleet.add(0, company_group, {Powertrain::petrol, CarClass::medium, company_group, 0, 0, 1000, 600});
    month->fleet.add(1, company_group, {Powertrain::battery, CarClass::medium, company_group, 0, 0, 1000, 200});
  }
  CHECK(plain.traffic().annual_km == Approx(20000));
  CHECK(charged.traffic().annual_km == Approx(18000));
}
