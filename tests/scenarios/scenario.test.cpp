#include "scenarios/scenario.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/scenarios/test_vocabulary.hpp"

using namespace skifte;
using namespace skifte::scenarios;
using testing::small_vocabulary;
using testing::test_home;

namespace {

Scenario load(const std::string& name, const std::vector<std::string>& sets = {}) {
  return load_scenario(name, sets, small_vocabulary(), test_home());
}

std::string fault_of(const std::string& name, const std::vector<std::string>& sets = {}) {
  try {
    load(name, sets);
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

const Uncertainty& uncertainty(const Scenario& scenario, const std::string& name) {
  const auto found = std::find_if(scenario.uncertainties.begin(), scenario.uncertainties.end(),
                                  [&](const Uncertainty& candidate) { return candidate.name == name; });
  REQUIRE(found != scenario.uncertainties.end());
  return *found;
}

std::vector<std::string> uncertain_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Uncertainty& each : scenario.uncertainties) names.push_back(each.name);
  return names;
}

}  // namespace

TEST_CASE("A shipped scenario is read with its city and assumptions", "[scenario]") {
  const Scenario scenario = load("baseline");
  CHECK(scenario.name == "baseline");
  CHECK(scenario.title.in("sv") == "Beslutat");
  CHECK(scenario.title.in("en") == "Decided policy");
  CHECK(scenario.city == "sample");
  CHECK(scenario.first_year == 2015);
  CHECK(scenario.last_year == 2050);
  CHECK(scenario.values.number("car.holding_time") == 5.5);
  CHECK(scenario.values.number("car.price_sensitivity") == 1.5);  // the city's value wins
  CHECK(scenario.values.all().size() == small_vocabulary().assumptions.size());
  CHECK(scenario.changed_assumptions.empty());
  CHECK(uncertain_names(scenario) ==
        std::vector<std::string>{"car.fuel_use", "car.holding_time", "car.price_sensitivity", "fuel.price"});
  std::vector<std::string> files;
  for (const SourceFile& file : scenario.files) files.push_back(std::filesystem::path(file.path).filename().string());
  CHECK(files == std::vector<std::string>{"baseline.yaml", "city.yaml", "car.yaml", "fuel.yaml", "local.yaml"});
}

TEST_CASE("A series' bare years stand at mid-year or 1 January, its dates where they say", "[scenario]") {
  const Scenario scenario = load("baseline");
  const sim::Series& price = scenario.values.series("fuel.price");
  CHECK(price.at(sim::from_civil({2015, 7, 2}) + 0.5) == 13.5);  // the middle of 365 days: 2 July, noon
  CHECK(price.at(sim::from_civil({2018, 7, 1})) == 14.2);        // 1420 öre
  const sim::Series& share = scenario.values.series("fuel.renewable_share");
  CHECK(share.at(sim::from_civil({2019, 12, 31})) == 15);
  CHECK(share.at(sim::from_civil({2020, 1, 1})) == 30);
}

TEST_CASE("Levers carry their parameters in declared units", "[scenario]") {
  const Scenario scenario = load("baseline");
  REQUIRE(scenario.levers.size() == 2);
  const LeverEntry& plant = scenario.levers[1];
  CHECK(plant.name == "capture_plant");
  CHECK(plant.setting.number("capture", 0) == 150);
  CHECK(plant.setting.date("operating") == sim::from_civil({2032, 1, 1}));
  CHECK(plant.setting.investment == 1200);
  CHECK(plant.setting.payer == "operator");
  CHECK(plant.origin == "baseline");
  CHECK(plant.text == "capture: 150 kt/year, investment: 1200 MSEK, operating: 2032-01-01, payer: operator");
}

TEST_CASE("What extends another scenario changes parameters, adds and removes", "[scenario]") {
  const Scenario scenario = load("contract");
  CHECK(scenario.title.in("sv") == "Contract");
  CHECK(scenario.last_year == 2050);
  REQUIRE(scenario.levers.size() == 2);
  CHECK(scenario.levers[0].setting.date("operating") == sim::from_civil({2029, 7, 1}));
  CHECK(scenario.levers[0].setting.number("capture", 0) == 150);  // inherited
  CHECK(scenario.levers[0].origin == "contract");
  CHECK(scenario.levers[1].name == "parking_fee");
  CHECK(scenario.levers[1].setting.ramp == 2);
  REQUIRE(scenario.targets.size() == 2);
  CHECK(scenario.targets[0].name == "climate_neutral_2030");
  CHECK(scenario.targets[0].met_by(0));
  CHECK_FALSE(scenario.targets[0].met_by(0.1));
  CHECK(scenario.targets[1].at_most == 170000);  // 170 kt in t
  CHECK(scenario.targets[1].unit == "t CO2e");
}

