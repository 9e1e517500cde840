#include "scenarios/words.hpp"

#include <catch2/catch.hpp>
#include <iterator>
#include <set>

#include "scenarios/check.hpp"
#include "tests/program/whole_model.hpp"

/// What reports show of the model and of what ships, in Swedish too.
using namespace skifte;
using namespace skifte::program::testing;

TEST_CASE("every lever has its Swedish words, sorted by name") {
  scenarios::FaultList faults;
  const auto file = scenarios::words_file(home(), "sv");
  const scenarios::Words words = scenarios::read_words(file, scenarios::model_vocabulary(), faults);
  INFO(scenarios::format_faults(faults.all(), home()));
  CHECK(faults.empty());
  for (const sim::LeverDeclaration& lever : scenarios::model_vocabulary().levers) {
    INFO(lever.name);
    CHECK(words.meaning(lever) != lever.meaning);
  }
}

TEST_CASE("every assumption that a shipped scenario draws or changes has Swedish words, and none that is gone") {
  scenarios::FaultList faults;
  const scenarios::Words words = scenarios::all_words(home(), "sv", scenarios::model_vocabulary(), faults);
  INFO(scenarios::format_faults(faults.all(), home()));
  CHECK(faults.empty());
  std::set<std::string> missing;  // these the Swedish page would show in English
  for (const std::string& name : scenarios::yaml_names(scenarios::shipped_folder(home()))) {
    const auto scenario = scenarios::load_scenario(name, {}, scenarios::model_vocabulary(), home());
    for (const scenarios::Uncertainty& uncertainty : scenario.uncertainties) missing.insert(uncertainty.name);
    missing.insert(scenario.changed_assumptions.begin(), scenario.changed_assumptions.end());
  }
  for (auto name = missing.begin(); name != missing.end();)
    name = words.assumption(*name).empty() ? std::next(name) : missing.erase(name);
  CHECK(missing == std::set<std::string>{});
}

TEST_CASE("every lever of a scenario that ships says where its setting comes from, in both languages") {
  for (const std::string& name : scenarios::yaml_names(scenarios::shipped_folder(home()))) {
    const auto scenario = scenarios::load_scenario(name, {}, scenarios::model_vocabulary(), home());
    for (const scenarios::LeverEntry& lever : scenario.levers) {
      INFO(name << ": " << lever.name);
      CHECK(lever.source.by_language.contains("sv"));
      CHECK(lever.source.by_language.contains("en"));
    }
  }
}
