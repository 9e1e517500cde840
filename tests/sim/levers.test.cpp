#include "sim/levers.hpp"

#include <catch2/catch.hpp>

#include "sim/fault.hpp"

namespace {

using namespace skifte::sim;

const Time start = from_civil({2030, 1, 1});

}  // namespace

TEST_CASE("a lever without dates is in full force always") {
  const LeverSetting lever;
  CHECK(lever.strength(-1e6) == 1.0);
  CHECK(lever.strength(1e6) == 1.0);
}

TEST_CASE("a lever starts, ramps up and ends") {
  LeverSetting lever;
  lever.start = start;
  CHECK(lever.strength(start - 0.001) == 0.0);
  CHECK(lever.strength(start) == 1.0);
  lever.ramp = 4;
  CHECK(lever.strength(start) == 0.0);
  CHECK(lever.strength(start + days_per_year) == Approx(0.25));
  CHECK(lever.strength(start + 3 * days_per_year) == Approx(0.75));
  CHECK(lever.strength(start + 4 * days_per_year) == Approx(1));
  CHECK(lever.strength(start + 40 * days_per_year) == 1.0);
  lever.end = start + 2 * days_per_year;
  CHECK(lever.strength(start + 1.9 * days_per_year) == Approx(0.475));
  CHECK(lever.strength(start + 2 * days_per_year) == 0.0);
}

TEST_CASE("a ramp never falls nor leaves [0, 1] before its end") {
  LeverSetting lever;
  lever.start = start;
  lever.ramp = 2.5;
  double before = 0;
  for (int month = -12; month < 60; ++month) {
    const double strength = lever.strength(start + 30.4 * month);
    CHECK(strength >= before);
    CHECK(strength <= 1.0);
    before = strength;
  }
}

TEST_CASE("parameters are found by name or take what stands instead") {
  LeverSetting lever;
  lever.numbers["capture"] = 200;
  lever.dates["operating"] = start;
  CHECK(lever.number("capture", 1) == 200.0);
  CHECK(lever.number("other", 7) == 7.0);
  CHECK(lever.date("operating") == start);
  CHECK_FALSE(lever.date("opens").has_value());
}

TEST_CASE("levers are declared while collecting and set while reading") {
  std::vector<LeverDeclaration> declared;
  LeverReader collecting = LeverReader::collecting(declared);
  collecting.set_reader("state");
  CHECK_FALSE(collecting.lever("fuel_tax", "Fuel tax", {{"increase", "SEK/l", "without VAT", true}}).has_value());
  REQUIRE(declared.size() == 1);
  CHECK(declared[0].reader == "state");
  CHECK(declared[0].parameters.at(0).required);
  CHECK_THROWS_AS(collecting.lever("fuel_tax", "again"), ProgramFault);

  LeverValues values;
  values["fuel_tax"].numbers["increase"] = 2;
  LeverReader reading(values);
  const auto pulled = reading.lever("fuel_tax", "Fuel tax");
  REQUIRE(pulled.has_value());
  CHECK(pulled->number("increase", 0) == 2.0);
  CHECK_FALSE(reading.lever("frozen_world", "Nothing changes").has_value());
}

TEST_CASE("without a start a lever's ramp begins with the period") {
  LeverValues planned;
  planned["advice"].ramp = 4;
  const LeverSetting lever = in_run(planned, start)["advice"];
  CHECK(lever.strength(start) == 0);
  CHECK(lever.strength(start + days_per_year) == Approx(0.25));
}

TEST_CASE("all copies of a setting learn of a delay") {
  LeverValues planned;
  planned["advice"].start = start;
  planned["advice"].dates["opens"] = start + 100;
  LeverValues levers = in_run(planned, start - 1000);
  const LeverSetting copy = levers["advice"];
  CHECK(copy.strength(start) == 1);
  levers["advice"].course->delay = 31;
  CHECK(copy.strength(start + 31) == 0);  // waits for the money of its first day
  CHECK(copy.strength(start + 32) == 1);
  CHECK_FALSE(copy.in_force(start + 31));
  CHECK(copy.date("opens") == start + 131);
  CHECK_FALSE(planned["advice"].course);  // the plan itself stays as it was
  CHECK(planned["advice"].strength(start) == 1);
}

TEST_CASE("a lever of a rule is nothing until it fires; then its dates count from its start") {
  LeverValues planned;
  planned["closure"].by_rule = true;
  planned["closure"].ramp = 2;
  planned["closure"].end = 4 * days_per_year;
  planned["closure"].dates["closes"] = 3 * days_per_year;
  LeverValues levers = in_run(planned, start);
  const LeverSetting lever = levers["closure"];
  CHECK(lever.strength(start + 1e6) == 0);
  CHECK_FALSE(lever.in_force(start));
  CHECK_FALSE(lever.begins().has_value());
  CHECK_FALSE(lever.date("closes").has_value());
  levers["closure"].course->begins = start;
  CHECK(lever.strength(start - 1) == 0);
  CHECK(lever.strength(start + days_per_year) == Approx(0.5));
  CHECK(lever.strength(start + 4 * days_per_year) == 0);
  CHECK(lever.date("closes") == start + 3 * days_per_year);
  CHECK(planned["closure"].strength(start + 1) == 0);  // outside a run no rule fires
}

TEST_CASE("a rule's path is linear between its years and judges no others") {
  const LeverRule rule{"behind", "emissions_published", {{2026, 330}, {2030, 210}}, 0, {}};
  CHECK_FALSE(rule.threshold(2025).has_value());
  CHECK(rule.threshold(2026) == 330);
  CHECK(*rule.threshold(2027) == Approx(300));
  CHECK(rule.threshold(2030) == 210);
  CHECK_FALSE(rule.threshold(2031).has_value());
}
