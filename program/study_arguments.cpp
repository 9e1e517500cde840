#include "program/study_arguments.hpp"

#include <fmt/format.h>

#include <system_error>

#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/study_origin.hpp"
#include "program/session.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

void StudyArguments::add_to(CLI::App& command) {
  CLI::Option* result = command.add_option("file", file, "result of an ensemble");
  command.add_option("--scenario", scenario, "of a result that holds several");
  CLI::Option* inputs =
      command.add_option("--design", design, "instead of a result: CSV, a column an input, a row a run")
          ->check(not_empty())
          ->excludes(result);
  CLI::Option* table = command.add_option("--outputs", outputs, "CSV, a column an outcome, rows as in --design")
                           ->check(not_empty())
                           ->excludes(result);
  inputs->needs(table);
  table->needs(inputs);
}

OpenStudy open_study(const StudyArguments& arguments) {
  if (!arguments.design.empty()) return {nullptr, analysis::read_study(arguments.design, arguments.outputs)};
  if (arguments.file.empty()) throw sim::UserFault("no result is named (FILE.h5, or --design X.csv --outputs Y.csv)");
  auto file = std::make_unique<output::ResultFile>(arguments.file);
  analysis::Study study = analysis::read_study(*file, arguments.scenario, scenarios::model_vocabulary());
  return {std::move(file), std::move(study)};
}

nlohmann::json with_origin(nlohmann::json json, const OpenStudy& open) {
  if (open.file == nullptr) return json;
  json["ensemble"] = analysis::ensemble_json(*open.file);
  json["scenario"] = open.study.scenario;
  json["city"] = open.file->header().city;
  json["seed"] = open.study.seed;
  return json;
}

std::vector<std::string> OpenStudy::outcomes(const std::vector<std::string>& asked,
                                             const StudyArguments& arguments) const {
  if (file == nullptr) return asked.empty() ? analysis::output_names(arguments.outputs) : asked;
  if (asked.empty()) throw sim::UserFault("no outcome is named --outcome net_emissions@2035?");
  const analysis::ResultOutcomes names(*file);
  std::vector<std::string> all;
  for (const std::string& one : asked) {
    const bool is_name = one.find_first_of(" <>*+()'") == std::string::npos;
    if (!is_name) {
      all.push_back(one);
      continue;
    }
    for (std::string& name : names.over_years(one)) all.push_back(std::move(name));
  }
  return all;
}

std::filesystem::path sibling_program(const std::string& name) {
  std::error_code failed;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", failed);
  return failed ? std::filesystem::path(name) : own.parent_path() / name;
}

}  // namespace skifte::program
