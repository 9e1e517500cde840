#include "agents/farmers/farmers.hpp"

#include <catch2/catch.hpp>

#include "agents/state/signals.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

sim::AssumptionValues parish() {
  sim::AssumptionValues values = testing::plain_values<FarmersInputs>(0.0);
  values.set("farm.count", 50.0);
  values.set("farm.arable_land", 1000.0);
  values.set("farm.size_spread", 1.0);
  values.set("farm.herd_farm_share", 0.5);
  values.set("farm.animals.pigs", 1000.0);
  values.set("farm.animal_emission.pigs", 2e5);
  values.set("farm.reference_gas_price", 0.3);
  values.set("farm.lime_emission", 5e4);
  values.set("farm.weather", sim::Series::constant(1.0));
  for (const auto label : practice_labels) {
    const std::string name(label);
    values.set("farm.eligible_share." + name, 0.5);
    values.set("farm.cost." + name, 1000.0);
    values.set("farm.cost_spread." + name, 0.5);
    values.set("farm.carbon_gain." + name, 1e6);
    values.set("farm.carbon_saturation." + name, 2e7);
    values.set("farm.carbon_loss_rate." + name, 0.1);
  }
  values.set("farm.payment_weight.cover_crop", 1.0);
  return values;
}

void run(testing::World& world, sim::Kind& kind) {
  for (int month = 0; month < world.calendar.months(); ++month) {
    const sim::Window window = world.calendar.window(month);
    kind.propose(window, 1);
    kind.commit(window);
    kind.account(window);
  }
}

double soil(const testing::World& world, int year) {
  return static_cast<double>(world.accounts.sinks.at(year, {0}));
}

TEST_CASE("farmers: nobody pays, nobody begins, emissions stand still") {
  testing::World world(2015, 2020);
  const auto kind = make_farmers(testing::read_inputs<FarmersInputs>(parish()), world.setting());
  run(world, *kind);
  for (int year = 0; year < 6; ++year) CHECK(soil(world, year) == 0.0);
  // 1000 pigs x 200 kg and 1000 ha x 50 kg.
  CHECK(static_cast<double>(world.accounts.emissions.total(0)) == Approx(2.5e8).epsilon(1e-4));
  CHECK(static_cast<double>(world.accounts.emissions.total(5)) == Approx(2.5e8).epsilon(2e-3));
}

TEST_CASE("farmers: a dearer programme binds more, its end lets carbon go") {
  double before = 0;
  for (const double payment : {500.0, 1000.0, 3000.0}) {
    testing::World world(2015, 2030);
    sim::LeverSetting lever;
    lever.numbers["payment"] = payment;
    lever.end = sim::from_civil({2022, 1, 1});
    const auto inputs = testing::read_inputs<FarmersInputs>(parish(), {{"soil_carbon_programme", lever}});
    const auto kind = make_farmers(inputs, world.setting());
    run(world, *kind);
    CHECK(soil(world, 5) > before);
    before = soil(world, 5);
    CHECK(soil(world, 8) < 0);
    // In the long run what was bound is lost again, never more.
    double sum = 0;
    for (int year = 0; year < 16; ++year) sum += soil(world, year);
    CHECK(sum > 0);
  }
}

TEST_CASE("farmers: area cultivated before does not count") {
  sim::AssumptionValues values = parish();
  values.set("farm.initial_share.cover_crop", 1.0);
  testing::World world(2015, 2018);
  sim::LeverSetting lever;
  lever.numbers["payment"] = 1e5;
  const auto kind =
      make_farmers(testing::read_inputs<FarmersInputs>(values, {{"soil_carbon_programme", lever}}), world.setting());
  run(world, *kind);
  for (int year = 0; year < 4; ++year) CHECK(soil(world, year) == 0.0);
}

TEST_CASE("farmers: herds given up and not taken over leave, kind by kind") {
  sim::AssumptionValues values = parish();
  values.set("farm.animals.dairy_cows", 100.0);
  values.set("farm.animal_emission.dairy_cows", 4e6);
  values.set("farm.herd_exit.dairy_cows", 0.05);
  const auto livestock = [&](double takeover, int year) {
    values.set("farm.herd_takeover", takeover);
    testing::World world(2015, 2025);
    const auto kind = make_farmers(testing::read_inputs<FarmersInputs>(values), world.setting());
    run(world, *kind);
    return static_cast<double>(world.accounts.emissions.cut(year, 0, index(Subsector::livestock)));
  };
  // 1000 pigs x 200 kg + 100 cows x 4 t, as long as others take the animals over.
  CHECK(livestock(1.0, 10) == Approx(6e8).epsilon(5e-3));
  CHECK(livestock(0.0, 10) < livestock(0.5, 10));
  CHECK(livestock(0.5, 10) < livestock(1.0, 10));
  CHECK(livestock(0.0, 10) > 2e8 * 0.99);
}

TEST_CASE("farmers: nitrous oxide of a practice counts on additional area alone") {
  sim::AssumptionValues values = parish();
  values.set("farm.nitrous_oxide.cover_crop", 1e5);
  sim::LeverSetting lever;
  lever.numbers["payment"] = 1e5;
  const auto emitted = [&](double initial) {
    values.set("farm.initial_share.cover_crop", initial);
    testing::World world(2015, 2018);
    const auto inputs = testing::read_inputs<FarmersInputs>(values, {{"soil_carbon_programme", lever}});
    const auto kind = make_farmers(inputs, world.setting());
    run(world, *kind);
    return static_cast<double>(world.accounts.emissions.cut(3, 0, index(Subsector::soils_liming)));
  };
  // Lime 1000 ha x 50 kg, and 500 ha x 100 kg once all practise.
  CHECK(emitted(1.0) == Approx(5e7).epsilon(5e-3));
  CHECK(emitted(0.0) == Approx(1e8).epsilon(5e-3));
}

}  // namespace
