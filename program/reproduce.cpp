#include "analysis/reproduce.hpp"

#include <fmt/format.h>

#include "program/commands.hpp"

namespace skifte::program {

namespace {

struct ReproduceArguments {
  std::string file;
  std::uint32_t member = 0;
  int threads = 1;
};

void reproduce(Program& program, const ReproduceArguments& arguments) {
  const analysis::Reproduction outcome =
      analysis::reproduce_member(arguments.file, arguments.member, arguments.threads);
  if (outcome.identical()) {
    fmt::print("member {} of {}: {} numbers computed again, bit for bit the same\n", arguments.member, arguments.file,
               outcome.numbers);
  } else {
    fmt::print("member {} of {}: {} of {} numbers differ\n", arguments.member, arguments.file, outcome.different,
               outcome.numbers);
    for (const std::string& difference : outcome.differences) fmt::print("  {}\n", difference);
    program.status = Exit::some_failed;
  }
  if (!outcome.surroundings.empty()) fmt::print("Not as when the file was made:\n");
  for (const std::string& text : outcome.surroundings) fmt::print("  {}\n", text);
}

}  // namespace

void add_reproduce(Program& program) {
  auto arguments = std::make_shared<ReproduceArguments>();
  CLI::App* command = program.app.add_subcommand(
      "reproduce", "Computes a member again from what the result carries and compares bit for bit");
  command->add_option("file", arguments->file, "result file")->required();
  command->add_option("--member", arguments->member, "which member")->capture_default_str();
  command->add_option("--threads", arguments->threads, "threads inside the run")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->callback([&program, arguments] { reproduce(program, *arguments); });
}

}  // namespace skifte::program
