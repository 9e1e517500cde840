#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "scenarios/locations.hpp"
#include "scenarios/scenario.hpp"
#include "sim/random.hpp"
#include "tests/scenarios/test_vocabulary.hpp"

using namespace skifte;
using namespace skifte::scenarios;
namespace fs = std::filesystem;

namespace {

/// Random choices for the i-th trial, keyed so that each trial can be repeated alone.
class Trial {
 public:
  explicit Trial(std::uint32_t number) : number_(number) {}
  std::size_t below(std::size_t limit) {
    constexpr auto choice = sim::decision("tests.scenarios.robustness");
    const double u = source_.uniform(choice, sim::agent_id("trial", number_), draws_++);
    return static_cast<std::size_t>(u * static_cast<double>(limit));
  }

 private:
  sim::RandomSource source_{20260101, 0};
  std::uint32_t number_;
  std::uint32_t draws_ = 0;
};

/// One to three edits: a character gone, doubled, or replaced by one that YAML or units give a meaning.
std::string damaged(std::string text, Trial& trial) {
  const std::string special =
      ":{}[],'\"&*!|>%@`#-\n\t ~/()\xc3\xff"
      "0";
  const std::size_t edits = 1 + trial.below(3);
  for (std::size_t i = 0; i < edits; ++i) {
    const std::size_t at = trial.below(text.size());
    switch (trial.below(3)) {
      case 0:
        text.erase(at, 1 + trial.below(4));
        break;
      case 1:
        text.insert(at, 1, text[at]);
        break;
      default:
        text[at] = special[trial.below(special.size())];
        break;
    }
    if (text.empty()) text.assign(1, 'x');
  }
  return text;
}

/// Loads and returns the faults, none for a sound scenario. Anything thrown but UserFault reaches the test.
std::vector<sim::Fault> faults_of(const std::string& name, const std::vector<std::string>& sets) {
  try {
    load_scenario(name, sets, testing::small_vocabulary(), testing::test_home());
    return {};
  } catch (const sim::UserFault& fault) {
    return fault.faults();
  }
}

void damage_scenarios(std::uint32_t trials) {
  const std::string sound = read_file(shipped_folder(testing::test_home()) / "contract.yaml");
  const fs::path file = fs::temp_directory_path() / ("skifte-robustness-" + std::to_string(trials) + ".yaml");
  std::uint32_t refused = 0;
  for (std::uint32_t number = 0; number < trials; ++number) {
    Trial trial(number);
    const std::string text = damaged(sound, trial);
    std::ofstream(file, std::ios::binary) << text;
    INFO("trial " << number << ":\n" << text);
    const auto faults = faults_of(file.string(), {});
    refused += faults.empty() ? 0 : 1;
    for (const sim::Fault& fault : faults) CHECK((!fault.text.empty() && !fault.position.file.empty()));
  }
  fs::remove(file);
  CHECK(refused > trials / 2);  // most edits do harm; were they not read, none would
}

}  // namespace

TEST_CASE("A damaged scenario is sound or the user's fault, never the program's", "[robustness]") {
  damage_scenarios(300);
}

TEST_CASE("Many damaged scenarios are sound or the user's fault", "[robustness][long]") {
  damage_scenarios(20000);
}

TEST_CASE("A damaged --set is sound or the user's fault, and says which", "[robustness]") {
  const std::vector<std::string> sound = {"car.holding_time=60 month", "capture_plant.capture=0.2 Mt/year",
                                          "bus_line=off", "bus_line.opens=2028-01-01", "fuel.price=20 SEK/l"};
  for (std::uint32_t number = 0; number < 300; ++number) {
    Trial trial(number);
    const std::string argument = damaged(sound[trial.below(sound.size())], trial);
    INFO(argument);
    for (const sim::Fault& fault : faults_of("baseline", {argument})) CHECK(fault.position.file == "--set " + argument);
  }
}

TEST_CASE("SKIFTE_HOME says where scenarios lie, and must be right", "[locations]") {
  const char* before = std::getenv("SKIFTE_HOME");
  const std::string kept = before == nullptr ? "" : before;
  setenv("SKIFTE_HOME", testing::test_home().c_str(), 1);
  CHECK(find_home() == testing::test_home());
  CHECK(load_scenario("baseline", {}, testing::small_vocabulary()).city == "sample");
  setenv("SKIFTE_HOME", "/nowhere", 1);
  CHECK_THROWS_WITH(find_home(), "SKIFTE_HOME is '/nowhere' (it must hold the folder scenarios/shipped)");
  before == nullptr ? unsetenv("SKIFTE_HOME") : setenv("SKIFTE_HOME", kept.c_str(), 1);
}

TEST_CASE("Files of a folder come sorted, and only those that are YAML", "[locations]") {
  CHECK(yaml_names(shipped_folder(testing::test_home())) ==
        std::vector<std::string>{"baseline", "contract", "loop", "loop_back"});
  CHECK(yaml_files(testing::test_home() / "nothing").empty());
  CHECK(folder_names(cities_folder(testing::test_home())) == std::vector<std::string>{"sample"});
}
