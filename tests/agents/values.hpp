#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "agents/setting.hpp"

/// Values and a world for the tests of agents, without any YAML.
namespace skifte::agents::testing {

/// Calls the constructor that declares `Inputs`, whichever form it has.
template <class Inputs>
Inputs declared(sim::AssumptionReader& read, sim::LeverReader& levers) {
  if constexpr (std::is_constructible_v<Inputs, sim::AssumptionReader&, sim::LeverReader&>) {
    return Inputs(read, levers);
  } else {
    return Inputs(read);
  }
}

/// Every assumption that `Inputs` reads, numbers at `number` and series constant at it: a test then sets what it is
/// about.
template <class Inputs>
sim::AssumptionValues plain_values(double number = 1.0) {
  std::vector<sim::AssumptionDeclaration> assumptions;
  std::vector<sim::LeverDeclaration> lever_declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(assumptions);
  sim::LeverReader levers = sim::LeverReader::collecting(lever_declarations);
  (void)declared<Inputs>(read, levers);
  sim::AssumptionValues values;
  for (const sim::AssumptionDeclaration& assumption : assumptions) {
    if (assumption.shape == sim::AssumptionShape::number)
      values.set(assumption.name, number);
    else
      values.set(assumption.name, sim::Series::constant(number));
  }
  return values;
}

template <class Inputs>
Inputs read_inputs(const sim::AssumptionValues& values, const sim::LeverValues& pulled = {}) {
  sim::AssumptionReader read(values);
  sim::LeverReader levers(pulled);
  return declared<Inputs>(read, levers);
}

/// Values by year: a linear point stands at the year's middle, a step at its 1 January, as in YAML.
inline sim::Series by_year(sim::Series::Interpolation interpolation,
                           std::initializer_list<std::pair<int, double>> values) {
  std::vector<sim::Series::Point> points;
  for (const auto& [year, value] : values) {
    const bool step = interpolation == sim::Series::Interpolation::step;
    points.push_back({step ? sim::from_civil({year, 1, 1}) : sim::from_civil({year, 7, 1}), value});
  }
  return {interpolation, points};
}
inline sim::Series steps(std::initializer_list<std::pair<int, double>> values) {
  return by_year(sim::Series::Interpolation::step, values);
}
inline sim::Series line(std::initializer_list<std::pair<int, double>> values) {
  return by_year(sim::Series::Interpolation::linear, values);
}

/// What a kind is given: an empty city, plain accounts (every scale factor 1), nothing on the blackboard.
struct World {
  explicit World(int first_year = 2015, int last_year = 2050, std::uint64_t seed = 1, std::uint32_t replicate = 0)
      : calendar(first_year, last_year),
        random(seed, replicate),
        accounts(calendar, read_inputs<ScaleAssumptions>(plain_values<ScaleAssumptions>())) {}
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  Setting setting() { return {calendar, random, city, accounts, board, flows}; }

  sim::Calendar calendar;
  sim::RandomSource random;
  CityData city;
  Accounts accounts;
  sim::Blackboard board;
  Flows flows;
};

}  // namespace skifte::agents::testing
