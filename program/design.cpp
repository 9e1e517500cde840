#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "analysis/design_table.hpp"
#include "program/commands.hpp"
#include "program/design_arguments.hpp"
#include "program/session.hpp"
#include "program/text_file.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct DesignCommand {
  DesignArguments design;
  std::string output;
  bool force = false;
};

bool is_result(const std::string& name) {
  return name.ends_with(".h5");
}

/// Replaces only what is a design, unless forced.
void write_design(const DesignCommand& arguments, const std::string& text) {
  const std::filesystem::path path(arguments.output);
  if (std::filesystem::exists(path) && !arguments.force) {
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    if (!std::filesystem::is_regular_file(path) || !line.starts_with("point,replicate,scenario")) {
      throw sim::UserFault(
          fmt::format("{} exists and is no design (it would be lost) use --force to replace it", arguments.output));
    }
  }
  write_text_file(arguments.output, text);
}

void show(const DesignCommand& arguments) {
  const std::vector<std::string>& names = arguments.design.scenarios;
  std::string text;
  if (names.size() == 1 && is_result(names.front())) {
    text = analysis::design_table(output::ResultFile(names.front()));
  } else {
    text = analysis::design_table(make_plan(arguments.design));
  }
  if (arguments.output.empty()) {
    fmt::print("{}", text);
    return;
  }
  write_design(arguments, text);
  fmt::print("Written: {}\n", arguments.output);
}

}  // namespace

void add_design(Program& program) {
  auto arguments = std::make_shared<DesignCommand>();
  CLI::App* command = program.app.add_subcommand(
      "design", "The members of an ensemble as a CSV table, from a result file (FILE.h5) or before it is computed");
  arguments->design.add_to(*command);
  command->add_option("-o,--output", arguments->output, "CSV file; otherwise it is printed")->check(not_empty());
  command->add_flag("--force", arguments->force, "replace a file that is no design");
  command->callback([arguments] { show(*arguments); });
}

}  // namespace skifte::program