TEST_CASE("An override makes an assumption certain, a given distribution replaces the book's", "[scenario]") {
  const Scenario scenario = load("contract");
  CHECK(scenario.values.number("car.holding_time") == 6);
  CHECK(scenario.changed_assumptions == std::vector<std::string>{"car.holding_time"});
  CHECK(uncertain_names(scenario) == std::vector<std::string>{"car.price_sensitivity", "fuel.price"});
  CHECK(uncertainty(scenario, "car.price_sensitivity").distribution.describe("1") == "normal(1.2, 0.3) in [0, inf]");
}

TEST_CASE("A draw replaces a number and scales the uncertain part of a series", "[scenario]") {
  const Scenario scenario = load("baseline");
  sim::AssumptionValues values = scenario.values;
  apply_draw(values, uncertainty(scenario, "car.holding_time"), 7);
  CHECK(values.number("car.holding_time") == 7);
  const Uncertainty& price = uncertainty(scenario, "fuel.price");
  CHECK(price.unit == "1");
  apply_draw(values, price, 2);
  CHECK(values.series("fuel.price").points()[0].value == 13.5);  // before uncertain_from
  CHECK(values.series("fuel.price").points()[1].value == 2 * 14.2);
}

TEST_CASE("--set changes assumptions and levers, the last word first", "[scenario]") {
  const Scenario scenario =
      load("baseline", {"car.holding_time=60 month", "capture_plant.capture=0.2 Mt/year", "bus_line=off", "advice=on",
                        "fuel.price = 20 SEK/l", "car.holding_time=7 year"});
  CHECK(scenario.values.number("car.holding_time") == 7);
  CHECK(scenario.values.series("fuel.price").at(0) == 20);
  CHECK(uncertain_names(scenario) == std::vector<std::string>{"car.fuel_use", "car.price_sensitivity"});
  REQUIRE(scenario.levers.size() == 2);
  CHECK(scenario.levers[0].name == "advice");
  CHECK(scenario.levers[1].setting.number("capture", 0) == 200);
  CHECK(scenario.levers[1].origin == "--set");
  CHECK(scenario.changed_assumptions == std::vector<std::string>{"car.holding_time", "fuel.price"});
}

TEST_CASE("A wrong --set says which argument and why", "[scenario]") {
  CHECK(fault_of("baseline", {"car.holding_time"}) ==
        "--set car.holding_time: is not NAME=VALUE (an assumption's value, LEVER.PARAMETER=VALUE or LEVER=off)");
  CHECK(fault_of("baseline", {"car.holding_tme=5 year"}) ==
        "--set car.holding_tme=5 year: 'car.holding_tme' is neither an assumption nor a lever, did you mean "
        "'car.holding_time'?");
  CHECK(
      fault_of("baseline", {"car.holding_time=5 km"}) ==
      "--set car.holding_time=5 km: car.holding_time: 'km' does not convert to 'year' (they measure different things)");
  CHECK(fault_of("baseline", {"capture_plant.captur=5 kt/year"}) ==
        "--set capture_plant.captur=5 kt/year: the lever 'capture_plant' has no parameter 'captur', did you mean "
        "'capture'?");
  CHECK(
      fault_of("baseline", {"capture_plant=maybe"}) ==
      "--set capture_plant=maybe: the lever 'capture_plant' is 'maybe' (it takes a map of parameters, 'on' or 'off')");
  CHECK(fault_of("baseline", {"bus_line.opens=2027-02-29"}) ==
        "--set bus_line.opens=2027-02-29: bus_line: opens is '2027-02-29' (a day of the calendar is needed, as in "
        "'2029-07-01')");
}

