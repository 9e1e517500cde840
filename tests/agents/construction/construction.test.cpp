#include "agents/construction/construction.hpp"

#include <catch2/catch.hpp>

#include "agents/demography/signals.hpp"

namespace {

using namespace skifte;

sim::AssumptionValues building_values() {
  sim::AssumptionValues values;
  for (const char* type : {"multi_dwelling", "house", "premises"}) {
    values.set(std::string("building.emissions.") + type, 300.0);
    values.set(std::string("building.limit.") + type, 200.0);
  }
  values.set("building.material_progress", 0.0);
  values.set("building.reduction_cost_scale", 2000.0);
  values.set("building.largest_reduction", 0.5);
  values.set("building.reuse_saving", 1.0);
  values.set("building.limit.law_start", 2090.0);
  values.set("building.limit.law_tightening", 0.0);
  values.set("building.house_share", 0.25);
  values.set("building.area.flat", 100.0);
  values.set("building.area.house", 200.0);
  values.set("building.premises_area", sim::Series::constant(36500));
  values.set("building.lead_time", 2.0);
  values.set("building.builders", 7.0);
  values.set("building.willingness.median", 0.0);
  values.set("building.willingness.spread", 1.0);
  return values;
}

/// One common year in which each month completes 10 dwellings; answers the footprint [t], area [m2] and extra cost
/// [MSEK].
struct Built {
  double tonnes;
  std::int64_t area;
  double cost;
  std::int64_t territorial;  // [g]
};
Built build(int year, const sim::LeverValues& levers, double willingness = 0) {
  sim::AssumptionValues values = building_values();
  values.set("building.willingness.median", willingness);
  sim::AssumptionValues scales;
  for (const auto& label : agents::subsector_labels) scales.set("inventory.scale." + std::string(label), 1.0);
  sim::AssumptionReader scale_reader(scales);
  const sim::Calendar calendar(year, year);
  const sim::RandomSource random(1, 0);
  const agents::CityData data;
  agents::Accounts accounts(calendar, agents::ScaleAssumptions(scale_reader));
  sim::Blackboard board;
  agents::Flows flows;
  board.of<agents::PopulationSignals>().dwellings_completed = 10;
  const agents::Setting setting{calendar, random, data, accounts, board, flows};
  sim::AssumptionReader read(values);
  sim::LeverReader lever_reader(levers);
  const auto kind = agents::make_construction(agents::ConstructionInputs(read, lever_reader), setting);
  for (int month = 0; month < 12; ++month) kind->account(calendar.window(month));
  kind->close_year(calendar.window(11));
  return {1e-6 * static_cast<double>(accounts.footprint.at(0, {index(agents::Footprint::construction)})),
          accounts.indicators.at(0, {static_cast<int>(agents::Accounts::Indicator::construction_area)}),
          1e-8 * static_cast<double>(accounts.money.total(0)), accounts.emissions.total(0)};
}

}  // namespace

TEST_CASE("area and footprint are counted when buildings are completed, outside the territorial account") {
  const Built year = build(2030, {});
  // 120 dwellings: 90 flats of 100 m2, 30 houses of 200 m2; premises 36 500 m2.
  CHECK(year.area == 9000 + 6000 + 36500);
  CHECK(year.tonnes == Approx(0.3 * 51500));
  CHECK(year.cost == 0);
  CHECK(year.territorial == 0);
}

TEST_CASE("the city's limits reach the bound share of what is permitted after their start") {
  sim::LeverValues levers;
  levers["building_limits"].start = sim::from_civil({2025, 1, 1});
  levers["building_limits"].numbers = {{"share", 0.5}};
  CHECK(build(2026, levers).tonnes == Approx(0.3 * 51500));  // permitted in 2024
  const Built later = build(2028, levers);
  CHECK(later.tonnes == Approx((0.5 * 0.2 + 0.5 * 0.3) * 51500));
  // x = 1/3 on half of the area: 2000 / 2 / 9 SEK/m2.
  CHECK(later.cost == Approx(0.5 * 1000.0 / 9 * 51500 / 1e6).epsilon(1e-6));
}

TEST_CASE("ambition and reuse lower the footprint") {
  CHECK(build(2030, {}, 0.5).tonnes < build(2030, {}, 0.1).tonnes);
  CHECK(build(2030, {}, 0.1).tonnes < build(2030, {}, 0).tonnes);
  sim::LeverValues levers;
  levers["building_reuse"].start = sim::from_civil({2020, 1, 1});
  levers["building_reuse"].numbers = {{"share", 0.1}};
  CHECK(build(2030, levers).tonnes == Approx(0.27 * 51500));
}
