#include "agents/consumption/consumption.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "agents/behaviour/signals.hpp"
#include "agents/cars/signals.hpp"
#include "agents/city/signals.hpp"
#include "agents/consumption/signals.hpp"
#include "agents/demography/signals.hpp"
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
  values.set("footprint.car.private_share", 0.8);
  values.set("footprint.car.well_to_wheel", 1.0);
  values.set("fuel.petrol.fossil_co2", 2.0);
  values.set("fuel.diesel.fossil_co2", 2.0);
  values.set("fuel.petrol.energy", 10.0);
  values.set("fuel.diesel.energy", 10.0);
  values.set("footprint.car.life", 10.0);
  values.set("footprint.public_meals", 50.0);
  values.set("footprint.saving.procurement", 0.2);
  values.set("footprint.municipal_share", 0.5);
  return values;
}

/// A thousand people whose signals never change, 2026-2027.
struct People {
  explicit People(const sim::LeverValues& pulled = {}, const std::map<std::string, double>& numbers = {})
      : accounts(calendar, no_scale()) {
    board.of<agents::PopulationSignals>().persons = 1000;
    auto& cars = board.of<agents::CarSignals>();
    cars.stock[0] = 400;
    auto& policy = board.of<agents::PolicySignals>();
    policy.petrol_fossil_factor = policy.diesel_fossil_factor = 0.2;
    board.of<agents::UtilitySignals>().district_heat_fossil_factor = 0.1;
    sim::AssumptionValues values = still_values();
    for (const auto& [name, value] : numbers) values.set(name, value);
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
      accounts.post_energy(window, agents::Carrier::petrol, agents::EndUse::cars, 200e6);
      accounts.post_energy(window, agents::Carrier::district_heat, agents::EndUse::dwellings, 500e6);
      accounts.post_energy(window, agents::Carrier::electricity, agents::EndUse::dwellings, 150e6);
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
    CHECK(people.tonnes(year, Footprint::public_consumption) == Approx(1000));
    CHECK(people.tonnes(year, Footprint::investment) == Approx(1000));
    // Four fifths of 12 x 0.2 GWh at 0.2 g/Wh.
    CHECK(people.tonnes(year, Footprint::car_travel) == Approx(384));
    // 12 x 0.5 GWh at 0.1 g/Wh, 12 x 0.15 GWh of current at 40 g/kWh.
    CHECK(people.tonnes(year, Footprint::home_energy) == Approx(600 + 72));
    CHECK(people.tonnes(year, Footprint::construction) == 0);
  }
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
  CHECK(people.tonnes(0, Footprint::public_consumption) == Approx(1000 - 0.4 * 50));
}

TEST_CASE("in the frozen world habits stay") {
  People people;
  people.board.of<agents::PolicySignals>().frozen = true;
  people.board.of<agents::CitySignals>().campaign = 1;
  people.live(12);
  CHECK(people.board.of<agents::ConsumptionSignals>().sustainable_share == 0);
}

TEST_CASE("climate demands on the city's purchases lower its part of public consumption") {
  const auto tonnes = [](double share) {
    sim::LeverValues levers;
    levers["climate_procurement"].numbers["share"] = share;
    People people(levers);
    people.live(12);
    return people.tonnes(0, Footprint::public_consumption);
  };
  // Half of 1000 t is the municipality's; of it half under the demand saves a fifth.
  CHECK(tonnes(0.5) == Approx(1000 - 0.5 * 1000 * 0.5 * 0.2));
  CHECK(tonnes(1) < tonnes(0.5));
}

TEST_CASE("spending follows real income after the last known volume, by the elasticity") {
  const auto tonnes = [](double level) {
    People people({}, {{"footprint.elasticity.flights", 1.2}});
    people.live(1);  // volumes are known before 2026: income counts from the first month on
    people.board.of<agents::PopulationSignals>().income_level = level;
    people.live(23);
    return people.tonnes(1, Footprint::flights);
  };
  CHECK(tonnes(1.0) == Approx(1000));
  CHECK(tonnes(1.2) == Approx(1000 * 1.244565));  // 1.2^1.2
}
