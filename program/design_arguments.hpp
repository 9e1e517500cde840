#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/plan.hpp"

namespace skifte::program {

/// What decides the members of an ensemble, shared by the commands that make or show a design.
struct DesignArguments {
  std::vector<std::string> scenarios;
  std::vector<std::string> sets;
  std::uint32_t size = 100;
  std::string design = "lhs";
  std::uint64_t seed = 1;
  std::uint32_t replicates = 1;
  std::vector<std::string> factors;
  std::string join = "cross";
  std::vector<std::string> vary;
  bool second_order = false;
  bool independent = false;
  void add_to(CLI::App& command);
  /// The arguments as words of a command line, after the command's name.
  std::vector<std::string> words() const;
};

/// The plan they ask for. UserFault with what is wrong.
analysis::Plan make_plan(const DesignArguments& arguments);

}  // namespace skifte::program
