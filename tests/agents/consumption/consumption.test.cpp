#include "agents/consumption/consumption.hpp"

#include <catch2/catch.hpp>

#include "agents/behaviour/signals.hpp"
#include "agents/cars/signals.hpp"
#include "agents/city/signals.hpp"
#include "agents/consumption/signals.hpp"
#include "agents/demography/signals.hpp"
#include "agents/housing/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"

namespace {

using namespace skifte;
using agents::Footprint;

/// Nothing grows, 1 t per inhabitant and category, and round factors.
sim::AssumptionValues still_values() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader collecting = sim::AssumptionReader::collecting(declarations);
  std::vector<sim::LeverDeclaration> lever_declarations;
  sim::LeverReader levers = sim::LeverReader::collecting(lever_declarations);
  (void)agents::ConsumptionInputs(collecting, levers);
  sim::AssumptionValues values;
  for (const sim::AssumptionDeclaration& declaration : declarations) {
    if (declaration.shape == sim::AssumptionShape::series) {
      values.set(declaration.name, sim::Series::constant(1));
    } else {
      values.set(declaration.name, 0.0);
    }
  }
  for (const auto& label : agents::spending_labels) values.set("footprint." + std::string(label), 1000.0);
  values.set("footprint.electricity", sim::Series::constant(40));
  values.set("heating.household_electricity", 2000.0);
  values.set("footprint.car.private_share", 1.0);
  values.set("footprint.car.combustion_use", 500.0);
  values.set("footprint.car.well_to_wheel", 1.0);
  values.set("fuel.petrol.fossil_co2", 2.0);
  values.set("fuel.diesel.fossil_co2", 2.0);
  values.set("fuel.petrol.energy", 10.0);
  values.set("fuel.diesel.energy", 10.0);
  values.set("footprint.car.life", 10.0);
  values.set("footprint.public_meals", 50.0);
  for (const char* label : {"direct_electric", "air_source_heat_pump", "ground_source_heat_pump"}) {
    values.set(std::string("heating.efficiency.") + label, 1.0);
  }
  return values;
}

/// A thousand people whose signals never change, 2026-2027.
struct People {
  explicit People(const sim::LeverValues& pulled = {}) : accounts(calendar, no_scale()) {
    board.of<agents::PopulationSignals>().persons = 1000;
    auto& cars = board.of<agents::CarSignals>();
    cars.annual_km = 5e6;
    cars.stock[0] = 400;
    auto& policy = board.of<agents::PolicySignals>();
    policy.petrol_fossil_factor = policy.diesel_fossil_factor = 0.2;
    auto& housing = board.of<agents::HousingSignals>();
    housing.dwellings = {1000, 0, 0, 0, 0, 0, 0};
    housing.heat_demand = 0.5e9;
    board.of<agents::UtilitySignals>().district_heat_fossil_factor = 0.1;
    const sim::AssumptionValues values = still_values();
    sim::AssumptionReader read(values);
    sim::LeverReader levers(pulled);
    kind = agents::make_consumption(agents::ConsumptionInputs(read, levers),
                                    agents::Setting{calendar, random, data, accounts, board, flows});
  }
  static agents::ScaleAssumptions no_scale() {
    sim::AssumptionValues values;
    for (const auto& label : agents::subsector_labels) values.set("inventory.scale." + std::string(label), 1.0);
    sim::AssumptionReader read(values);
    return agents::ScaleAssumptions(read);
  }
  void live(int months) {
    for (int end = month + months; month < end; ++month) {
      const sim::Window window = calendar.window(month);
      kind->commit(window);
      kind->account(window);
      kind->publish(window);
      if (window.last_of_year()) kind->close_year(window);
    }
  }
  double tonnes(int year, Footprint category) const {
    return 1e-6 * static_cast<double>(accounts.footprint.at(year, {index(category)}));
  }

  sim::Calendar calendar{2026, 2027};
  sim::RandomSource random{1, 0};
  agents::CityData data;
  agents::Accounts accounts;
  sim::Blackboard board;
  agents::Flows flows;
  std::unique_ptr<sim::Kind> kind;
  int month = 0;
};

}  // namespace

TEST_CASE("a year's footprint is posted by category, apart from the territorial account") {
  People people;
  people.live(24);
  for (int year : {0, 1}) {  // the first too, though nothing of cars and homes is known in its first month
    CHECK(people.tonnes(year, Footprint::food) == Approx(1000));
    CHECK(people.tonnes(year, Footprint::goods_services) == Approx(1000));
    CHECK(people.tonnes(year, Footprint::public_consumption) == Approx(2000));  // with investment
    CHECK(people.tonnes(year, Footprint::car_travel) == Approx(5e6 * 500 * 0.2 / 1e6));
    CHECK(people.tonnes(year, Footprint::construction) == 0);
  }
  // Second year: 12 x 0.5 GWh at 0.1 g/Wh, 1000 dwellings x 2000 kWh at 40 g.
  CHECK(people.tonnes(1, Footprint::home_energy) == Approx(600 + 80));
  CHECK(people.accounts.emissions.total(0) == 0);
  CHECK(people.accounts.money.total(0) == 0);
}

TEST_CASE("the last year's footprint per inhabitant is published in January") {
  People people;
  people.live(12);
  CHECK(people.board.of<agents::ConsumptionSignals>().per_person == 0);
  people.live(1);
  const double all = 1e-6 * static_cast<double>(people.accounts.footprint.total(0)) / 1000;
  CHECK(people.board.of<agents::ConsumptionSignals>().per_person == Approx(all));
  CHECK(people.board.of<agents::ConsumptionSignals>().households_per_person == Approx(all - 2));
}

TEST_CASE("flights follow the habit of flying, public meals and procurement what the city demands") {
  sim::LeverValues levers;
  levers["public_meals"].numbers["reduction"] = 0.4;
  People people(levers);
  people.board.of<agents::BehaviourSignals>().flights_index = 0.7;
  people.live(12);
  CHECK(people.tonnes(0, Footprint::flights) == Approx(700));
  CHECK(people.tonnes(0, Footprint::public_consumption) == Approx(2000 - 0.4 * 50));
}

TEST_CASE("in the frozen world habits stay") {
  People people;
  people.board.of<agents::PolicySignals>().frozen = true;
  people.board.of<agents::CitySignals>().campaign = 1;
  people.live(12);
  CHECK(people.board.of<agents::ConsumptionSignals>().sustainable_share == 0);
}
