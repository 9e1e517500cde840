#pragma once
#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "agents/demography/synthesis.hpp"
#include "agents/setting.hpp"

namespace skifte::agents::testing {

/// Margins of a town of 1 000 households: 400 singles under 65, 100 elderly, 100 single mothers, 200 couples, 200
/// couples with one child; a fifth of each kind of household in each of: own house, co-operative flat, three fifths in
/// rented flats. Sizes: 500 households of 1; 200 + s of 2; 200 + (100 - s) of 3 with s = 60 single mothers of one
/// child; one of 7 or more: none.
inline Margins small_margins() {
  Margins margins;
  margins.columns = {{"own house", Dwelling::house, Tenure::owner_occupied},
                     {"co-operative flat", Dwelling::flat, Tenure::cooperative},
                     {"rented flat", Dwelling::flat, Tenure::rental}};
  const auto row = [](const char* label, HouseholdType type, Adults adults, int smallest, int largest, double n) {
    return HouseholdRow{label, type, adults, smallest, largest, {n / 5, n / 5, 3 * n / 5}};
  };
  margins.rows = {row("singles", HouseholdType::single_under_65, Adults::one_man, 1, 1, 400),
                  row("elderly", HouseholdType::single_65_plus, Adults::one_woman, 1, 1, 100),
                  row("mothers", HouseholdType::single_parent, Adults::one_woman, 2, 7, 100),
                  row("couples", HouseholdType::couple, Adults::couple, 2, 2, 200),
                  row("families", HouseholdType::couple_children, Adults::couple, 3, 3, 200)};
  margins.persons_by_size = {500, 2 * 260, 3 * 240, 0, 0, 0, 0};
  margins.population = 500 + 520 + 720;
  margins.elderly_persons = 180;
  margins.mean_income = {260, 350};
  margins.median_income = {240, 320};
  margins.income_tax = 0.3;
  margins.assumed.zone_share = {{{0.1, 0.5, 0.4}, {0.6, 0.3, 0.1}, {1, 0, 0}}};
  margins.assumed.elderly_share_in_couples = 0.9;
  margins.assumed.elderly_per_elderly_couple = 1.8;
  margins.assumed.elderly_income_factor = 0.8;
  margins.assumed.untaxed_income = 120;
  margins.assumed.child_benefit = 15;
  return margins;
}

/// Values for everything that Inputs declares: numbers 0, series constantly 1, then what the test sets.
template <class Inputs>
sim::AssumptionValues values_for(std::initializer_list<std::pair<std::string, double>> numbers,
                                 const std::map<std::string, sim::Series>& series = {}) {
  std::vector<sim::AssumptionDeclaration> declared;
  sim::AssumptionReader collect = sim::AssumptionReader::collecting(declared);
  std::vector<sim::LeverDeclaration> levers;
  sim::LeverReader lever_reader = sim::LeverReader::collecting(levers);
  Inputs(collect, lever_reader);
  sim::AssumptionValues values;
  for (const sim::AssumptionDeclaration& declaration : declared) {
    if (declaration.shape == sim::AssumptionShape::series) {
      values.set(declaration.name, sim::Series::constant(1));
    } else {
      values.set(declaration.name, 0.0);
    }
  }
  for (const auto& [name, value] : numbers) values.set(name, value);
  for (const auto& [name, value] : series) values.set(name, value);
  return values;
}

/// All that a Setting refers to, around the small town.
struct Stage {
  explicit Stage(sim::AssumptionValues assumptions, sim::LeverValues lever_values = {}, std::uint64_t seed = 1,
                 int last_year = 2020)
      : values(scaled(std::move(assumptions))),
        levers(std::move(lever_values)),
        calendar(2015, last_year),
        random(seed, 0),
        accounts(make_accounts()) {
    const SyntheticPopulation population = synthesise(small_margins());
    city.households = population.households;
    city.donors = Donors(city.households);
  }
  Setting setting() { return {calendar, random, city, accounts, board, flows}; }
  template <class Inputs>
  Inputs inputs() const {
    sim::AssumptionReader read(values);
    sim::LeverReader lever_reader(levers);
    return Inputs(read, lever_reader);
  }
  /// Runs `kinds` through all months as the month's loop does.
  template <class... Kinds>
  void run(Kinds&... kinds) {
    for (int i = 0; i < calendar.months(); ++i) step(i, kinds...);
  }
  template <class... Kinds>
  void step(int i, Kinds&... kinds) {
    const sim::Window window = calendar.window(i);
    flows.clear();
    (kinds.propose(window, 1), ...);
    (kinds.commit(window), ...);
    (kinds.account(window), ...);
    (kinds.publish(window), ...);
    if (window.last_of_year()) (kinds.close_year(window), ...);
  }

  sim::AssumptionValues values;
  sim::LeverValues levers;
  sim::Calendar calendar;
  sim::RandomSource random;
  CityData city;
  Accounts accounts;
  sim::Blackboard board;
  Flows flows;

 private:
  static sim::AssumptionValues scaled(sim::AssumptionValues values) {
    for (const std::string_view label : subsector_labels) values.set("inventory.scale." + std::string(label), 1.0);
    return values;
  }
  Accounts make_accounts() const {
    sim::AssumptionReader read(values);
    return Accounts(calendar, ScaleAssumptions(read));
  }
};

}  // namespace skifte::agents::testing
