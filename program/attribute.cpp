#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <thread>

#include "analysis/attribution_run.hpp"
#include "analysis/attribution_text.hpp"
#include "output/child.hpp"
#include "output/progress.hpp"
#include "program/commands.hpp"
#include "program/session.hpp"
#include "program/text_file.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct AttributeArguments {
  ScenarioArguments scenario;
  std::string against;
  std::vector<std::string> groups;
  bool by_system = false;
  std::vector<std::string> outcomes;
  std::uint32_t members = 16;
  int order_pairs = 0;
  bool quick = false;
  bool no_abatement = false;
  analysis::Discounting discounting;
  double tonnes_rate = -1;  // as the cost's
  std::uint64_t seed = 1;
  int jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  int threads = 1;
  bool json = false;
  std::string output;
  bool resume = false;
  bool retry_failed = false;
  bool force = false;
  bool dry_run = false;
};

/// A folder for the journal of an attribution that is not kept; it goes with the object.
class WorkFolder {
 public:
  WorkFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "skifte-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw sim::UserFault(fmt::format("no folder can be made in {} (give -o NAME, or set TMPDIR)",
                                       std::filesystem::temp_directory_path().string()));
    }
    path_ = name;
  }
  ~WorkFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// --set of an assumption holds on both sides, so that no difference comes of it; of a lever in the scenario alone.
std::vector<std::string> sets_of_assumptions(const std::vector<std::string>& sets) {
  std::vector<std::string> kept;
  for (const std::string& set : sets) {
    const std::string name = set.substr(0, set.find('='));
    for (const auto& declared : scenarios::model_vocabulary().assumptions) {
      if (declared.name == name) kept.push_back(set);
    }
  }
  return kept;
}

/// The named baseline, else decided policy in the scenario's city.
scenarios::Scenario read_baseline(const AttributeArguments& arguments, const scenarios::Scenario& scenario) {
  const std::vector<std::string> sets = sets_of_assumptions(arguments.scenario.sets);
  if (!arguments.against.empty()) return read_scenario({arguments.against, sets});
  scenarios::Scenario baseline = read_scenario({"baseline", sets});
  if (baseline.city == scenario.city) return baseline;
  return read_scenario({"baseline-" + scenario.city, sets});
}

std::vector<analysis::LeverGroup> read_groups(const AttributeArguments& arguments, const scenarios::Scenario& baseline,
                                              const scenarios::Scenario& scenario) {
  if (arguments.by_system) {
    return analysis::groups_by_reader(baseline, scenario, scenarios::model_vocabulary().levers);
  }
  std::vector<analysis::LeverGroup> groups;
  for (const std::string& text : arguments.groups) groups.push_back(analysis::parse_group(text));
  return groups;
}

/// All coalitions up to ten players; beyond, sampled orders.
int order_pairs(const AttributeArguments& arguments, int players) {
  constexpr int usual_pairs = 4;
  if (players > analysis::most_sampled_players) {
    throw sim::UserFault(
        fmt::format("{} players are more than {} (join levers by --group NAME=LEVER,LEVER or --by-system)", players,
                    analysis::most_sampled_players));
  }
  if (arguments.order_pairs > 0) return arguments.order_pairs;
  return players <= analysis::most_exact_players ? 0 : usual_pairs;
}

void write_results(const AttributeArguments& arguments, const analysis::AttributionRequest& request,
                   const analysis::Attribution& attribution) {
  const std::string& name = arguments.output;
  write_text_file(name + ".shares.csv", analysis::attribution_csv(request, attribution));
  write_text_file(name + ".members.csv", analysis::attribution_members_csv(request, attribution));
  if (request.abatement) write_text_file(name + ".abatement.csv", analysis::abatement_csv(request, attribution));
  write_text_file(name + ".json", analysis::attribution_json(request, attribution).dump(1) + "\n");
}

void report(Program& program, const AttributeArguments& arguments, const analysis::AttributionRequest& request,
            const analysis::Attribution& attribution) {
  for (const std::string& failure : attribution.failures) std::cerr << failure << "\n";
  if (attribution.interrupted) {
    std::cerr << (arguments.output.empty() ? "interrupted: give -o NAME to be able to --resume\n"
                                           : "interrupted: the same command with --resume computes the rest\n");
    program.status = Exit::interrupted;
    return;
  }
  if (!attribution.failures.empty()) program.status = Exit::some_failed;
  if (attribution.members.empty()) {
    std::cerr << "no member has all its runs: there is nothing to share out\n";
    return;
  }
  if (!arguments.output.empty()) write_results(arguments, request, attribution);
  if (attribution.failures.empty()) std::filesystem::remove(request.journal_path);
  if (arguments.json) {
    fmt::print("{}\n", analysis::attribution_json(request, attribution).dump(1));
    return;
  }
  fmt::print("{}", analysis::attribution_text(request, attribution));
  if (arguments.output.empty()) return;
  fmt::print("Written: {0}.shares.csv, {0}.members.csv, {1}{0}.json\n", arguments.output,
             request.abatement ? arguments.output + ".abatement.csv, " : "");
}

