#include <fmt/format.h>

#include <memory>
#include <thread>

#include "analysis/discovery/discovery_text.hpp"
#include "analysis/discovery/extra_trees.hpp"
#include "analysis/outcomes/expression.hpp"
#include "analysis/study_origin.hpp"
#include "program/study_arguments.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct DiscoverArguments {
  StudyArguments study;
  std::vector<std::string> others;
  std::string outcome;
  std::vector<std::string> scores;
  analysis::DiscoveryRequest request;
  int step = -1;
  std::size_t top = 8;
  bool more_is_better = false;
  std::uint64_t seed = 1;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  bool json = false;
};

/// Feature scores of the outcomes named; members that lack one are left out of it.
std::vector<analysis::ScoredOutcome> score(const DiscoverArguments& arguments, const OpenStudy& open) {
  std::vector<analysis::ScoredOutcome> all;
  for (const std::string& name : open.outcomes(arguments.scores, arguments.study)) {
    const auto values = analysis::evaluate_expression(name, *open.study.outcomes).values.values;
    const analysis::KnownRows rows = analysis::known_rows(open.study, values);
    analysis::ForestOptions options;
    options.seed = arguments.seed;
    options.threads = arguments.threads;
    all.push_back({name, analysis::feature_scores(rows.x, rows.y, options)});
  }
  return all;
}

/// One result: boxes, rules, scores.
void discover_one(const DiscoverArguments& arguments) {
  const OpenStudy open = open_study(arguments.study);
  nlohmann::json json;
  std::string text;
  if (!arguments.outcome.empty()) {
    analysis::DiscoveryRequest request = arguments.request;
    request.outcome = arguments.outcome;
    request.tree.seed = arguments.seed;
    if (arguments.step >= 0) request.step = static_cast<std::size_t>(arguments.step);
    const analysis::Discovery found = analysis::discover(open.study, request);
    json = analysis::discovery_json(found);
    text = analysis::discovery_text(found);
  }
  if (!arguments.scores.empty()) {
    const std::vector<analysis::ScoredOutcome> scores = score(arguments, open);
    json["feature_scores"] = analysis::scores_json(open.study, scores);
    text += analysis::scores_text(open.study, scores, arguments.top);
  }
  fmt::print("{}", arguments.json ? with_origin(std::move(json), open).dump(1) + "\n" : text);
}

/// Several results: the scenarios beside each other.
void discover_across(const DiscoverArguments& arguments) {
  std::vector<output::ResultFile> files;
  files.emplace_back(arguments.study.file);
  for (const std::string& other : arguments.others) files.emplace_back(other);
  const analysis::PairedOutcomes paired =
      analysis::pair_outcomes(files, arguments.outcome, scenarios::model_vocabulary());
  const analysis::Robustness found = analysis::robustness(
      paired, arguments.outcome, arguments.more_is_better ? analysis::Better::more : analysis::Better::less);
  if (!arguments.json) {
    fmt::print("{}", analysis::robustness_text(found));
    return;
  }
  nlohmann::json json = analysis::robustness_json(found);
  for (const output::ResultFile& file : files) json["ensembles"].push_back(analysis::ensemble_json(file));
  fmt::print("{}\n", json.dump(1));
}

void run_discover(const DiscoverArguments& arguments) {
  if (arguments.outcome.empty() && arguments.scores.empty()) {
    throw sim::UserFault("no outcome is named --outcome \"net_emissions@2035 > 200 kt\"?");
  }
  if (arguments.others.empty()) {
    discover_one(arguments);
    return;
  }
  if (arguments.outcome.empty()) throw sim::UserFault("scenarios are compared by an --outcome");
  discover_across(arguments);
}

}  // namespace

void add_discover(Program& program) {
  auto arguments = std::make_shared<DiscoverArguments>();
  CLI::App* command = program.app.add_subcommand(
      "discover", "In which futures an outcome comes true: boxes and rules in words; scenarios by regret");
  arguments->study.add_to(*command);
  command->add_option("--against", arguments->others,
                      "further results of the same futures: regret, or of a condition how often it holds; repeatable");
  command->add_option("--outcome", arguments->outcome,
                      "e.g. \"net_emissions@2035 > 200 kt\"; an amount gives a tree alone");
  command
      ->add_option("--scores", arguments->scores,
                   "feature scores by extra trees of NAME@YEAR, or of NAME for every year; repeatable")
      ->take_all();
  command->add_option("--boxes", arguments->request.boxes, "boxes to find, one after another")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  command
      ->add_option("--step", arguments->step, "step of the trajectory to take; default: best of coverage and density")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--peel", arguments->request.prim.peel, "share that a step cuts off")
      ->check(CLI::Range(0.001, 0.5))
      ->capture_default_str();
  command->add_option("--least-mass", arguments->request.prim.least_mass, "share of futures that a box holds at least")
      ->check(CLI::Range(0.001, 0.9))
      ->capture_default_str();
  command
      ->add_option("--significance", arguments->request.prim.significance,
                   "quasi-p value above which an assumption is left out of a box; 1: none is")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--depth", arguments->request.tree.deepest, "of the tree")
      ->check(CLI::Range(1, 12))
      ->capture_default_str();
  command->add_option("--top", arguments->top, "inputs whose scores are printed")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_flag("--maximise", arguments->more_is_better, "with --against: more is better");
  command->add_option("--seed", arguments->seed, "seed of the trees")->capture_default_str();
  command->add_option("--threads", arguments->threads, "threads")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_flag("--force", arguments->request.force, "also with too few members");
  command->add_flag("--json", arguments->json, "print JSON instead of text");
  command->callback([arguments] { run_discover(*arguments); });
}

}  // namespace skifte::program
