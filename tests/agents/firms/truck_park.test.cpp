#include "agents/firms/truck_park.hpp"

#include <catch2/catch.hpp>

#include "agents/firms/logistics_hub.hpp"
#include "tests/agents/firms/freight_values.hpp"

using namespace skifte;
using namespace skifte::agents;
using testing::van_values;
using testing::Vans;

namespace {

/// One area that grants whatever is asked for.
GridOffer ample_grid(double lead_time) {
  GridOffer offer;
  offer.granted = {1e15, 0, 0};
  offer.share = {1, 0, 0};
  offer.lead_time = {lead_time, 0, 0};
  offer.building_time = lead_time;
  return offer;
}

}  // namespace

TEST_CASE("freight: a fleet's size is the driver's, whatever it runs on") {
  const Vans vans;
  const TruckPark park = vans.run(vans.month());
  CHECK(park.size() == 400);
  CHECK(park.count(TruckFuel::battery) > 0);
  CHECK(park.count(TruckFuel::diesel) > 0);
  CHECK(park.count(TruckFuel::petrol) == 0);  // not sold
}

TEST_CASE("freight: whole fleets have the right signs") {
  const Vans vans;
  const int base = vans.run(vans.month()).count(TruckFuel::battery);
  CHECK(vans.run(vans.month(30000)).count(TruckFuel::battery) > base);
  TruckMarket bound = vans.month();
  bound.agreement = 1;
  CHECK(vans.run(bound).count(TruckFuel::battery) > base);
}

TEST_CASE("freight: in a frozen world nobody changes fuel") {
  const Vans vans(van_values({{"light_truck.initial.gas", 0.25}, {"light_truck.initial.battery", 0.25}}));
  TruckMarket frozen = vans.month();
  frozen.frozen = true;
  const TruckPark park = vans.run(frozen);
  // Shares 1 : 0.25 : 0.25 of 400, in blocks: 266.7, 66.7, 66.7.
  CHECK(park.count(TruckFuel::diesel) == 267);
  CHECK(park.count(TruckFuel::gas) == 66);
  CHECK(park.count(TruckFuel::battery) == 67);
}

TEST_CASE("freight: nobody charges without room, firms wait only as long as they have patience") {
  const auto with = [](double spare, double lead_time) {
    const Vans vans(van_values({{"truck.small.spare_power", spare}}));
    TruckMarket month = vans.month(35000);
    month.grid = ample_grid(lead_time);
    return vans.run(month).count(TruckFuel::battery);
  };
  const int ample = with(1e6, 3000);
  const int soon = with(0, 60);
  const int late = with(0, 1000);
  CHECK(with(0, 1e7) == 0);
  CHECK(late > 0);
  CHECK(late < soon);
  CHECK(soon <= ample);
}

TEST_CASE("freight: a full grid connects no depot, and firms that need one keep to fuel") {
  const Vans vans(van_values({{"truck.small.spare_power", 0}}));
  TruckMarket full = vans.month(35000);
  full.grid = ample_grid(60);
  full.grid.granted = {};
  const TruckPark park = vans.run(full);
  CHECK(park.count(TruckFuel::battery) == 0);
  const GridRequests::Customer state = park.grid_state(1e9);
  CHECK(state.asked[0] > 0);
  CHECK(state.connected[0] == 0);
}

TEST_CASE("freight: power asked for stands until it is connected") {
  const Vans vans(van_values({{"truck.small.spare_power", 0}}));
  const OwnerMix& mix = vans.fleet.owners;
  const sim::RandomSource random(1, 0);
  const TruckOwners owners("light_truck", mix, 400, random);
  Depots depots(owners, mix);
  depots.look(ample_grid(90), 10);
  CHECK_FALSE(depots.has_room(3, 1000, 10));
  CHECK(depots.connection(3, 5000, 10, ample_grid(90), 0.5) == 100);
  CHECK(depots.connection(3, 9000, 15, ample_grid(90), 0.5) == 105);  // asked once; not answered yet
  CHECK_FALSE(depots.has_room(3, 1000, 1000));
  depots.look(ample_grid(90), 40);
  CHECK(depots.connection(3, 9000, 50, ample_grid(90), 0.5) == 100);
  CHECK(depots.grid_state(60).asked[0] == 5000);
  CHECK(depots.grid_state(60).connected[0] == 0);
  CHECK_FALSE(depots.has_room(3, 1000, 60));
  CHECK(depots.has_room(3, 5000, 100));
  CHECK(depots.grid_state(100).connected[0] == 5000);
  depots.plug_in(3, 4500);
  CHECK_FALSE(depots.has_room(3, 1000, 100));
}

