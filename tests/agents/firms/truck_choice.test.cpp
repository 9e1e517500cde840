#include "agents/firms/truck_choice.hpp"

#include <catch2/catch.hpp>

#include "agents/firms/firms.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

constexpr std::initializer_list<std::pair<const char*, double>> van_figures = {{"price", 300000},
                                                                               {"battery_pack", 50},
                                                                               {"charger", 15000},
                                                                               {"energy_use.diesel", 800},
                                                                               {"energy_use.petrol", 900},
                                                                               {"energy_use.gas", 900},
                                                                               {"energy_use.battery", 250},
                                                                               {"service_saved", 5000},
                                                                               {"payback_median", 4},
                                                                               {"payback_log_sd", 0.6},
                                                                               {"agreement", 0.5},
                                                                               {"public_charging_share", 0},
                                                                               {"initial.diesel", 0.9},
                                                                               {"initial.petrol", 0.1},
                                                                               {"initial.gas", 0},
                                                                               {"initial.battery", 0},
                                                                               {"holding_time", 8},
                                                                               {"holding_shape", 2.5},
                                                                               {"km", 15000},
                                                                               {"km_log_sd", 0.5},
                                                                               {"fleet_size", 4},
                                                                               {"firm_size_skew", 2},
                                                                               {"free_of_grid", 2},
                                                                               {"patience", 6},
                                                                               {"petrol_of_new", 0.05},
                                                                               {"gas_of_new", 1}};

sim::AssumptionValues van_values() {
  sim::AssumptionValues values;
  for (const auto& [name, value] : van_figures) values.set(std::string("van.") + name, value);
  values.set("van.extra_price_battery", sim::Series::constant(100000));
  values.set("van.suitable", sim::Series::constant(1));
  values.set("van.number", sim::Series::constant(400));
  return values;
}

PriceSignals prices() {
  PriceSignals p;
  p.diesel = 15, p.depot_charging = 1.2, p.public_charging = 4, p.battery_pack = 1400;
  return p;
}
PolicySignals policy() {
  PolicySignals p;
  p.diesel_energy = 9600;
  return p;
}

/// Battery vans bought over eight years in a market with this offer.
int battery_vans(const TruckOffer& offer, double agreement, double lead_time) {
  const auto values = van_values();
  sim::AssumptionReader read(values);
  const TruckParkAssumptions park_values(read, "van");
  const TruckChoiceAssumptions choice(read, "van");
  const sim::Calendar calendar(2020, 2027);
  const sim::RandomSource random(11, 0);
  TruckPark park("van", park_values, choice, calendar, random);
  for (int m = 0; m < calendar.months(); ++m) {
    const auto window = calendar.window(m);
    park.renew(window, {offer, 1, 0, agreement, 0, lead_time, false}, window.begin);
    CHECK(park.size() == 400);
  }
  return park.count(TruckFuel::battery);
}

}  // namespace

TEST_CASE("payback is the extra price over the yearly saving") {
  const auto values = van_values();
  sim::AssumptionReader read(values);
  const TruckChoiceAssumptions choice(read, "van");
  const TruckOffer offer = truck_offer(choice, prices(), policy(), {}, 1400, 1.25, 0);
  // diesel 800 * 15 / 1.25 / 9600 = 1.0, current 250 * 1.2 / 1000 = 0.3 SEK/km
  CHECK(offer.diesel_per_km == Approx(1.0));
  CHECK(offer.battery_per_km == Approx(0.3));
  CHECK(offer.extra_price == Approx(115000));
  // 115 000 / (20 000 * 0.7 + 5000) = 6.0526 years
  CHECK(payback_time(choice, offer, 20000) == Approx(6.0526).epsilon(1e-4));
}

TEST_CASE("a grant is an amount or a share, never more than the extra price") {
  const auto values = van_values();
  sim::AssumptionReader read(values);
  const TruckChoiceAssumptions choice(read, "van");
  CHECK(truck_offer(choice, prices(), policy(), {50000, 0}, 1400, 1.25, 0).extra_price == Approx(65000));
  CHECK(truck_offer(choice, prices(), policy(), {0, 0.2}, 1400, 1.25, 0).extra_price == Approx(95000));
  CHECK(truck_offer(choice, prices(), policy(), {900000, 0}, 1400, 1.25, 0).grant == Approx(100000));
}

TEST_CASE("a firm's answer has the right sign") {
  const TruckOffer dear = {0, 115000, 1.0, 0.3};
  const int base = battery_vans(dear, 0, 0);
  REQUIRE(base > 0);
  CHECK(battery_vans({50000, 65000, 1.0, 0.3}, 0, 0) > base);  // a grant
  CHECK(battery_vans({0, 115000, 1.4, 0.3}, 0, 0) > base);     // dearer diesel
  CHECK(battery_vans(dear, 1, 0) > base);                      // all bound by the agreement
  CHECK(battery_vans({0, 115000, 0.3, 0.3}, 0, 0) < base);     // nothing saved but service
  CHECK(battery_vans({50000, 0, 1.0, 0.3}, 0, 3000) < battery_vans({50000, 0, 1.0, 0.3}, 0, 0));  // the grid is late
}

TEST_CASE("a hub spares the consolidated deliveries' saving, not all vans") {
  sim::AssumptionValues values;
  values.set("light_truck.delivery_share", 0.2);
  values.set("light_truck.hub_saving", 0.4);
  sim::AssumptionReader read(values);
  const HubAssumptions hub(read);
  CHECK(spared_by_hub(hub, 0.15) == Approx(0.012));  // 15 % of deliveries: 0.15 x 0.2 x 0.4
  CHECK(spared_by_hub(hub, 0.0) == 0.0);
  CHECK(spared_by_hub(hub, 1.0) == Approx(0.08));
}
