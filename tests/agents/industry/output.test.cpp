#include "agents/industry/output.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "agents/industry/acid_plant.hpp"
#include "agents/industry/fuel_response.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

template <class Assumptions>
Assumptions blank(const std::string& name) {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  if constexpr (std::is_constructible_v<Assumptions, sim::AssumptionReader&, const std::string&>) {
    return Assumptions(read, name);
  } else {
    return Assumptions(read);
  }
}

OutputAssumptions outputs() {
  OutputAssumptions assumptions = blank<OutputAssumptions>("others");
  assumptions.known = testing::line({{2015, 1.0}, {2022, 0.8}});
  assumptions.now = 1.1;
  assumptions.growth = 0.02;
  assumptions.sd = 0;
  assumptions.stop_rate = 0;
  assumptions.stop_size = 0.3;
  assumptions.closure_rate = 0;
  return assumptions;
}

CycleAssumptions cycle(double persistence) {
  CycleAssumptions assumptions = blank<CycleAssumptions>("");
  assumptions.persistence = persistence;
  assumptions.common_share = 0.3;
  return assumptions;
}

TEST_CASE("output: known years as given, later ones on the trend") {
  testing::World world(2015, 2030);
  const OutputPath path(outputs(), cycle(0.8), PlantGroup::other, world.setting());
  CHECK(path.level(2015) == Approx(1.0).epsilon(1e-3));
  CHECK(path.level(2022) == Approx(0.8).epsilon(1e-3));
  CHECK(path.level(2025) == Approx(0.8 * 1.1 * std::exp(0.06)));
}

TEST_CASE("output: the shocks' spread is that of the autoregression") {
  // Three years on: s sqrt(1 + 0.64 + 0.4096) = 0.1432 for s = 0.1. 400 replicates: the sample's standard deviation
  // lies within +-11.5 % at 99.9 % (chi-square, 399 degrees of freedom).
  OutputAssumptions assumptions = outputs();
  assumptions.sd = 0.1;
  double sum = 0, squares = 0;
  constexpr int n = 400;
  for (std::uint32_t replicate = 0; replicate < n; ++replicate) {
    testing::World world(2015, 2030, 7, replicate);
    const OutputPath path(assumptions, cycle(0.8), PlantGroup::other, world.setting());
    const double x = std::log(path.level(2025) / (0.8 * 1.1)) - 0.06;
    sum += x;
    squares += x * x;
  }
  const double sd = std::sqrt((squares - sum * sum / n) / (n - 1));
  CHECK(sd == Approx(0.1432).epsilon(0.115));
}

TEST_CASE("output: line stops never bring output back, closures last") {
  OutputAssumptions assumptions = outputs();
  assumptions.growth = 0;
  assumptions.stop_rate = 0.3;
  testing::World world(2015, 2050);
  const OutputPath path(assumptions, cycle(0), PlantGroup::kemira, world.setting());
  for (int year = 2023; year < 2050; ++year) CHECK(path.level(year + 1) <= path.level(year));
  CHECK(path.level(2050) < path.level(2023));
  const sim::AgentId plant = sim::agent_id("plant", 5);
  CHECK(closure_year(assumptions, plant, world.setting()) == 2051);
  assumptions.closure_rate = 1.0;
  CHECK(closure_year(assumptions, plant, world.setting()) == 2023);
}

TEST_CASE("fuel response: by hand, and never more fuel at a higher price") {
  FuelResponseAssumptions assumptions = blank<FuelResponseAssumptions>("");
  assumptions.elasticity = 0.2;
  assumptions.recovery = 0.5;
  CHECK(fuel_response(assumptions, 2.0, 1.0) == Approx(std::pow(2.0, -0.2)));
  CHECK(fuel_response(assumptions, 0.5, 1.0) == Approx(std::pow(2.0, 0.1)));
  CHECK(fuel_response(assumptions, 2.0, 0.0) == 1.0);
  double before = 10;
  for (const double price : {0.2, 0.5, 0.9, 1.0, 1.1, 2.0, 5.0}) {
    CHECK(fuel_response(assumptions, price, 1.0) < before);
    before = fuel_response(assumptions, price, 1.0);
  }
}

AcidAssumptions acid() {
  AcidAssumptions assumptions = blank<AcidAssumptions>("");
  assumptions.heat = 1.2e9;
  assumptions.sd = 0;
  assumptions.persistence = 0;
  assumptions.closure_rate = 0;
  assumptions.stop_month = 8;
  assumptions.stop_share = 0.5;
  assumptions.outage_rate = 0;
  assumptions.outage_share = 0.5;
  assumptions.contract_end = 2026;
  assumptions.contract_renewal = 0;
  assumptions.without_contract = 0.4;
  return assumptions;
}

double year_of_heat(const AcidPlant& plant, int year) {
  double sum = 0;
  for (int month = 1; month <= 12; ++month) sum += plant.heat(sim::from_civil({year, month, 1}));
  return sum;
}

TEST_CASE("acid plant: the year's heat is the agreed one, its stop falls in its month, the contract's end shows") {
  testing::World world(2015, 2030);
  const AcidPlant plant(acid(), 2022, world.setting());
  CHECK(year_of_heat(plant, 2020) == Approx(1.2e9));
  CHECK(plant.heat(sim::from_civil({2020, 8, 1})) == Approx(0.5 * plant.heat(sim::from_civil({2020, 7, 1}))));
  CHECK(year_of_heat(plant, 2027) == Approx(0.4 * 1.2e9));
}

TEST_CASE("acid plant: the heat follows the acid, and ends with it") {
  AcidAssumptions assumptions = acid();
  assumptions.contract_renewal = 1;
  assumptions.sd = 0.2;
  testing::World world(2015, 2030);
  const AcidPlant swings(assumptions, 2022, world.setting());
  CHECK(year_of_heat(swings, 2022) == Approx(1.2e9));
  CHECK(year_of_heat(swings, 2024) != Approx(1.2e9).epsilon(1e-3));
  assumptions.closure_rate = 1;
  const AcidPlant closed(assumptions, 2022, world.setting());
  CHECK(year_of_heat(closed, 2023) == 0.0);
}

}  // namespace
