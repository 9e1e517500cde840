#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "scenarios/check.hpp"
#include "scenarios/locations.hpp"
#include "tests/scenarios/test_vocabulary.hpp"

using namespace skifte;
using namespace skifte::scenarios;
namespace fs = std::filesystem;

// Each file NN-name.yaml is wrong in one way; NN-name.expected holds the messages, word for word. SKIFTE_UPDATE=1
// writes them anew, for a look at the difference.
namespace {

std::string messages_of_scenario(const fs::path& file) {
  try {
    load_scenario(file.string(), {}, testing::small_vocabulary(), testing::test_home());
  } catch (const sim::UserFault& fault) {
    return format_faults(fault.faults(), SKIFTE_SOURCE_DIR);
  }
  return "no fault\n";
}

std::string messages_of_assumptions(const fs::path& file) {
  FaultList faults;
  std::vector<SourceFile> sources;
  // Local, above the complete shared ones, so that only this file's faults come up.
  AssumptionBook::read(yaml_files(shared_assumptions_folder(testing::test_home())), {file},
                       testing::small_vocabulary().assumptions, faults, sources);
  return format_faults(sim::UserFault(faults.all()).faults(), SKIFTE_SOURCE_DIR);
}

template <typename Messages>
void compare_folder(const char* folder, std::size_t at_least, Messages messages_of) {
  const std::vector<fs::path> files = yaml_files(testing::tests_folder() / folder);
  REQUIRE(files.size() >= at_least);
  for (const fs::path& file : files) {
    const fs::path expected = fs::path(file).replace_extension(".expected");
    const std::string messages = messages_of(file);
    if (std::getenv("SKIFTE_UPDATE") != nullptr) std::ofstream(expected, std::ios::binary) << messages;
    INFO(file.string());
    CHECK(messages == read_file(expected));
    CHECK(messages != "no fault\n");
  }
}

}  // namespace

TEST_CASE("Each faulty scenario gets its messages", "[faults]") {
  compare_folder("faults", 20, messages_of_scenario);
}

TEST_CASE("Each faulty file of assumptions gets its messages", "[faults]") {
  compare_folder("assumption_faults", 8, messages_of_assumptions);
}

TEST_CASE("A declared assumption without a value is a fault, without a place", "[faults]") {
  FaultList faults;
  std::vector<SourceFile> sources;
  const fs::path cars = shared_assumptions_folder(testing::test_home()) / "car.yaml";
  AssumptionBook::read({cars}, {}, testing::small_vocabulary().assumptions, faults, sources);
  CHECK(format_faults(faults.all(), SKIFTE_SOURCE_DIR) ==
        "the assumption 'fuel.price' [SEK/l] has no value (fuel reads it) add it to a file of assumptions?\n"
        "the assumption 'fuel.renewable_share' [%] has no value (fuel reads it) add it to a file of assumptions?\n"
        "2 faults\n");
}

TEST_CASE("A name in two shared files is a fault, in a shared and a local one is not", "[faults]") {
  const fs::path cars = shared_assumptions_folder(testing::test_home()) / "car.yaml";
  const fs::path fuel = shared_assumptions_folder(testing::test_home()) / "fuel.yaml";
  FaultList twice;
  FaultList local;
  std::vector<SourceFile> sources;
  AssumptionBook::read({cars, cars, fuel}, {}, testing::small_vocabulary().assumptions, twice, sources);
  AssumptionBook::read({cars, fuel}, {cars}, testing::small_vocabulary().assumptions, local, sources);
  REQUIRE(twice.all().size() == 3);
  CHECK(twice.all()[0].text == "the assumption 'car.holding_time' stands twice (first in car.yaml, line 1)");
  CHECK(local.empty());
}

TEST_CASE("All faults of all files come in one pass, by file and line", "[faults]") {
  try {
    load_scenario((testing::tests_folder() / "faults" / "09-unknown-names.yaml").string(), {"nothing=1"},
                  testing::small_vocabulary(), testing::test_home());
    FAIL("no fault");
  } catch (const sim::UserFault& fault) {
    REQUIRE(fault.faults().size() == 6);
    CHECK(fault.faults().front().position.file == "--set nothing=1");
    for (std::size_t i = 2; i < 6; ++i) CHECK(fault.faults()[i - 1].position.line < fault.faults()[i].position.line);
  }
}
