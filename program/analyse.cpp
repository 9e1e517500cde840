#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "analysis/report_drivers.hpp"
#include "analysis/result_variants.hpp"
#include "analysis/summary/summary_text.hpp"
#include "program/commands.hpp"
#include "program/session.hpp"
#include "program/text_file.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct AnalyseArguments {
  std::string file;
  std::string scenario;
  std::vector<std::string> variables;
  std::vector<std::string> outcomes;
  bool all_years = false;
  bool json = false;
  bool force = false;
  std::string output;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

constexpr std::size_t least_members = 20;

/// Members that stand where an index needs them are no sample of likely futures; of a handful nothing follows.
void refuse_no_sample(const output::ResultFile& file, const AnalyseArguments& arguments) {
  if (arguments.force) return;
  const auto design = file.header().extra.find("design");
  const std::string name = design == file.header().extra.end() ? "" : design->second;
  if (name == "saltelli" || name == "morris" || name == "factorial") {
    throw sim::UserFault(
        fmt::format("{} is of the design '{}', whose members are no sample of likely futures (shares of "
                    "them are no chances) compute one with --design lhs, or --force?",
                    arguments.file, name));
  }
  const auto& statuses = file.statuses();
  const auto done = std::count(statuses.begin(), statuses.end(), output::MemberStatus::done);
  if (static_cast<std::size_t>(done) < least_members) {
    throw sim::UserFault(
        fmt::format("{} has {} futures that are done (at least {} are needed to speak of a spread) "
                    "`skifte ensemble -n {}`, or --force to see the intervals there are?",
                    arguments.file, done, least_members, least_members));
  }
}

void analyse(const AnalyseArguments& arguments) {
  output::ResultFile file(arguments.file);
  analysis::keep_scenario(file, arguments.scenario);
  refuse_no_sample(file, arguments);
  analysis::SummaryRequest request;
  request.outcomes = arguments.outcomes;
  request.threads = arguments.threads;
  const bool is_whole = arguments.json || !arguments.output.empty();
  if (!arguments.variables.empty()) {
    request.variables = arguments.variables;
  } else if (!is_whole) {
    request.variables = {"emissions", "emissions_published", "net_emissions"};
  }
  analysis::ResultSummary summary = analysis::summarise(file, request);
  summary.drivers = analysis::collect_drivers(file, scenarios::model_vocabulary(), {});
  if (!arguments.scenario.empty()) summary.scenario = arguments.scenario;
  if (!arguments.output.empty()) write_text_file(arguments.output, analysis::summary_csv(summary));
  if (arguments.json) {
    fmt::print("{}\n", analysis::summary_json(summary).dump());
    return;
  }
  fmt::print("{}", analysis::summary_text(summary, {arguments.variables, arguments.all_years}));
  if (!arguments.output.empty()) fmt::print("\nWritten: {}\n", arguments.output);
}

}  // namespace

void add_analyse(Program& program) {
  auto arguments = std::make_shared<AnalyseArguments>();
  CLI::App* command = program.app.add_subcommand(
      "analyse", "Fans, chances of the targets, the budget's end, assumptions against luck, convergence");
  command->add_option("file", arguments->file, "result of an ensemble")->required();
  command->add_option("--scenario", arguments->scenario, "of a result that holds several");
  command->add_option("--variable", arguments->variables, "variables to show with all their labels; repeatable")
      ->take_all();
  command
      ->add_option("--outcome", arguments->outcomes,
                   "NAME@YEAR, NAME@FROM-TO or NAME: further outcomes to split and to watch converge; repeatable")
      ->take_all();
  command->add_flag("--all-years", arguments->all_years, "every year, not every fifth");
  command->add_flag("--json", arguments->json, "print JSON instead of text: all variables, or those named");
  command->add_option("-o,--output", arguments->output, "CSV of the fans, a quantile a line")->check(not_empty());
  command->add_option("--threads", arguments->threads, "threads")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_flag("--force", arguments->force, "analyse what is too small or no sample of likely futures");
  command->callback([arguments] { analyse(*arguments); });
}

}  // namespace skifte::program
