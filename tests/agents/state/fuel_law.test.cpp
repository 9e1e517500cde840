#include "agents/state/fuel_law.hpp"

#include <catch2/catch.hpp>

#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;
using skifte::agents::testing::steps;

/// Sweden's law as it was, in round numbers: the figures below are computed from these by hand.
FuelLawAssumptions swedish_law(double level_2030 = 14) {
  sim::AssumptionValues values = agents::testing::plain_values<FuelLawAssumptions>();
  values.set("fuel.diesel.measured_bio_volume", steps({{2015, 20}, {2022, 33.6}}));
  values.set("fuel.petrol.measured_bio_volume", steps({{2015, 5}, {2022, 9}}));
  const sim::Series decided(
      sim::Series::Interpolation::step,
      {{sim::from_civil({2022, 1, 1}), 30.5}, {sim::from_civil({2024, 1, 1}), 6}, {sim::from_civil({2025, 7, 1}), 10}});
  values.set("fuel.diesel.obligation", decided);
  values.set("fuel.petrol.obligation", steps({{2022, 7.8}, {2024, 6}}));
  values.set("fuel.diesel.obligation_repealed", steps({{2022, 30.5}, {2024, 40}, {2030, 66}}));
  values.set("fuel.petrol.obligation_repealed", steps({{2022, 7.8}, {2024, 12.5}, {2030, 28}}));
  values.set("fuel.obligation.level_2030", level_2030);
  values.set("fuel.obligation.electricity_credit", 0.15);
  values.set("fuel.diesel.lifecycle_saving", 0.88);
  values.set("fuel.petrol.lifecycle_saving", 0.75);
  values.set("fuel.diesel.bio_energy_per_volume", 0.955);
  values.set("fuel.petrol.bio_energy_per_volume", 0.66);
  values.set("fuel.diesel.fossil_co2", 2.54);
  values.set("fuel.petrol.fossil_co2", 2.36);
  values.set("fuel.diesel.energy", 9.8);
  values.set("fuel.petrol.energy", 9.1);
  values.set("fuel.diesel.cost_per_percent", 0.10);
  values.set("fuel.petrol.cost_per_percent", 0.08);
  values.set("tax.vat_factor", 1.25);
  return agents::testing::read_inputs<FuelLawAssumptions>(values);
}

sim::LeverSetting from_year(int year) {
  sim::LeverSetting lever;
  lever.start = sim::from_civil({year, 1, 1});
  return lever;
}

FuelBlend diesel_at(const FuelLawAssumptions& law, sim::CivilDate date,
                    const std::optional<sim::LeverSetting>& repealed = {},
                    const std::optional<sim::LeverSetting>& level = {}) {
  return fuel_blend(law, RoadFuel::diesel, sim::from_civil(date), repealed, level);
}

// 2.54 kg/l over 9.8 kWh/l = 0.259184 g/Wh; petrol 2.36/9.1 = 0.259341 g/Wh.
constexpr double fossil_diesel = 2.54 / 9.8;
constexpr double fossil_petrol = 2.36 / 9.1;

}  // namespace

TEST_CASE("to 2022 the blend is the measured one, by energy") {
  const FuelBlend diesel = diesel_at(swedish_law(), {2022, 3, 1});
  CHECK(diesel.bio_share == Approx(0.32088));  // 33.6 % x 0.955
  CHECK(diesel.fossil_factor == Approx(0.176017).epsilon(1e-5));
  CHECK(diesel.added_cost == 0.0);
  const FuelBlend petrol = fuel_blend(swedish_law(), RoadFuel::petrol, sim::from_civil({2022, 12, 31}), {}, {});
  CHECK(petrol.bio_share == Approx(0.0594));  // 9 % x 0.66
  CHECK(petrol.fossil_factor == Approx(fossil_petrol * 0.9406));
}

TEST_CASE("from 2023 the blend follows the law through the lifecycle saving") {
  const FuelLawAssumptions law = swedish_law();
  CHECK(diesel_at(law, {2023, 1, 1}).bio_share == Approx(0.305 / 0.88));
  const FuelBlend in_2024 = diesel_at(law, {2024, 5, 1});
  CHECK(in_2024.bio_share == Approx(0.0681818).epsilon(1e-5));  // 6 % / 0.88
  CHECK(in_2024.fossil_factor == Approx(fossil_diesel * 0.9318182));
  CHECK(diesel_at(law, {2023, 12, 31}).fossil_factor < diesel_at(law, {2024, 1, 1}).fossil_factor);
}

TEST_CASE("electricity from public chargers meets a part from July 2025 on") {
  const FuelLawAssumptions law = swedish_law();
  CHECK(diesel_at(law, {2025, 6, 30}).bio_share == Approx(0.06 / 0.88));
  CHECK(diesel_at(law, {2025, 7, 1}).bio_share == Approx(0.0965909).epsilon(1e-5));  // 10 % x 0.85 / 0.88
}

