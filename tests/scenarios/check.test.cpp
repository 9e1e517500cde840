#include "scenarios/check.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/scenarios/test_vocabulary.hpp"

using namespace skifte;
using namespace skifte::scenarios;

TEST_CASE("Faults are shown relative to the working folder, with a summary", "[check]") {
  const std::vector<sim::Fault> faults = {{{"/data/a/x.yaml", 3, 7}, "one"},  {{"/data/a/x.yaml", 0, 0}, "two"},
                                          {{"/other/y.yaml", 1, 1}, "three"}, {{"z.yaml", 1, 1}, "four"},
                                          {{"--set a=b", 0, 0}, "five"},      {{}, "six"}};
  CHECK(format_faults(faults, "/data") ==
        "a/x.yaml:3:7: one\na/x.yaml: two\n/other/y.yaml:1:1: three\nz.yaml:1:1: four\n--set a=b: five\nsix\n6 faults "
        "in 3 files\n");
  CHECK(format_faults({{{}, "six"}}, "/data") == "six\n1 fault\n");
}

TEST_CASE("A sound scenario is described", "[check]") {
  const Scenario scenario = load_scenario("contract", {}, testing::small_vocabulary(), testing::test_home());
  CHECK(describe_scenario(scenario) ==
        "contract: Contract\n"
        "sample, 2015 to 2050\n"
        "2 levers\n"
        "  capture_plant: {capture: 150 kt/year, investment: 1200 MSEK, operating: 2029-07-01, payer: operator} "
        "(contract)\n"
        "  parking_fee: {fee: 30 SEK/h, ramp: 2 year, start: 2028-01-01} (contract)\n"
        "1 changed assumption\n"
        "  car.holding_time\n"
        "2 uncertain assumptions\n"
        "2 targets\n"
        "  climate_neutral_2030: net_emissions in 2030 at most 0 t CO2e\n"
        "  residual_2030: emissions in 2030 at most 170000 t CO2e\n");
}

TEST_CASE("The schema names the vocabulary and closes every map", "[check]") {
  const auto schema = nlohmann::json::parse(scenario_schema(testing::small_vocabulary()));
  CHECK(schema["additionalProperties"] == false);
  const auto& properties = schema["properties"];
  for (const char* key : {"skifte", "name", "description", "city", "extends", "period", "levers", "assumptions",
                          "uncertainties", "targets"}) {
    CHECK(properties.contains(key));
  }
  const auto& plant = properties["levers"]["properties"]["capture_plant"];
  CHECK(plant["description"] == "Captures carbon dioxide from waste");
  const auto& parameters = plant["anyOf"][0]["properties"];
  CHECK(parameters["capture"]["description"] == "Captured in a year [kt/year; at least 0]");
  CHECK(parameters["operating"]["$ref"] == "#/$defs/date");
  CHECK(parameters["payer"]["enum"] == nlohmann::json({"city", "households", "operator", "state"}));
  CHECK(plant["anyOf"][1]["enum"] == nlohmann::json({"on", "off"}));
  const auto& assumptions = properties["assumptions"]["properties"];
  CHECK(assumptions["car.holding_time"]["description"] == "Mean time an owner keeps a car [year; above 0]");
  CHECK_FALSE(assumptions["car.holding_time"].contains("exclusiveMinimum"));  // it is written with its unit
  CHECK(assumptions["car.price_sensitivity"]["description"] == "Weight of price in the choice of a car");
  CHECK(properties["assumptions"]["properties"].size() == testing::small_vocabulary().assumptions.size());
  CHECK(properties["targets"]["additionalProperties"]["anyOf"][1]["enum"] == nlohmann::json::array({"off"}));
  CHECK(schema["$defs"]["quantity"]["type"] == nlohmann::json({"string", "number"}));
  CHECK(schema["$defs"]["distribution"]["anyOf"].size() == 8);
}
