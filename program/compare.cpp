#include <fmt/format.h>

#include <memory>

#include "analysis/comparison.hpp"
#include "program/commands.hpp"
#include "program/session.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct CompareArguments {
  std::vector<std::string> files;
  std::vector<std::string> outcomes;
  std::vector<int> years = {2030, 2045};
  bool json = false;
};

void compare(const CompareArguments& arguments) {
  if (arguments.files.size() < 2)
    throw sim::UserFault("compare takes two results or more (the first is compared with)");
  const scenarios::Vocabulary& vocabulary = scenarios::model_vocabulary();
  scenarios::FaultList ignored;  // a lever without words keeps its English ones
  const scenarios::Words words = scenarios::all_words(scenarios::find_home(), "sv", vocabulary, ignored);
  const output::ResultFile first(arguments.files.front());
  nlohmann::json all = nlohmann::json::array();
  for (std::size_t i = 1; i < arguments.files.size(); ++i) {
    const output::ResultFile second(arguments.files[i]);
    const std::vector<std::string> outcomes =
        arguments.outcomes.empty() ? analysis::default_comparison(second) : arguments.outcomes;
    const analysis::Comparison comparison =
        analysis::compare_results(first, second, outcomes, arguments.years, vocabulary, words);
    if (arguments.json)
      all.push_back(analysis::comparison_json(comparison));
    else
      fmt::print("{}{}", i > 1 ? "\n\n" : "", analysis::comparison_text(comparison));
  }
  if (arguments.json) fmt::print("{}\n", all.dump(1));
}

}  // namespace

void add_compare(Program& program) {
  auto arguments = std::make_shared<CompareArguments>();
  CLI::App* command = program.app.add_subcommand(
      "compare", "Results member by member: differences with intervals, what was changed, who gains and loses");
  command->add_option("files", arguments->files, "result files; each is compared with the first")
      ->required()
      ->check(not_empty());
  command
      ->add_option(
          "--outcome", arguments->outcomes,
          "as of `discover`: emissions.transport@2030, \"cost@2025-2050 < 30000 MSEK\"; repeatable (default: emissions "
          "and money)")
      ->take_all();
  command->add_option("--group-year", arguments->years, "years in which groups of households are compared")
      ->take_all()
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "print JSON instead of text");
  command->callback([arguments] { compare(*arguments); });
}

}  // namespace skifte::program
