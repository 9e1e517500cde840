#include "agents/firms/truck_variants.hpp"

#include <catch2/catch.hpp>

#include "sim/math.hpp"
#include "tests/agents/firms/freight_values.hpp"

using namespace skifte;
using namespace skifte::agents;
using testing::van_values;
using testing::Vans;

TEST_CASE("freight: variants are drawn among those bought with the common engine") {
  const Vans vans(van_values({}, {{"light_truck.variant.ethanol", 0.1},
                                  {"light_truck.variant.hybrid", 0.02},
                                  {"light_truck.variant.plugin_hybrid", 0.05}}));
  const TruckVariantAssumptions& variants = vans.fleet.variants;
  CHECK(variants.engine == TruckFuel::petrol);
  // Cumulated shares 0.1, 0.12, 0.17.
  CHECK(variant_bought(variants, TruckFuel::petrol, 0, 0.09) == TruckFuel::ethanol);
  CHECK(variant_bought(variants, TruckFuel::petrol, 0, 0.11) == TruckFuel::hybrid);
  CHECK(variant_bought(variants, TruckFuel::petrol, 0, 0.16) == TruckFuel::plugin_hybrid);
  CHECK(variant_bought(variants, TruckFuel::petrol, 0, 0.18) == TruckFuel::petrol);
  CHECK(variant_bought(variants, TruckFuel::diesel, 0, 0.09) == TruckFuel::diesel);
  CHECK(main_fuel(variants, TruckFuel::ethanol) == TruckFuel::petrol);
  CHECK(main_fuel(variants, TruckFuel::battery) == TruckFuel::battery);
}

TEST_CASE("freight: what variants burn") {
  const Vans vans(van_values(
      {{"truck.hybrid_use", 0.8}, {"truck.plugin_electric_share", 0.25}, {"light_truck.ethanol_share", 0.3}}));
  std::array<double, registered_truck_fuels> km{};
  km[at(TruckFuel::ethanol)] = 1000;
  km[at(TruckFuel::hybrid)] = 500;
  km[at(TruckFuel::plugin_hybrid)] = 400;
  km[at(TruckFuel::petrol)] = 7000;  // no variant
  const VariantEnergy energy = variant_energy(vans.fleet.variants, vans.market, vans.van(), km);
  // Petrol engine 900 Wh/km: 0.3 of 900 kWh is ethanol; 0.7 of it, 500 x 900 x 0.8 and 400 x 0.75 x 900 x 0.8 petrol.
  CHECK(energy.ethanol == Approx(270e3));
  CHECK(energy.engine_fuel == Approx(630e3 + 360e3 + 216e3));
  // 400 x 0.25 km at 250 Wh.
  CHECK(energy.current == Approx(25e3));
}

TEST_CASE("freight: variants are bought as often as their share of the engine, and leave the rest as it was") {
  const std::map<std::string, double> petrol_only = {{"light_truck.initial.diesel", 0},
                                                     {"light_truck.initial.petrol", 1}};
  const std::map<std::string, double> sold = {{"light_truck.offered.petrol", 1}};
  std::map<std::string, double> ethanol = sold;
  ethanol["light_truck.variant.ethanol"] = 0.25;
  const Vans without(van_values(petrol_only, sold)), with(van_values(petrol_only, ethanol));
  const TruckPark plain = without.run(without.month()), varied = with.run(with.month());
  CHECK(plain.count(TruckFuel::ethanol) == 0);
  for (const TruckFuel fuel : {TruckFuel::diesel, TruckFuel::gas, TruckFuel::battery})
    CHECK(varied.count(fuel) == plain.count(fuel));
  CHECK(varied.count(TruckFuel::petrol) + varied.count(TruckFuel::ethanol) == plain.count(TruckFuel::petrol));
  // Of new petrol vans a quarter: binomial, four standard deviations (alpha < 1e-4); those of the start are none.
  CHECK(varied.count(TruckFuel::ethanol) > 0);
  CHECK(varied.count(TruckFuel::ethanol) <
        0.25 * plain.count(TruckFuel::petrol) + 4 * sim::sqrt(0.1875 * plain.count(TruckFuel::petrol)));
}

TEST_CASE("freight: variants of the start stand beside their engine, and stay in a frozen world") {
  const Vans vans(van_values({{"light_truck.initial.petrol", 0.5},
                              {"light_truck.initial.ethanol", 0.3},
                              {"light_truck.initial.hybrid", 0.2}}));
  TruckMarket frozen = vans.month();
  frozen.frozen = true;
  const TruckPark park = vans.run(frozen);
  // 1 : 0.5 : 0.3 : 0.2 of 400.
  CHECK(park.count(TruckFuel::diesel) == 200);
  CHECK(park.count(TruckFuel::petrol) == 100);
  CHECK(park.count(TruckFuel::ethanol) == 60);
  CHECK(park.count(TruckFuel::hybrid) == 40);
}
