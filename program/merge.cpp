#include "output/merge.hpp"

#include <fmt/format.h>

#include <iostream>

#include "analysis/crate.hpp"
#include "analysis/ensemble.hpp"
#include "output/verification.hpp"
#include "program/commands.hpp"
#include "program/session.hpp"

namespace skifte::program {

namespace {

struct MergeArguments {
  std::string output;
  std::vector<std::string> shards;
  bool partial = false;
  bool force = false;
  std::string crate;
};

void merge(Program& program, const MergeArguments& arguments) {
  const auto overwrite = arguments.force ? output::Overwrite::force : output::Overwrite::results;
  const auto completeness = arguments.partial ? output::Completeness::partial : output::Completeness::whole;
  const output::MergeOutcome outcome = output::merge_results(arguments.output, arguments.shards, program.command_line,
                                                             analysis::host_name(), completeness, overwrite);
  if (!outcome.failed.empty()) std::cerr << fmt::format("members that failed: {}\n", output::as_ranges(outcome.failed));
  if (!outcome.missing.empty())
    std::cerr << fmt::format("{} of {} members are missing: {}\n", outcome.missing.size(),
                             outcome.members + outcome.missing.size(), outcome.what_is_missing);
  if (!outcome.failed.empty() || !outcome.missing.empty()) program.status = Exit::some_failed;
  fmt::print("Written: {} with {} members of {} files\n", arguments.output, outcome.members, arguments.shards.size());
  if (arguments.crate.empty()) return;
  analysis::write_crate(arguments.output, arguments.crate);
  fmt::print("Written: {}, an RO-Crate\n", arguments.crate);
}

}  // namespace

void add_merge(Program& program) {
  auto arguments = std::make_shared<MergeArguments>();
  CLI::App* command = program.app.add_subcommand(
      "merge", "Joins the shards of an ensemble into the file that one run would have written");
  command->add_option("output", arguments->output, "result file to write (HDF5)")->required()->check(not_empty());
  command->add_option("shards", arguments->shards, "result files of `skifte ensemble --shard i/n`, in any order")
      ->required();
  command->add_flag("--partial", arguments->partial, "merge what is there though shards or members are missing");
  command->add_flag("--force", arguments->force, "replace a file that is no skifte result");
  add_crate_option(*command, arguments->crate);
  command->callback([&program, arguments] { merge(program, *arguments); });
}

}  // namespace skifte::program
