#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

/// The commands of the program: each adds itself to the command line and runs when called. What they share stands here.
namespace skifte::program {

/// Exit status of the program.
enum class Exit { done = 0, program_fault = 1, user_fault = 2, some_failed = 3, interrupted = 130 };

/// The scenario argument and --set, shared by most commands.
struct ScenarioArguments {
  std::string scenario;
  std::vector<std::string> sets;
  void add_to(CLI::App& command);
};

/// Each adds its command; the command's callback sets `status`.
struct Program {
  CLI::App app{"Skifte simulates a city's climate transition, agent by agent.", "skifte"};
  std::string command_line;
  Exit status = Exit::done;
};
void add_run(Program& program);
void add_ensemble(Program& program);
void add_merge(Program& program);
void add_verify(Program& program);
void add_reproduce(Program& program);
void add_slurm(Program& program);
void add_design(Program& program);
void add_check(Program& program);
void add_backtest(Program& program);
void add_report(Program& program);
void add_compare(Program& program);
void add_export(Program& program);
void add_attribute(Program& program);
void add_analyse(Program& program);
void add_sensitivity(Program& program);
void add_discover(Program& program);
void add_value_of_information(Program& program);
void add_assumptions(Program& program);
void add_schema(Program& program);

}  // namespace skifte::program
