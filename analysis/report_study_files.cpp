#include "analysis/report_study_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/report_studies.hpp"
#include "analysis/study_origin.hpp"
#include "scenarios/study_text.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

/// The place of the scenario of an argument SCENARIO=FILE and its file; the one shown first where only a file is given.
std::pair<std::size_t, std::string> scenario_and_file(const std::string& argument, const ReportData& data) {
  const std::size_t mark = argument.find('=');
  if (mark == std::string::npos) return {0, argument};
  std::vector<std::string> known;
  for (const ScenarioReport& scenario : data.scenarios) {
    if (scenario.id == argument.substr(0, mark)) return {known.size(), argument.substr(mark + 1)};
    known.push_back(scenario.id);
  }
  const std::string near = sim::nearest_name(argument.substr(0, mark), known);
  throw sim::UserFault(fmt::format("'{}': the report has no scenario '{}'{}", argument, argument.substr(0, mark),
                                   near.empty() ? std::string() : fmt::format(", did you mean '{}'?", near)));
}

}  // namespace

void add_studies(const ReportStudies& studies, const std::vector<output::ResultFile>& files,
                 const scenarios::Vocabulary& vocabulary, const scenarios::Words& words, ReportData& data) {
  for (const std::string& path : studies.attributions) {
    const std::string text = scenarios::read_study_text(path);
    const ReadAttribution found = read_attribution(text, path, vocabulary, words);
    const auto scenario = std::find_if(data.scenarios.begin(), data.scenarios.end(),
                                       [&](const ScenarioReport& each) { return each.id == found.scenario; });
    if (scenario == data.scenarios.end())
      throw sim::UserFault(
          fmt::format("{} is about the scenario {}, of which the report has no result", path, found.scenario));
    const StudyJson study(text, path);
    for (const output::ResultFile& file : files) {
      if (file.header().scenario == found.scenario) check_inputs(study.root(), "scenario", file);
      if (file.header().scenario == found.baseline) check_inputs(study.root(), "baseline", file);
    }
    scenario->attribution.insert(scenario->attribution.end(), found.outcomes.begin(), found.outcomes.end());
  }
  for (const std::string& argument : studies.sensitivities) {
    const auto [place, path] = scenario_and_file(argument, data);
    const std::string text = scenarios::read_study_text(path);
    const StudyOrigin origin = check_ensemble(StudyJson(text, path).root(), files[place]);
    for (SensitivityReport& report : read_sensitivity(text, path, vocabulary, words)) {
      report.is_of_tables = origin == StudyOrigin::tables;
      data.scenarios[place].sensitivity.push_back(std::move(report));
    }
  }
  for (const std::string& argument : studies.discoveries) {
    const auto [place, path] = scenario_and_file(argument, data);
    const std::string text = scenarios::read_study_text(path);
    const StudyOrigin origin = check_ensemble(StudyJson(text, path).root(), files[place]);
    DiscoveryReport report = read_discovery(text, path, vocabulary, words);
    report.is_of_tables = origin == StudyOrigin::tables;
    data.scenarios[place].discovery.push_back(std::move(report));
  }
  for (const std::string& path : studies.information) {
    const std::string text = scenarios::read_study_text(path);
    InformationReport report = read_information(text, path, vocabulary, words);
    check_ensembles(StudyJson(text, path).root(), files);
    data.information.push_back(std::move(report));
  }
}

}  // namespace skifte::analysis