TEST_CASE("freight: a firm asks for what its fleet lacks, and again only when it has outgrown that") {
  const Vans vans(van_values({{"truck.small.spare_power", 1000}}));
  const OwnerMix& mix = vans.fleet.owners;
  const sim::RandomSource random(1, 0);
  const TruckOwners owners("light_truck", mix, 400, random);
  Depots depots(owners, mix);
  const auto asked = [&](sim::Time date) { return depots.grid_state(date).asked[0]; };
  depots.look(ample_grid(90), 10);
  CHECK(depots.has_room(3, 1000, 10));
  depots.plug_in(3, 1000);
  CHECK_FALSE(depots.has_room(3, 1000, 10));
  CHECK(depots.connection(3, 5000, 10, ample_grid(90), 0.5) == 100);
  CHECK(asked(10) == 4000);  // the fleet's 5000 less the spare 1000
  depots.look(ample_grid(90), 40);
  depots.look(ample_grid(90), 120);
  depots.plug_in(3, 4000);
  CHECK_FALSE(depots.has_room(3, 1000, 120));
  CHECK(depots.connection(3, 6000, 120, ample_grid(90), 0.5) == 210);  // a truck more
  CHECK(asked(120) == 5000);
  CHECK_FALSE(depots.has_room(3, 1000, 120));
  depots.look(ample_grid(90), 150);
  CHECK(depots.has_room(3, 1000, 210));
  CHECK_FALSE(depots.has_room(3, 2000, 210));
}

TEST_CASE("freight: owners come in the stated mix") {
  const Vans vans(van_values({{"light_truck.haulage.share", 1},
                              {"light_truck.haulage.distance", 1},
                              {"light_truck.medium.share", 3},
                              {"truck.medium.fleet", 10},
                              {"truck.medium.hurdle_rate", 0.2}}));
  const sim::RandomSource random(1, 0);
  const TruckOwners owners("light_truck", vans.fleet.owners, 400, random);
  // 400 x 1/2 x 1/4 / 2 = 25 small firms and 400 x 1/2 x 3/4 / 10 = 15 medium ones in each of two trades; every other
  // of the 18 cells has the one firm that a cell has at least.
  CHECK(owners.size() == 2 * (25 + 15) + 14);
  int haulage = 0, medium = 0;
  const int n = 4000;
  for (int i = 0; i < n; ++i) {
    const double u = (i + 0.5) / n;
    haulage += owners.at(owners.owner_of(u, 0.5, 0.5)).trade == Trade::haulage ? 1 : 0;
    medium += owners.at(owners.owner_of(0.1, u, 0.5)).size == FleetSize::medium ? 1 : 0;
  }
  CHECK(haulage == n / 2);
  CHECK(medium == 3 * n / 4);
}

TEST_CASE("freight: a trade more shifts nobody's character") {
  const sim::RandomSource random(1, 0);
  const Vans one, two(van_values({{"light_truck.services.share", 1}, {"light_truck.services.distance", 1}}));
  const TruckOwners before("light_truck", one.fleet.owners, 400, random);
  const TruckOwners after("light_truck", two.fleet.owners, 800, random);
  CHECK(before.at(7).hurdle_rate == after.at(7).hurdle_rate);
  CHECK(before.at(7).agreement_rank == after.at(7).agreement_rank);
}

