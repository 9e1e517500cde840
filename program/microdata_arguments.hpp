#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "agents/microdata.hpp"

namespace skifte::program {

/// `--microdata TABLE,TABLE --every 5y`, shared by the commands that simulate.
struct MicrodataArguments {
  std::vector<std::string> tables;
  std::string every = "5y";
  const CLI::Option* interval = nullptr;  ///< set by add_to()
  void add_to(CLI::App& command);
  /// UserFault for a table that there is not, with the nearest, or a pause that is none.
  agents::MicrodataRequest request() const;
};

}  // namespace skifte::program
