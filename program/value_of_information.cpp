#include <fmt/format.h>

#include <memory>
#include <thread>

#include "analysis/information/information_text.hpp"
#include "analysis/study_origin.hpp"
#include "program/commands.hpp"
#include "scenarios/outcomes.hpp"

namespace skifte::program {

namespace {

struct InformationArguments {
  std::vector<std::string> files;
  std::string outcome;
  bool more_is_better = false;
  std::size_t draws = 100;
  std::size_t top = 20;
  std::uint64_t seed = 1;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  bool force = false;
  bool json = false;
};

void compute(const InformationArguments& arguments) {
  std::vector<output::ResultFile> files;
  for (const std::string& name : arguments.files) files.emplace_back(name);
  const analysis::PairedOutcomes paired =
      analysis::pair_outcomes(files, arguments.outcome, scenarios::model_vocabulary());
  const analysis::ValueOfInformation found = analysis::value_of_information(
      paired, arguments.outcome, arguments.more_is_better ? analysis::Better::more : analysis::Better::less,
      {arguments.draws, arguments.seed, arguments.threads}, arguments.force);
  if (!arguments.json) {
    fmt::print("{}", analysis::information_text(found, arguments.top));
    return;
  }
  nlohmann::json json = analysis::information_json(found);
  for (const output::ResultFile& file : files) json["ensembles"].push_back(analysis::ensemble_json(file));
  fmt::print("{}\n", json.dump(1));
}

}  // namespace

void add_value_of_information(Program& program) {
  auto arguments = std::make_shared<InformationArguments>();
  CLI::App* command = program.app.add_subcommand(
      "value-of-information", "What knowing an assumption would be worth before choosing between scenarios");
  command->add_option("files", arguments->files, "results of the same futures under different scenarios")->required();
  command
      ->add_option("--outcome", arguments->outcome,
                   "what is chosen by, less is better: `cost@2025-2050 + 0.0015 * emissions@2025-2050`")
      ->required();
  command->add_flag("--maximise", arguments->more_is_better, "more is better");
  command->add_option("--resamples", arguments->draws, "of the bootstrap")
      ->check(CLI::Range(10, 100000))
      ->capture_default_str();
  command->add_option("--top", arguments->top, "assumptions to print")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "seed of the bootstrap")->capture_default_str();
  command->add_option("--threads", arguments->threads, "threads")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_flag("--force", arguments->force, "also with too few futures");
  command->add_flag("--json", arguments->json, "print JSON instead of text");
  command->callback([arguments] { compute(*arguments); });
}

}  // namespace skifte::program
