#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "agents/registry.hpp"
#include "tests/program/yearly_digests.hpp"

/// No lever is a dummy: pulled hard and alone, each changes some account, and none before it starts.
namespace {

using namespace skifte;
using namespace skifte::program::testing;

constexpr int first_year = 2015;
constexpr int last_year = 2040;
constexpr int starts = 2027;

/// A strong but possible value in the unit.
double strong_value(const std::string& unit) {
  static const std::map<std::string, double> values = {
      {"1", 0.95},   {"%", 40},         {"SEK", 50000}, {"SEK/l", 5},  {"kt/year", 100}, {"1/year", 0.1},
      {"MSEK", 500}, {"Wh/year", 5e10}, {"W", 1e8},     {"SEK/km", 1}, {"SEK/t", 1000}};
  const auto found = values.find(unit);
  return found == values.end() ? 10 : found->second;
}

/// Where the unit's strong value would not bind.
double value_of(const std::string& lever, const sim::LeverParameter& parameter) {
  if (lever == "building_limits" && parameter.name != "share") return 0.3;  // a limit: the lower, the stronger
  return strong_value(parameter.unit);
}

/// The world without the lever: what must be there for it to act on.
struct Surroundings {
  sim::LeverValues levers;
  sim::AssumptionValues values = baseline().values;
};
Surroundings surroundings_of(const std::string& lever) {
  Surroundings world;
  if (lever == "green_bonds") {  // bonds need investments to pay
    world.levers["public_charging"].start = sim::from_civil({starts, 1, 1});
    world.levers["public_charging"].investment = 5000;
  }
  if (lever == "biogas_expansion") {  // more gas needs users who lack it
    world.values.set("biogas.regional_supply", sim::Series::constant(1));
    world.values.set("biogas.imports", 0.0);
    world.values.set("biogas.local_share", 0.0);
  }
  return world;
}

/// Whether a lever may show before its start: projects with a promised date are built, and paid, ahead of it; and what
/// is built next year is settled at a year's end.
bool acts_ahead(const sim::LeverDeclaration& lever) {
  if (lever.name == "frozen_population") return true;
  return std::any_of(lever.parameters.begin(), lever.parameters.end(),
                     [](const auto& one) { return one.unit == "date"; });
}

sim::LeverSetting pulled(const sim::LeverDeclaration& lever) {
  sim::LeverSetting setting;
  setting.start = sim::from_civil({starts, 1, 1});
  for (const sim::LeverParameter& parameter : lever.parameters) {
    if (parameter.unit == "date")
      setting.dates[parameter.name] = sim::from_civil({starts + 1, 7, 1});
    else
      setting.numbers[parameter.name] = value_of(lever.name, parameter);
  }
  return setting;
}

YearlyDigests digests_of(const Surroundings& world) {
  return yearly_digests({sim::Calendar(first_year, last_year), 1, 0, world.values, world.levers});
}

}  // namespace

TEST_CASE("every lever changes some account, from its start on and not before", "[long]") {
  const YearlyDigests ordinary = digests_of({});
  for (const sim::LeverDeclaration& lever : agents::declared_levers()) {
    INFO(lever.name);
    Surroundings world = surroundings_of(lever.name);
    const bool special = lever.name == "green_bonds" || lever.name == "biogas_expansion";
    const YearlyDigests without = special ? digests_of(world) : ordinary;
    world.levers[lever.name] = pulled(lever);
    const int year = first_differing_year(without, digests_of(world));
    CHECK(year > 0);  // otherwise it changes nothing
    if (year > 0 && !acts_ahead(lever)) CHECK(year >= starts);
  }
}