void attribute(Program& program, const AttributeArguments& arguments) {
  const scenarios::Scenario scenario = read_scenario(arguments.scenario);
  const scenarios::Scenario baseline = read_baseline(arguments, scenario);
  const agents::CityData city = read_scenario_city(scenario);
  analysis::AttributionRequest request(baseline, scenario, city);
  request.players = analysis::attribution_players(baseline, scenario, read_groups(arguments, baseline, scenario));
  request.outcomes = analysis::parse_outcomes(
      arguments.outcomes.empty() ? analysis::default_outcomes(scenario) : arguments.outcomes, scenario);
  request.discounting = arguments.discounting;
  if (arguments.tonnes_rate >= 0)
    request.discounting.tonnes_rate = arguments.tonnes_rate;
  else
    request.discounting.tonnes_rate = request.discounting.cost_rate;
  request.members = arguments.members;
  request.order_pairs = order_pairs(arguments, static_cast<int>(request.players.size()));
  request.coalitions = arguments.quick            ? analysis::Coalitions::one_order
                       : request.order_pairs == 0 ? analysis::Coalitions::all
                                                  : analysis::Coalitions::order_pairs;
  request.abatement = !arguments.quick && !arguments.no_abatement;
  request.seed = arguments.seed;
  request.jobs = arguments.jobs;
  request.threads = arguments.threads;
  request.start = arguments.resume  ? output::JournalStart::resume
                  : arguments.force ? output::JournalStart::replace
                                    : output::JournalStart::fresh;
  request.retry_failed = arguments.retry_failed ? output::RetryFailed::yes : output::RetryFailed::no;
  output::ProgressReporter reporter(std::cerr, output::ProgressReporter::style_of(STDERR_FILENO));
  request.progress = [&](const output::EnsembleProgress& progress) { reporter.update(progress); };
  std::string plan =
      fmt::format("{} against {}: {} players, {} members, {} runs to {}, {} side by side\n", scenario.name,
                  baseline.name, request.players.size(), request.members, analysis::attribution_tasks(request).size(),
                  analysis::last_year_run(request), request.jobs);
  if (!arguments.resume) {
    const analysis::AttributionEstimate estimate = analysis::estimate_attribution(request);
    plan += output::describe_estimate(estimate.seconds, estimate.computing_seconds) + "\n";
  }
  if (arguments.dry_run) {
    fmt::print("{}", plan);
    return;
  }
  std::cerr << plan;
  std::unique_ptr<WorkFolder> folder;
  if (arguments.output.empty()) folder = std::make_unique<WorkFolder>();
  request.journal_path = folder ? (folder->path() / "journal").string() : arguments.output + ".journal";
  const analysis::Attribution attribution = analysis::compute_attribution(request);
  reporter.finish();
  report(program, arguments, request, attribution);
}

void add_options(CLI::App& command, AttributeArguments& arguments) {
  arguments.scenario.add_to(command);
  command.add_option("--against", arguments.against,
                     "what it is compared with; default: decided policy in its city (baseline, baseline-CITY)");
  auto* group =
      command.add_option("--group", arguments.groups, "NAME=LEVER,LEVER: levers that count as one; repeatable")
          ->take_all();
  command.add_flag("--by-system", arguments.by_system, "one group per kind of agent that reads the levers")
      ->excludes(group);
  command.add_option("--outcome", arguments.outcomes, "NAME@YEAR, NAME@FROM-TO or target.NAME; repeatable")->take_all();
  command.add_option("-n,--members", arguments.members, "futures in which every coalition is run")
      ->check(CLI::Range(1U, 100000U))
      ->capture_default_str();
  command
      .add_option("--orders", arguments.order_pairs,
                  "sample so many orders and their reverses in each member (default: all coalitions up to 10 players, "
                  "beyond that 4)")
      ->check(CLI::Range(1, 10000));
  command
      .add_flag("--quick", arguments.quick,
                "shares alone, of one order a member: players + 1 runs a member, no cost of abatement")
      ->excludes("--orders");
  command.add_flag("--no-abatement", arguments.no_abatement,
                   "leave the cost of abatement out: runs then end with the last year that an outcome looks at");
  command.add_option("--discount-rate", arguments.discounting.cost_rate, "of cost, a year")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command.add_option("--discount-tonnes", arguments.tonnes_rate, "of tonnes, a year; default: as cost")
      ->check(CLI::Range(0.0, 1.0));
  command.add_option("--discount-to", arguments.discounting.base_year, "year to which both are discounted")
      ->check(CLI::Range(1990, 2100))
      ->capture_default_str();
  command.add_option("--seed", arguments.seed, "seed of all draws")->capture_default_str();
  command.add_option("--jobs", arguments.jobs, "runs side by side")->check(CLI::Range(1, 1024))->capture_default_str();
  command.add_option("--threads", arguments.threads, "threads inside each run")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command.add_flag("--json", arguments.json, "print JSON instead of text");
  auto* output = command
                     .add_option("-o,--output", arguments.output,
                                 "writes NAME.shares.csv, NAME.members.csv, NAME.abatement.csv, NAME.json")
                     ->check(not_empty());
  auto* resume = command.add_flag("--resume", arguments.resume, "continue an interrupted attribution")->needs(output);
  command.add_flag("--retry-failed", arguments.retry_failed, "with --resume: compute failed runs again")->needs(resume);
  command.add_flag("--force", arguments.force, "discard an interrupted attribution's runs")->excludes(resume);
  command.add_flag("--dry-run", arguments.dry_run, "say how long it will take, and end");
}

}  // namespace

void add_attribute(Program& program) {
  auto arguments = std::make_shared<AttributeArguments>();
  CLI::App* command = program.app.add_subcommand(
      "attribute", "Shares of the levers in a scenario's difference to its baseline, and what a tonne costs");
  add_options(*command, *arguments);
  command->callback([&program, arguments] { attribute(program, *arguments); });
}

}  // namespace skifte::program
