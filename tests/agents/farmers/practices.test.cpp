#include "agents/farmers/practices.hpp"

#include <catch2/catch.hpp>

#include "agents/farmers/herds.hpp"
#include "sim/math.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

AdoptionAssumptions adoption() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  AdoptionAssumptions assumptions(read);
  for (PracticeAssumptions& practice : assumptions.practice) {
    practice = {0.1, 0.2, 2000.0, 0.5, 500.0, 1.2e6, 4e7, 0.05, 0.0, 1.0};
  }
  assumptions.hysteresis = 600.0;
  assumptions.neighbour_effect = 200.0;
  assumptions.biochar_supply = 100.0;
  return assumptions;
}

TEST_CASE("farm practices: margin by hand") {
  const AdoptionAssumptions assumptions = adoption();
  // 1300 - 2000 x 0.8 + 500 + 200 x 0.25 = 250.
  CHECK(practice_margin(assumptions, Practice::cover_crop, 1300.0, 0.8, 0.25) == Approx(250.0));
}

TEST_CASE("farm practices: hysteresis keeps what is and asks more of what is new") {
  const AdoptionAssumptions assumptions = adoption();
  CHECK_FALSE(decides_to_practise(assumptions, false, 600.0));
  CHECK(decides_to_practise(assumptions, false, 600.1));
  CHECK(decides_to_practise(assumptions, true, -600.0));
  CHECK_FALSE(decides_to_practise(assumptions, true, -600.1));
}

TEST_CASE("farm practices: a higher payment never makes the same farm leave") {
  const AdoptionAssumptions assumptions = adoption();
  for (const bool practises : {false, true}) {
    for (const double cost : {0.3, 0.8, 1.0, 2.0}) {
      bool before = false;
      for (double payment = 0; payment <= 6000; payment += 100) {
        const double margin = practice_margin(assumptions, Practice::biochar, payment, cost, 0.0);
        const bool now = decides_to_practise(assumptions, practises, margin);
        CHECK((now || !before));
        before = now;
      }
      CHECK(before);
    }
  }
}

TEST_CASE("soil carbon: against its differential equation") {
  const PracticeAssumptions practice = adoption().practice[0];
  // K (1 - exp(-g t / K)) with g/K = 0.03/year: after 10 years 4e7 x (1 - e^-0.3) = 1.036727e7.
  CHECK(soil_carbon_after(practice, true, 0.0, 10.0) == Approx(1.036727e7).epsilon(1e-6));
  // Monthly steps end where one step ends.
  double carbon = 0;
  for (int month = 0; month < 120; ++month) carbon = soil_carbon_after(practice, true, carbon, 1.0 / 12.0);
  CHECK(carbon == Approx(1.036727e7).epsilon(1e-6));
  // Given up: halves in ln 2 / 0.05 = 13.863 years.
  CHECK(soil_carbon_after(practice, false, 2e7, 13.862943611) == Approx(1e7).epsilon(1e-9));
  // Saturates below K and never beyond.
  CHECK(soil_carbon_after(practice, true, 0.0, 1000.0) <= 4e7);
}

TEST_CASE("soils: nitrogen answers the gas price") {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  SoilAssumptions soils(read);
  soils.base_emission = 4e5;
  soils.nitrogen = 100.0;
  soils.nitrogen_factor = 5000.0;
  soils.nitrogen_elasticity = 0.5;
  soils.nitrogen_trend = 0.0;
  soils.reference_gas_price = 0.3;
  soils.lime = 1000.0;
  // (4e5 + 5000 x 100) x 1.1 + 1000.
  CHECK(soil_emission(soils, 3.0, 0.3, 1.1) == Approx(991000.0));
  // Four times the price halves the nitrogen: (4e5 + 2.5e5) + 1000.
  CHECK(soil_emission(soils, 3.0, 1.2, 1.0) == Approx(651000.0));
}

}  // namespace
