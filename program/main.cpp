#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

#include "analysis/version.hpp"
#include "program/commands.hpp"
#include "program/number_arguments.hpp"
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

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string with_nearest(const std::string& text, const std::string& word, const std::vector<std::string>& known) {
  const std::string near = skifte::sim::nearest_name(word, known);
  return text + (near.empty() ? " (`skifte --help` lists them)" : ", did you mean '" + near + "'?");
}

/// A line about a command or a long option that does not exist, with the nearest that does; "" when all exist.
std::string unknown_word(const CLI::App& app, int argc, char** argv) {
  const std::string first = argc > 1 ? argv[1] : "";
  if (first.empty() || first.starts_with("-")) return "";
  std::vector<std::string> commands;
  const CLI::App* command = nullptr;
  for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; })) {
    commands.push_back(each->get_name());
    if (each->get_name() == first) command = each;
  }
  if (command == nullptr) return with_nearest("no command '" + first + "'", first, commands);
  const std::vector<std::string> options = option_names(*command);
  for (int i = 2; i < argc; ++i) {
    const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    if (!word.starts_with("--") || word == "--" || word == "--help") continue;
    if (std::find(options.begin(), options.end(), word) == options.end()) {
      return with_nearest("`skifte " + first + "` has no option '" + word + "'", word, options);
    }
  }
  return "";
}

int report_ours(const std::string& what) {
  std::cerr << fmt::format(
      "skifte: internal error: {}\nThis is a fault of the program, not of your input. Please report it with the "
      "command "
      "line and the output of `skifte --version`.\n",
      what);
  return static_cast<int>(Exit::program_fault);
}

int answer(int argc, char** argv) {
  // A file that may not grow is told as a full disk is, and what is half written is removed.
  std::signal(SIGXFSZ, SIG_IGN);
  skifte::program::Program program;
  program.command_line = joined(argc, argv);
  program.app.require_subcommand(1);
  program.app.set_version_flag("--version",
                               fmt::format("skifte {} ({}), {}", skifte::analysis::program_version(),
                                           skifte::analysis::program_commit(), skifte::analysis::compiler_name()));
  try {
    skifte::program::add_run(program);
    skifte::program::add_ensemble(program);
    skifte::program::add_merge(program);
    skifte::program::add_verify(program);
    skifte::program::add_reproduce(program);
    skifte::program::add_slurm(program);
    skifte::program::add_design(program);
    skifte::program::add_check(program);
    skifte::program::add_backtest(program);
    skifte::program::add_report(program);
    skifte::program::add_compare(program);
    skifte::program::add_export(program);
    skifte::program::add_attribute(program);
    skifte::program::add_analyse(program);
    skifte::program::add_sensitivity(program);
    skifte::program::add_discover(program);
    skifte::program::add_value_of_information(program);
    skifte::program::add_assumptions(program);
    skifte::program::add_schema(program);
    skifte::program::read_numbers_strictly(program.app);
    program.app.parse(argc, argv);
    return unless_output_failed(static_cast<int>(program.status));
  } catch (const CLI::ParseError& error) {
    if (const std::string word = unknown_word(program.app, argc, argv); !word.empty()) {
      std::cerr << word << "\n";
      return static_cast<int>(Exit::user_fault);
    }
    const int code = program.app.exit(error);
    return unless_output_failed(code == 0 ? 0 : static_cast<int>(Exit::user_fault));
  } catch (const skifte::sim::UserFault& fault) {
    std::cout.flush();
    std::cerr << skifte::scenarios::format_faults(fault.faults(), std::filesystem::current_path());
    return static_cast<int>(Exit::user_fault);
  } catch (const std::filesystem::filesystem_error& error) {
    // What a file system refuses (a folder closed to us, a link that leads back to itself) is not the program's doing.
    std::cerr << fmt::format("{}: {}\n", error.path1().string(), error.code().message());
    return static_cast<int>(Exit::user_fault);
  } catch (const std::system_error& error) {
    // fmt reports a failed write to standard output this way.
    if (std::ferror(stdout) != 0) return unless_output_failed(0);
    return report_ours(error.what());
  } catch (const std::exception& error) {
    return report_ours(error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return answer(argc, argv);
  } catch (...) {  // not even a message could be made
    std::fputs("skifte: internal error, of which nothing can be told (memory may be short)\n", stderr);
    return static_cast<int>(Exit::program_fault);
  }
}
