#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <optional>
#include <thread>

#include "analysis/crate.hpp"
#include "analysis/ensemble.hpp"
#include "analysis/estimate.hpp"
#include "analysis/headline.hpp"
#include "analysis/result_variants.hpp"
#include "analysis/summary_headline.hpp"
#include "output/child.hpp"
#include "output/journal.hpp"
#include "output/progress.hpp"
#include "program/commands.hpp"
#include "program/design_arguments.hpp"
#include "program/microdata_arguments.hpp"
#include "program/session.hpp"

namespace skifte::program {

namespace {

constexpr std::uint32_t points_judged = 100;

struct EnsembleArguments {
  DesignArguments design;
  int jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  int threads = 1;
  double member_timeout = 0;
  std::string until;
  std::optional<std::uint32_t> batch;
  std::string output;
  std::string shard = "1/1";
  bool resume = false;
  bool retry_failed = false;
  std::optional<std::size_t> max_failures;
  bool force = false;
  bool dry_run = false;
  bool summary_only = false;
  MicrodataArguments microdata;
  std::string crate;
};

void print_outcome(const analysis::EnsembleOutcome& outcome) {
  for (const output::MemberFailure& failure : outcome.failures) {
    std::cerr << fmt::format("member {} {}: {}\n", failure.member, output::to_string(failure.status), failure.message);
  }
  if (!outcome.failures.empty()) {
    std::cerr << fmt::format(
        "{} of {} members failed: the same command with --resume --retry-failed computes them again\n",
        outcome.failures.size(), outcome.members);
  }
  if (outcome.given_up)
    std::cerr << fmt::format("given up: more members failed than --max-failures allows; {} of {} were not started\n",
                             outcome.members - outcome.done - outcome.failures.size(), outcome.members);
  if (outcome.interrupted) {
    std::cerr << fmt::format("interrupted after {} of {} members: the same command with --resume computes the rest\n",
                             outcome.done, outcome.members);
  }
}

/// What will be computed, how long it takes and how much disk.
std::string plan_text(const analysis::EnsembleRequest& request) {
  std::string text =
      fmt::format("{}: {}{} member{} over {} uncertain assumptions, {} side by side\n",
                  fmt::join(request.plan.scenario_names(), ", "), request.until ? "at most " : "", request.members,
                  request.members == 1 ? "" : "s", request.scenario.uncertainties.size(), request.jobs);
  text += request.plan.describe() + "\n";
  if (request.shard.of > 1) {
    const std::vector<std::uint32_t> members = analysis::members_of(request);
    text += fmt::format("shard {} of {}: members {} to {}\n", request.shard.index, request.shard.of, members.front(),
                        members.back());
  }
  // Of a resumed ensemble the journal knows how many members are left, and progress tells the time.
  if (!request.resume) text += analysis::describe(analysis::estimate_ensemble(request)) + "\n";
  return text;
}

void print_convergence(const analysis::EnsembleRequest& request, const analysis::EnsembleOutcome& outcome) {
  if (!request.until || outcome.convergence.empty()) return;
  const analysis::Convergence& last = outcome.convergence.back();
  fmt::print(
      "{}: {} members, {:.3f} +- {:.3f}{}\n", request.until->text, outcome.members, last.estimate, last.half_width,
      last.half_width > request.until->half_width && !outcome.interrupted ? " (not reached: -n allows no more members)"
                                                                          : "");
}

/// Each scenario's headline; where there are many scenarios or combinations, or the design is none of likely futures,
/// that is said instead.
void print_headlines(const analysis::Plan& plan, const std::string& path, double residual_limit) {
  constexpr std::size_t most_headlines = 4;
  if (!analysis::has_likely_members(plan.design())) {
    fmt::print("The members of the design '{}' are no sample of likely futures: no chances are shown.\n",
               plan.design());
    return;
  }
  if (plan.variants().size() > most_headlines) {
    fmt::print("{} scenarios or combinations of levers: no headlines are shown.\n", plan.variants().size());
    return;
  }
  if (output::is_summary(path)) {
    const output::StoredSummary stored = output::read_summary(path);
    for (std::size_t variant = 0; variant < plan.variants().size(); ++variant)
      fmt::print("{}{}", variant == 0 ? "" : "\n",
                 analysis::headline_text(analysis::headline(stored, variant, residual_limit)));
    return;
  }
  for (std::size_t variant = 0; variant < plan.variants().size(); ++variant) {
    output::ResultFile file(path);
    if (plan.variants().size() > 1) {
      analysis::keep_variant(file, plan, variant);
      fmt::print("{}{}\n", variant == 0 ? "" : "\n", plan.variant_name(variant));
    }
    if (file.members().empty()) continue;
    fmt::print("{}", analysis::headline_text(analysis::headline(file, residual_limit)));
  }
}

/// Told before the pilot, which may take minutes; the journal's writer would tell it after.
void refuse_unfinished(const analysis::EnsembleRequest& request) {
  if (!request.resume && request.overwrite != output::Overwrite::force)
    output::refuse_unfinished_run(analysis::journal_path(request));
}

/// What a summary cannot give.
void refuse_summary(const EnsembleArguments& arguments, const analysis::Plan& plan) {
  constexpr std::size_t most_variants = 16;  // each keeps sketches of its own
  if (!arguments.summary_only) return;
  if (!analysis::has_likely_members(plan.design()))
    throw sim::UserFault(
        fmt::format("--summary-only does not go with the design '{}' (sensitivity indices need every "
                    "member)",
                    plan.design()));
  if (!arguments.until.empty())
    throw sim::UserFault("--summary-only does not go with --until (it judges members) -n says how many?");
  if (plan.variants().size() > most_variants)
    throw sim::UserFault(
        fmt::format("--summary-only takes at most {} scenarios or combinations of levers (there are {})", most_variants,
                    plan.variants().size()));
}

void compute(Program& program, const EnsembleArguments& arguments) {
  const analysis::Plan plan = make_plan(arguments.design);
  const scenarios::Scenario& scenario = plan.merged();
  const agents::CityData city = read_scenario_city(scenario);
  output::ProgressReporter reporter(std::cerr, output::ProgressReporter::style_of(STDERR_FILENO));
  analysis::EnsembleRequest request(plan, city);
  if (!arguments.until.empty())
    request.until = analysis::read_until(arguments.until, arguments.batch.value_or(points_judged), plan);
  request.seed = arguments.design.seed;
  request.jobs = arguments.jobs;
  request.threads = arguments.threads;
  request.member_timeout = arguments.member_timeout;
  request.shard = output::parse_shard(arguments.shard);
  if (request.shard.of > request.members)
    throw sim::UserFault(
        fmt::format("{} shards of {} members (some would be empty)", request.shard.of, request.members));
  if (request.until && request.shard.of > 1)
    throw sim::UserFault("--until does not go with --shard (a shard cannot know how many members the others have)");
  refuse_summary(arguments, plan);
  request.summary_only = arguments.summary_only;
  request.summary_batch = arguments.batch;
  request.microdata = arguments.microdata.request();
  if (request.summary_only && !request.microdata.tables.empty())
    throw sim::UserFault("--microdata does not go with --summary-only (tables grow with every member)");
  request.path = arguments.output;
  request.command = program.command_line;
  request.resume = arguments.resume;
  request.retry_failed = arguments.retry_failed;
  request.max_failures = arguments.max_failures;
  request.overwrite = arguments.force ? output::Overwrite::force : output::Overwrite::results;
  request.progress = [&](const output::EnsembleProgress& progress) { reporter.update(progress); };
  refuse_inputs(scenario, request.path);
  if (!arguments.dry_run) {
    output::in_child([&] { output::check_replaceable(request.path, request.overwrite); });
    refuse_unfinished(request);
  }
  const std::string text = plan_text(request);
  if (arguments.dry_run) {
    fmt::print("{}", text);
    return;
  }
  std::cerr << text;
  const analysis::EnsembleOutcome outcome = analysis::compute_ensemble(request);
  reporter.finish();
  print_outcome(outcome);
  if (outcome.done > 0) {
    print_headlines(plan, arguments.output, scenario.values.number("contract.residual_limit"));
    print_convergence(request, outcome);
    fmt::print("Written: {}\n", arguments.output);
    if (!arguments.crate.empty()) {
      output::in_child([&] { analysis::write_crate(arguments.output, arguments.crate); });
      fmt::print("Written: {}, an RO-Crate\n", arguments.crate);
    }
  }
  if (outcome.interrupted)
    program.status = Exit::interrupted;
  else if (!outcome.failures.empty())
    program.status = Exit::some_failed;
}

}  // namespace

void add_ensemble(Program& program) {
  auto arguments = std::make_shared<EnsembleArguments>();
  CLI::App* command = program.app.add_subcommand(
      "ensemble", "Many futures: uncertain assumptions drawn by a design, every member its own luck");
  arguments->design.add_to(*command);
  command->add_option(
      "--until", arguments->until,
      "'chance(TARGET) +- 0.02': adds members until the chance is known so precisely (mc, sobol); -n is "
      "then the most");
  command
      ->add_option("--batch", arguments->batch,
                   "with --until: points after which it is judged (100); with --summary-only: members after which the "
                   "file is brought up to date")
      ->check(CLI::Range(1U, 1000000U));
  command->add_option("--jobs", arguments->jobs, "members side by side")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->add_option("--threads", arguments->threads, "threads inside each member")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command
      ->add_option("--member-timeout", arguments->member_timeout, "seconds after which a member is given up (0: never)")
      ->check(CLI::NonNegativeNumber);
  CLI::Option* output = command->add_option("-o,--output", arguments->output, "result file (HDF5)")->check(not_empty());
  command->add_flag("--dry-run", arguments->dry_run,
                    "print how long it will take and how much disk, from a timed pilot");
  command->add_option("--shard", arguments->shard, "i/n: computes the i-th of n parts, for `skifte merge`");
  command->add_flag("--summary-only", arguments->summary_only,
                    "keep percentiles in place of members: neither memory nor disk grows with their number");
  arguments->microdata.add_to(*command);
  add_crate_option(*command, arguments->crate);
  command->add_flag("--resume", arguments->resume, "continue an interrupted ensemble");
  command->add_flag("--retry-failed", arguments->retry_failed, "with --resume: compute failed members again");
  command->add_option("--max-failures", arguments->max_failures, "start no more members once more than so many failed");
  command->add_flag("--force", arguments->force, "replace a file that is no skifte result, discard a journal");
  command->callback([&program, arguments, output] {
    if (output->count() == 0 && !arguments->dry_run) throw CLI::RequiredError("--output");
    compute(program, *arguments);
  });
}

}  // namespace skifte::program
