#pragma once
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/sensitivity/study.hpp"
#include "output/result_reader.hpp"
#include "program/commands.hpp"

namespace skifte::program {

/// Where inputs and outcomes come from: a result file, or two plain tables.
struct StudyArguments {
  std::string file;
  std::string scenario;
  std::string design;
  std::string outputs;
  void add_to(CLI::App& command);
};

/// A study with the file it reads from.
struct OpenStudy {
  std::unique_ptr<output::ResultFile> file;  ///< empty for tables
  analysis::Study study;
  /// Outcomes asked for, those without a year at each year; of tables every column when none is asked for.
  std::vector<std::string> outcomes(const std::vector<std::string>& asked, const StudyArguments& arguments) const;
};
/// With the scenario, city and seed that the study is of; of tables as it is.
nlohmann::json with_origin(nlohmann::json json, const OpenStudy& open);
OpenStudy open_study(const StudyArguments& arguments);

/// The program beside this one.
std::filesystem::path sibling_program(const std::string& name);

}  // namespace skifte::program
