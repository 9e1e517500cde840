#include "agents/consumption/footprint.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using agents::Spending;

const sim::Time reference = sim::from_decimal_year(2019.5);

agents::SpendingAssumptions spending() {
  sim::AssumptionValues values;
  for (const auto& label : agents::spending_labels) {
    values.set("footprint." + std::string(label), 1000.0);
    values.set("footprint.elasticity." + std::string(label), 0.5);
    values.set("footprint.decline." + std::string(label), 0.02);
  }
  values.set("consumption.volume", sim::Series(sim::Series::Interpolation::linear, {{reference, 1}}));
  values.set("consumption.volume_growth", 0.01);
  sim::AssumptionReader read(values);
  return agents::SpendingAssumptions(read);
}

agents::SavingAssumptions saving() {
  sim::AssumptionValues values;
  values.set("footprint.saving.plant_based", 0.4);
  values.set("footprint.plant_based_2019", 0.1);
  values.set("footprint.saving.sustainable_habits", 0.2);
  values.set("footprint.saving.fossil_free", 0.1);
  values.set("footprint.saving.procurement", 0.5);
  values.set("footprint.municipal_share", 0.6);
  values.set("footprint.public_meals", 50.0);
  sim::AssumptionReader read(values);
  return agents::SavingAssumptions(read);
}

}  // namespace

TEST_CASE("spending's footprint follows volume and intensity from 2019") {
  CHECK(agents::spending_rate(spending(), Spending::food, reference, 1) == Approx(1e6));
  // Ten mean years on: volume e^0.1, its root e^0.05, intensity e^-0.2: e^-0.15 = 0.860708.
  const sim::Time later = reference + 10 * sim::days_per_year;
  CHECK(agents::consumption_volume(spending(), later) == Approx(1.105171).epsilon(1e-6));
  CHECK(agents::spending_rate(spending(), Spending::food, later, 1) == Approx(860708).epsilon(1e-3));
  CHECK(agents::spending_rate(spending(), Spending::food, later, 1.5) ==
        Approx(1.5 * agents::spending_rate(spending(), Spending::food, later, 1)));
}

TEST_CASE("a richer mix of inhabitants raises the footprint by the elasticity") {
  const std::array<double, 5> even = {10, 10, 10, 10, 10};
  const std::array<double, 5> rich = {0, 0, 0, 0, 7};
  const std::array<double, 5> income = {0.25, 0.5, 1, 1, 2.25};
  CHECK(agents::composition(even, even, income, 0.7) == Approx(1));
  // Roots: (0.5 + 0.707107 + 1 + 1 + 1.5) / 5 = 0.941421; 1.5 over it.
  CHECK(agents::composition(rich, even, income, 0.5) == Approx(1.5 / 0.9414214).epsilon(1e-6));
  CHECK(agents::composition(rich, even, income, 0) == Approx(1));
  CHECK(agents::composition({}, even, income, 0.5) == 1);
}

TEST_CASE("diets, habits and demands save what their share says") {
  CHECK(agents::diet_factor(saving(), 0.1) == Approx(1));
  CHECK(agents::diet_factor(saving(), 0.6) == Approx(0.8));
  CHECK(agents::diet_factor(saving(), 0) == Approx(1.04));
  CHECK(agents::goods_factor(saving(), 0.1, 0.1) == Approx(1));
  CHECK(agents::goods_factor(saving(), 0.5, 0) == Approx(0.9));
  // 0.6 of public consumption is the municipality's: 1 - 0.6 (1 - 0.95 x 0.75), and one demand at a time.
  CHECK(agents::procurement_factor(saving(), 0.5, 0.5, 0.5) == Approx(0.8275));
  CHECK(agents::procurement_factor(saving(), 0.5, 0, 0.5) == Approx(0.97));
  CHECK(agents::procurement_factor(saving(), 0, 1, 0.5) == Approx(0.7));
  CHECK(agents::procurement_factor(saving(), 0, 0, 0.5) == 1);
}
