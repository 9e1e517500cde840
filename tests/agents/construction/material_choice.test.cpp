#include "agents/construction/material_choice.hpp"

#include <catch2/catch.hpp>
#include <limits>

namespace {

using namespace skifte;
using agents::BuildingType;

constexpr double no_limit = std::numeric_limits<double>::infinity();

agents::MaterialAssumptions materials() {
  sim::AssumptionValues values;
  values.set("building.emissions.multi_dwelling", 400.0);
  values.set("building.emissions.house", 200.0);
  values.set("building.emissions.premises", 300.0);
  values.set("building.material_progress", 0.02);
  values.set("building.reduction_cost_scale", 2000.0);
  values.set("building.largest_reduction", 0.5);
  values.set("building.reuse_saving", 0.8);
  sim::AssumptionReader read(values);
  return agents::MaterialAssumptions(read);
}

agents::LimitAssumptions limits() {
  sim::AssumptionValues values;
  values.set("building.limit.multi_dwelling", 375.0);
  values.set("building.limit.house", 180.0);
  values.set("building.limit.premises", 385.0);
  values.set("building.limit.law_start", 2030.0);
  values.set("building.limit.law_tightening", 0.05);
  sim::AssumptionReader read(values);
  return agents::LimitAssumptions(read);
}

}  // namespace

TEST_CASE("ordinary building's emissions fall with progress and reuse") {
  const sim::Time in_2022 = sim::from_decimal_year(2022);
  CHECK(agents::ordinary_emissions(materials(), BuildingType::house, in_2022, 0) == Approx(200));
  // 400 x (1 - 0.8 x 0.25) x exp(-0.02 x 10) = 320 x 0.8187308
  CHECK(agents::ordinary_emissions(materials(), BuildingType::multi_dwelling, sim::from_decimal_year(2032), 0.25) ==
        Approx(261.99384).epsilon(1e-6));
}

TEST_CASE("a builder reduces until the next kilogram costs what it is worth to it") {
  // x = w e0 / k = 0.5 x 400 / 2000 = 0.1; cost 2000 x 0.01 / 2 = 10.
  const agents::MaterialChoice choice = agents::choose_materials(materials(), 400, 0.5, no_limit);
  CHECK(choice.emissions == Approx(360));
  CHECK(choice.cost == Approx(10));
  // No other reduction leaves the builder better off: k x^2 / 2 - w e0 x.
  const auto burden = [](double x) { return 1000 * x * x - 200 * x; };
  for (double x : {0.0, 0.05, 0.09, 0.11, 0.3}) CHECK(burden(0.1) < burden(x));
  CHECK(agents::choose_materials(materials(), 400, 0, no_limit).cost == 0);
}

TEST_CASE("a limit binds those who would build above it, at a cost, down to what materials allow") {
  // 1 - 300/400 = 0.25; cost 1000 x 0.0625.
  const agents::MaterialChoice bound = agents::choose_materials(materials(), 400, 0.5, 300);
  CHECK(bound.emissions == Approx(300));
  CHECK(bound.cost == Approx(62.5));
  CHECK(agents::choose_materials(materials(), 400, 0.5, 380).emissions == Approx(360));
  CHECK(agents::choose_materials(materials(), 400, 0.5, 50).emissions == Approx(200));
  double before = no_limit;
  for (double limit = 400; limit >= 200; limit -= 10) {  // strict where it binds: below 360
    const double emissions = agents::choose_materials(materials(), 400, 0.5, limit).emissions;
    if (limit < 360) CHECK(emissions < before);
    CHECK(emissions <= limit * (1 + 1e-12));
    before = emissions;
  }
}

TEST_CASE("limits by law begin at their date and tighten") {
  CHECK(agents::limit_by_law(limits(), BuildingType::premises, sim::from_decimal_year(2029.9)) == no_limit);
  CHECK(agents::limit_by_law(limits(), BuildingType::premises, sim::from_decimal_year(2030.001)) ==
        Approx(385).epsilon(1e-3));
  // 375 exp(-0.5)
  CHECK(agents::limit_by_law(limits(), BuildingType::multi_dwelling, sim::from_decimal_year(2040)) ==
        Approx(227.449).epsilon(1e-4));
}

TEST_CASE("the city's limits tighten over the lever's ramp") {
  sim::LeverSetting setting;
  setting.start = sim::from_civil({2022, 1, 1});
  setting.ramp = 8;
  setting.numbers = {{"level", 1.0}, {"final_level", 0.6}};
  const auto at = [&](sim::Time date) { return agents::limit_by_lever(limits(), BuildingType::house, date, setting); };
  CHECK(at(*setting.start - 1) == no_limit);
  CHECK(at(*setting.start) == Approx(180));
  CHECK(at(*setting.start + 4 * sim::days_per_year) == Approx(180 * 0.8));
  CHECK(at(*setting.start + 20 * sim::days_per_year) == Approx(108));
  CHECK(agents::limit_by_lever(limits(), BuildingType::house, *setting.start, std::nullopt) == no_limit);
}
