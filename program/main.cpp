#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "analysis/version.hpp"
#include "program/commands.hpp"
#include "scenarios/check.hpp"
#include "sim/fault.hpp"

namespace {

using skifte::program::Exit;

std::string joined(int argc, char** argv) {
  std::string text = "skifte";
  for (int i = 1; i < argc; ++i) text += std::string(" ") + argv[i];
  return text;
}

/// What was printed must have arrived: a closed or full standard output is the user's matter.
int unless_output_failed(int status) {
  std::cout.flush();
  if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  std::cerr << "standard output cannot be written (closed, or its disk is full)\n";
  return static_cast<int>(Exit::user_fault);
}

int report_ours(const std::string& what) {
  std::cerr << fmt::format(
      "skifte: internal error: {}\nThis is a fault of the program, not of your input. Please report it with the "
      "command "
      "line and the output of `skifte --version`.\n",
      what);
  return static_cast<int>(Exit::program_fault);
}

}  // namespace

int main(int argc, char** argv) {
  skifte::program::Program program;
  program.command_line = joined(argc, argv);
  program.app.require_subcommand(1);
  program.app.set_version_flag("--version",
                               fmt::format("skifte {} ({}), {}", skifte::analysis::program_version(),
                                           skifte::analysis::program_commit(), skifte::analysis::compiler_name()));
  try {
    skifte::program::add_run(program);
    skifte::program::add_ensemble(program);
    skifte::program::add_check(program);
    skifte::program::add_report(program);
    skifte::program::add_assumptions(program);
    skifte::program::add_schema(program);
    program.app.parse(argc, argv);
    return unless_output_failed(static_cast<int>(program.status));
  } catch (const CLI::ParseError& error) {
    const int code = program.app.exit(error);
    return unless_output_failed(code == 0 ? 0 : static_cast<int>(Exit::user_fault));
  } catch (const skifte::sim::UserFault& fault) {
    std::cout.flush();
    std::cerr << skifte::scenarios::format_faults(fault.faults(), std::filesystem::current_path());
    return static_cast<int>(Exit::user_fault);
  } catch (const std::system_error& error) {
    // fmt reports a failed write to standard output this way.
    if (std::ferror(stdout) != 0) return unless_output_failed(0);
    return report_ours(error.what());
  } catch (const std::exception& error) {
    return report_ours(error.what());
  }
}