TEST_CASE("the decided level moves from 2027 straight to the one assumed for 2030 and stays") {
  const FuelLawAssumptions law = swedish_law(14);
  CHECK(diesel_at(law, {2026, 12, 31}).bio_share == Approx(0.10 * 0.85 / 0.88));
  // 2 July 2028 is half-way from 1 January 2027 to 1 January 2030: 12 %.
  CHECK(diesel_at(law, {2028, 7, 2}).bio_share == Approx(0.12 * 0.85 / 0.88).epsilon(1e-3));
  CHECK(diesel_at(law, {2030, 1, 2}).bio_share == Approx(0.14 * 0.85 / 0.88));
  CHECK(diesel_at(law, {2050, 12, 31}).bio_share == Approx(0.14 * 0.85 / 0.88));
}

TEST_CASE("the repealed path is law from its start on and costs more than the decided one") {
  const FuelLawAssumptions law = swedish_law(10);
  const auto repealed = from_year(2024);
  CHECK(diesel_at(law, {2023, 12, 31}, repealed).bio_share == diesel_at(law, {2023, 12, 31}).bio_share);
  const FuelBlend in_2024 = diesel_at(law, {2024, 1, 1}, repealed);
  CHECK(in_2024.bio_share == Approx(0.40 / 0.88));
  CHECK(in_2024.added_cost == Approx((40 - 6) * 0.10 / 1.25));
  const FuelBlend in_2030 = diesel_at(law, {2030, 6, 1}, repealed);
  CHECK(in_2030.bio_share == Approx(0.66 * 0.85 / 0.88));  // 0.6375
  CHECK(in_2030.fossil_factor == Approx(fossil_diesel * 0.3625));
  CHECK(in_2030.added_cost == Approx((66 - 10) * 0.10 / 1.25));
}

TEST_CASE("a level of its own is reached along its ramp") {
  const FuelLawAssumptions law = swedish_law(10);
  sim::LeverSetting level = from_year(2031);
  level.ramp = 4;
  level.numbers["diesel"] = 30;
  const sim::Time half_way = sim::from_civil({2031, 1, 1}) + 2 * sim::days_per_year;
  const FuelBlend blend = fuel_blend(law, RoadFuel::diesel, half_way, {}, level);
  CHECK(blend.bio_share == Approx(0.20 * 0.85 / 0.88));  // half-way from 10 to 30
  CHECK(blend.added_cost == Approx(10 * 0.10 / 1.25));
  // Petrol's level is not named, so the lever leaves it.
  CHECK(fuel_blend(law, RoadFuel::petrol, half_way, {}, level).bio_share ==
        fuel_blend(law, RoadFuel::petrol, half_way, {}, {}).bio_share);
}

TEST_CASE("the higher the obligation, the lower the fossil factor and the dearer the litre") {
  const FuelLawAssumptions law = swedish_law();
  for (RoadFuel fuel : {RoadFuel::petrol, RoadFuel::diesel}) {
    FuelBlend before{-1, 1, -100};
    for (double percent = 0; percent <= 70; percent += 5) {
      sim::LeverSetting level = from_year(2026);
      level.numbers["diesel"] = percent;
      level.numbers["petrol"] = percent;
      const FuelBlend blend = fuel_blend(law, fuel, sim::from_civil({2032, 1, 1}), {}, level);
      CHECK(blend.bio_share > before.bio_share);
      CHECK(blend.fossil_factor < before.fossil_factor);
      CHECK(blend.added_cost > before.added_cost);
      before = blend;
    }
  }
}

TEST_CASE("no obligation fills more than the tank") {
  sim::LeverSetting level = from_year(2026);
  level.numbers["diesel"] = 100;
  const FuelBlend blend = diesel_at(swedish_law(), {2024, 1, 1}, {}, level);
  CHECK(blend.bio_share < 1);  // the lever has not begun
  const FuelBlend full = diesel_at(swedish_law(), {2026, 1, 1}, {}, level);
  CHECK(full.bio_share == Approx(0.85 / 0.88));
  sim::LeverSetting more = level;
  more.numbers["diesel"] = 120;
  CHECK(diesel_at(swedish_law(), {2026, 1, 1}, {}, more).bio_share == 1.0);
  CHECK(diesel_at(swedish_law(), {2026, 1, 1}, {}, more).fossil_factor == 0.0);
}

TEST_CASE("a lever pulled from the period's beginning changes no measured year's price") {
  sim::LeverSetting always;
  always.numbers["diesel"] = 50;
  const FuelBlend blend = diesel_at(swedish_law(), {2021, 1, 1}, {}, always);
  CHECK(blend.bio_share == Approx(0.20 * 0.955));
  CHECK(blend.added_cost == 0.0);
}
