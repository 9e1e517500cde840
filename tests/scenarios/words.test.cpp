#include "scenarios/words.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "scenarios/check.hpp"
#include "tests/scenarios/test_vocabulary.hpp"

using namespace skifte;
using namespace skifte::scenarios;

namespace {

struct WordsFile {
  explicit WordsFile(const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
  ~WordsFile() { std::filesystem::remove(path); }
  WordsFile(const WordsFile&) = delete;
  WordsFile& operator=(const WordsFile&) = delete;
  std::filesystem::path path = std::filesystem::temp_directory_path() / "skifte-words-test.yaml";
};

/// The common parameters, that a rule starts a lever, and those of the small vocabulary.
const std::string parameters =
    "  start: start\n  ramp: infasning\n  end: slut\n  investment: investering\n  running_cost: löpande kostnad\n"
    "  payer: betalar\n  state_share: statens andel\n  klimatklivet: Klimatklivets andel\n  rule: regel\n"
    "  capture: infångning\n  operating: i drift\n  opens: öppnar\n  fee: avgift\n";

}  // namespace

TEST_CASE("A lever's words in another language, or the declared ones", "[words]") {
  const Vocabulary vocabulary = testing::small_vocabulary();
  const WordsFile file(
      "levers:\n  capture_plant: Fångar koldioxid\n  bus_line: En busslinje\n  parking_fee: En avgift\n  advice: "
      "Råd\nparameters:\n" +
      parameters);
  FaultList faults;
  const Words words = read_words(file.path, vocabulary, faults);
  CHECK(faults.empty());
  CHECK(words.meaning(vocabulary.levers[0]) == "Fångar koldioxid");
  CHECK(words.parameter("running_cost") == "löpande kostnad");
  CHECK(Words{}.parameter("running_cost") == "running cost");
  CHECK(Words{}.parameter("klimatklivet") == "Klimatklivet's share");
  CHECK(Words{}.meaning(vocabulary.levers[0]) == "Captures carbon dioxide from waste");
}

TEST_CASE("Words that are missing or that nothing asks for are faults", "[words]") {
  const WordsFile file(
      "levers:\n  capture_plant: Fångar koldioxid\n  buss_line: En busslinje\n  parking_fee: En avgift\nparameters:\n" +
      parameters.substr(parameters.find('\n') + 1));
  FaultList faults;
  read_words(file.path, testing::small_vocabulary(), faults);
  CHECK(format_faults(faults.all(), file.path.parent_path()) ==
        "skifte-words-test.yaml:3:3: unknown key 'buss_line' in levers, did you mean 'bus_line'?\n"
        "skifte-words-test.yaml:1:1: the lever 'bus_line' has no words here (the report would fall back on English)\n"
        "skifte-words-test.yaml:1:1: the lever 'advice' has no words here (the report would fall back on English)\n"
        "skifte-words-test.yaml:5:1: the parameter 'start' has no words here (the report would fall back on English)\n"
        "4 faults in 1 file\n");
  FaultList missing;
  read_words("/nowhere/sv.yaml", testing::small_vocabulary(), missing);
  CHECK(missing.all().size() == 1);
}