TEST_CASE("--set NAME=VALUE gives any finite value back exactly", "[scenario]") {
  for (const char* number : {"0", "-3", "1e-300", "0.1", "123456789.125", "1.7976931348623157e308"}) {
    const Scenario scenario = load("baseline", {std::string("car.price_sensitivity=") + number});
    CHECK(scenario.values.number("car.price_sensitivity") == std::stod(number));
  }
}

TEST_CASE("A scenario that cannot be found says what there is", "[scenario]") {
  CHECK(fault_of("basline") == "no scenario 'basline' ships, did you mean 'baseline'?");
  CHECK(fault_of("zzz") ==
        "no scenario 'zzz' ships (it may be 'baseline', 'contract', 'loop' or 'loop_back') write a path for your own?");
  CHECK(fault_of("./none.yaml") == "no scenario file './none.yaml' (there is no such file)");
}

TEST_CASE("A model that declares no unit of ours is the program's fault", "[scenario]") {
  Vocabulary vocabulary = small_vocabulary();
  vocabulary.outcomes.push_back({"odd", "furlong"});
  CHECK_THROWS_AS(load_scenario("baseline", {}, vocabulary, test_home()), sim::ProgramFault);
}

TEST_CASE("What is outside its plausible range is noted, not refused", "[scenario]") {
  // car.yaml: 5.5 year in [4 year, 8 year].
  const Scenario inside = load("baseline", {"car.holding_time=8 year"});
  CHECK(inside.notes.empty());
  const Scenario outside = load("baseline", {"car.holding_time=9 year"});
  REQUIRE(outside.notes.size() == 1);
  CHECK(sim::to_string(outside.notes[0]) ==
        "--set car.holding_time=9 year: car.holding_time is 9 year, outside what is plausible, 4 to 8 year (Hand-made "
        "for "
        "the tests)");
  CHECK(outside.values.number("car.holding_time") == 9);
  CHECK_THAT(fault_of("baseline", {"car.holding_time=-9 year"}), Catch::Contains("-9 year is not above 0 year"));
  CHECK_THAT(fault_of("baseline", {"car.holding_time=0 year"}), Catch::Contains("not above"));
}

TEST_CASE("A lever's source belongs to who set its parameters last", "[scenario]") {
  const auto source_of = [](const Scenario& scenario) {
    for (const LeverEntry& lever : scenario.levers) {
      if (lever.name == "parking_fee") return lever.source.in("sv") + "|" + lever.source.in("en");
    }
    return std::string("no lever");
  };
  CHECK(source_of(load("contract", {"parking_fee.source=The council"})) == "The council|The council");
  CHECK(source_of(load("contract", {"parking_fee.source=The council", "parking_fee.fee=40 SEK/h"})) == "|");
  CHECK(source_of(load("contract", {"parking_fee.source=The council", "parking_fee=on"})) == "The council|The council");
  CHECK(load("contract", {"parking_fee.source=The council"}).levers.back().text == load("contract").levers.back().text);
}

TEST_CASE("A lever that acts before or after the run alone is noted", "[scenario]") {
  const auto notes = [](const std::string& set) {
    std::string text;
    for (const sim::Fault& note : load("contract", {set}).notes) text += note.text + "\n";
    return text;
  };
  const Scenario contract = load("contract");
  const std::string after = std::to_string(contract.last_year + 1);
  CHECK(notes("parking_fee.start=" + std::to_string(contract.last_year) + "-12-31").empty());
  CHECK(notes("parking_fee.start=" + after + "-01-01") == "parking_fee: start is " + after +
                                                              "-01-01 (the period ends before it, with " +
                                                              std::to_string(contract.last_year) + ")\n");
  CHECK_THAT(notes("capture_plant.operating=" + after + "-07-01"), Catch::Contains("capture_plant: operating is"));
}

TEST_CASE("A period that the model cannot run through has its place, beside the other faults", "[scenario]") {
  Vocabulary vocabulary = small_vocabulary();
  vocabulary.years = SimulatedYears{2016, 2023, 2040};
  try {
    load_scenario("contract", {"bus_line.opens=2029-02-30"}, vocabulary, test_home());
    FAIL("no fault");
  } catch (const sim::UserFault& fault) {
    CHECK_THAT(fault.what(), Catch::Contains("2029-02-30") && Catch::Contains("every run begins in 2016") &&
                                 Catch::Contains("a run ends between 2023 and 2040"));
  }
}