TEST_CASE("freight: owners lean to battery trucks by the stated spread, and nobody's character shifts") {
  const sim::RandomSource random(1, 0);
  const Vans alike, apart(van_values({{"light_truck.battery_leaning_sd", 1.5}}));
  const TruckOwners before("light_truck", alike.fleet.owners, 4000, random);
  const TruckOwners after("light_truck", apart.fleet.owners, 4000, random);
  double sum = 0, squares = 0;
  const auto n = static_cast<double>(after.size());
  REQUIRE(n > 2000);
  for (std::uint32_t i = 0; i < after.size(); ++i) {
    CHECK(before.at(i).battery_leaning == 0);
    CHECK(before.at(i).hurdle_rate == after.at(i).hurdle_rate);
    sum += static_cast<double>(after.at(i).battery_leaning);
    squares += static_cast<double>(after.at(i).battery_leaning) * static_cast<double>(after.at(i).battery_leaning);
  }
  // standard errors 1.5 / sqrt(n) of the mean, 1.5 / sqrt(2 n) of the deviation; 3.29 of them, alpha = 0.001
  CHECK(std::abs(sum / n) < 3.29 * 1.5 / std::sqrt(n));
  CHECK(std::abs(std::sqrt(squares / n) - 1.5) < 3.29 * 1.5 / std::sqrt(2 * n));
}

TEST_CASE("freight: where owners differ in their leaning, battery trucks come to few owners, several to one") {
  // The variance over the mean of their number after eight years: of 400 vans that choose each by itself below 1, of
  // fleets of ten that share a leaning more than twice as much; 60 seeds, F of 59 and 59 beyond 2.3 by alpha = 0.001.
  const auto dispersion = [](double sd) {
    const Vans vans(van_values({{"light_truck.battery_leaning_sd", sd},
                                {"light_truck.small.share", 0},
                                {"light_truck.medium.share", 1},
                                {"truck.medium.fleet", 10},
                                {"truck.medium.spare_power", 1e6},
                                {"truck.medium.tolerated_days", 1}},
                               {{"light_truck.battery_barrier", 2}}));
    const TruckMarket month = vans.month();
    double sum = 0, squares = 0;
    constexpr int seeds = 60;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      const double number = vans.run(month, seed).count(TruckFuel::battery);
      sum += number, squares += number * number;
    }
    const double mean = sum / seeds;
    REQUIRE(mean > 5);
    return (squares / seeds - mean * mean) / mean;
  };
  CHECK(dispersion(2) > 2.3 * dispersion(0));
}

TEST_CASE("freight: contracts put diesel vans of the trades that work for the city on pure HVO") {
  const Vans vans(van_values({{"truck.construction.public_work", 0.5}}, {{"light_truck.offered.battery", 0}}));
  TruckMarket month = vans.month();
  CHECK(vans.run(month).pure_biofuel(0).demanded == 0.0);
  month.fossil_free_contracts = 0.6;
  // 0.5 x 0.6 of km in expectation; 400 vans of unequal km: standard error about 0.026, bound at alpha = 0.001
  CHECK(vans.run(month).pure_biofuel(0).demanded == Approx(0.3).margin(0.086));
  CHECK(vans.run(month).pure_biofuel(0).chosen == 0.0);
  month.hvo_extra_cost = 0;
  const auto pure = vans.run(month).pure_biofuel(0);
  CHECK(pure.demanded + pure.chosen == Approx(1.0));
}

TEST_CASE("freight: second-hand buyers take what is on offer") {
  const Vans vans(van_values({{"light_truck.small.used_share", 1}, {"light_truck.cost_sensitivity", 0}}));
  TruckMarket month = vans.month();
  CHECK(vans.run(month).count(TruckFuel::battery) == 0);  // none on the second-hand market
  month.used_offer = {0.5, 0, 0, 0.5};
  const int some = vans.run(month).count(TruckFuel::battery);
  month.used_offer = {0.2, 0, 0, 0.8};
  CHECK(vans.run(month).count(TruckFuel::battery) > some);
  CHECK(some > 0);
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
