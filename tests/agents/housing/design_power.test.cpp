#include "agents/housing/design_power.hpp"

#include <catch2/catch.hpp>

#include "agents/housing/housing.hpp"
#include "tests/agents/small_city.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

/// Round figures: efficiency of direct electric heat 1, half of gas homes' heat electric.
struct Rule {
  explicit Rule(double performance = 2, double coverage = 0.6)
      : all(agents::testing::values_for<HousingInputs>(
            {{"heating.design.performance.air_source_heat_pump", performance},
             {"heating.design.performance.ground_source_heat_pump", 3},
             {"heating.design.coverage.air_source_heat_pump", coverage},
             {"heating.design.coverage.ground_source_heat_pump", 1},
             {"heating.design.coincidence", 0.8},
             {"heating.efficiency.direct_electric", 1},
             {"heating.gas_main_share", 0.5}})),
        read(all),
        technology(read),
        design(read) {}
  double electric(Heating system) const { return design.electric(system, 5000, technology); }
  sim::AssumptionValues all;
  sim::AssumptionReader read;
  HeatingTechnology technology;
  DesignPower design;
};

}  // namespace

TEST_CASE("a house's power on the design day follows from its year's heat and the degree days") {
  WeatherSignals weather;
  weather.normal_degree_days = 3000;
  weather.design_difference = 27;
  // 14.4 MWh of which a quarter is hot water: 10.8 MWh / (24 h/d x 3000 K d) = 150 W/K, times 27 K = 4050 W; hot water
  // 3.6 MWh / 8766 h = 410.7 W.
  CHECK(DesignPower::useful(14.4e6, 0.25, weather) == Approx(4050 + 410.68).epsilon(1e-5));
}

TEST_CASE("electricity on the design day by heating system") {
  const Rule rule;
  CHECK(rule.electric(Heating::direct_electric) == Approx(4000));       // 0.8 x 5000
  CHECK(rule.electric(Heating::air_source_heat_pump) == Approx(2800));  // 4000 x (0.6 / 2 + 0.4)
  CHECK(rule.electric(Heating::ground_source_heat_pump) == Approx(4000.0 / 3));
  CHECK(rule.electric(Heating::natural_gas) == Approx(2000));  // half of it electric
  for (const Heating other : {Heating::district_heat, Heating::biofuel, Heating::oil}) CHECK(rule.electric(other) == 0);
}

TEST_CASE("a heat pump that covers more or performs better on the coldest day takes less power, never more than none") {
  const auto air = [](double performance, double coverage) {
    return Rule(performance, coverage).electric(Heating::air_source_heat_pump);
  };
  CHECK(air(2.5, 0.6) < air(2, 0.6));
  CHECK(air(2, 0.8) < air(2, 0.6));
  CHECK(air(2, 0) == Approx(Rule().electric(Heating::direct_electric)));
}
