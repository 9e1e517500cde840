#pragma once
#include <filesystem>

#include "scenarios/scenario.hpp"

namespace skifte::scenarios::testing {

/// A small model's names, so that these tests lean on no real agent.
inline Vocabulary small_vocabulary() {
  using sim::AssumptionShape;
  Vocabulary vocabulary = {
      {{"car.holding_time", "year", "Mean time an owner keeps a car", "cars", AssumptionShape::number},
       {"car.fuel_use", "l/km", "Fuel use of a new car", "cars", AssumptionShape::number},
       {"car.price_sensitivity", "1", "Weight of price in the choice of a car", "cars", AssumptionShape::number},
       {"fuel.price", "SEK/l", "Pump price of petrol", "fuel", AssumptionShape::series},
       {"fuel.renewable_share", "%", "Renewable share by volume", "fuel", AssumptionShape::series}},
      {{"capture_plant",
        "Captures carbon dioxide from waste",
        "heat",
        {{"capture",
          "kt/year",
          "Captured in a year",
          true,
          {},
          sim::LeverLimit{[](const sim::AssumptionValues&) { return 400.0; }, "the plant gives off no more"}},
         {"operating", "date", "First day of operation", true}}},
       {"bus_line", "A line for buses", "transport", {{"opens", "date", "First day of service", true}}},
       {"parking_fee", "A fee for parking", "transport", {{"fee", "SEK/h", "Fee for an hour", true}}},
       {"advice", "Free advice on energy", "heat", {}, {false, false, "volunteers give it"}}},
      {{"emissions", "t CO2e"}, {"emissions_published", "t CO2e"}, {"net_emissions", "t CO2e"}, {"energy", "GWh"}},
      {"city", "households", "operator", "state"},
  };
  for (auto& assumption : vocabulary.assumptions)
    assumption.bounds = sim::implied_bounds(assumption.name, assumption.unit, assumption.meaning);
  vocabulary.assumptions[2].bounds = sim::Bounds::any();  // a weight of either sign
  for (auto& lever : vocabulary.levers) {
    for (auto& parameter : lever.parameters)
      parameter.bounds = sim::implied_bounds(parameter.name, parameter.unit, parameter.meaning);
  }
  return vocabulary;
}

inline std::filesystem::path tests_folder() {
  return std::filesystem::path(SKIFTE_SOURCE_DIR) / "tests" / "scenarios";
}
inline std::filesystem::path test_home() {
  return tests_folder() / "home";
}

}  // namespace skifte::scenarios::testing
