#include "agents/waste/biological.hpp"

#include <catch2/catch.hpp>

#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

BiologicalAssumptions works() {
  sim::AssumptionValues values = testing::plain_values<BiologicalAssumptions>(0.0);
  values.set("waste.sewage_per_person", 30e3);
  values.set("waste.sewage_trend", -0.02);
  values.set("waste.digester_capacity", 80e9);
  values.set("waste.other_substrate", 50e9);
  values.set("waste.gas_per_food_waste", 1.2);
  return testing::read_inputs<BiologicalAssumptions>(values);
}

TEST_CASE("waste: sewage follows persons and its trend") {
  // 140 000 persons x 30 kg x a twelfth of a year = 350 t; seven years on x exp(-0.14) = 0.869358.
  CHECK(sewage_emissions(works(), 140e3, 0.0, 1.0 / 12) == Approx(350e6));
  CHECK(sewage_emissions(works(), 140e3, 7.0, 1.0 / 12) == Approx(350e6 * 0.869358).epsilon(1e-6));
}

TEST_CASE("waste: the digester's capacity bounds its biogas") {
  // Half a year: 25 GWh of others' substrate, 10 kt of food waste x 1.2 Wh/g = 12 GWh; no more than 40 GWh.
  CHECK(biogas_made(works(), 10e9, 0.5) == Approx(37e9));
  CHECK(biogas_made(works(), 20e9, 0.5) == Approx(40e9));
}

}  // namespace
