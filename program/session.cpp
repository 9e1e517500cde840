#include "program/session.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <system_error>

#include "analysis/ensemble.hpp"
#include "scenarios/city_reader.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/outcomes.hpp"

namespace skifte::program {

void ScenarioArguments::add_to(CLI::App& command) {
  command.add_option("scenario", scenario, "a scenario that ships (contract-2030), or the path of a file")->required();
  command.add_option("--set", sets, "NAME=VALUE: an assumption, LEVER.PARAMETER=VALUE, LEVER=off")->take_all();
}

scenarios::Scenario read_scenario(const ScenarioArguments& arguments, Notes notes) {
  scenarios::Scenario scenario =
      scenarios::load_scenario(arguments.scenario, arguments.sets, scenarios::model_vocabulary());
  if (notes == Notes::silent) return scenario;
  for (const sim::Fault& note : scenario.notes) std::cerr << "note: " << sim::to_string(note) << "\n";
  return scenario;
}

agents::CityData read_scenario_city(const scenarios::Scenario& scenario) {
  return scenarios::read_city((scenarios::cities_folder(scenarios::find_home()) / scenario.city).string());
}

void refuse_inputs(const scenarios::Scenario& scenario, const std::string& output) {
  for (const scenarios::SourceFile& file : scenario.files) {
    std::error_code unknown;
    if (!output.empty() && std::filesystem::equivalent(file.path, output, unknown)) {
      throw sim::UserFault(output + " is what the scenario was read from (a result would replace it)");
    }
  }
}

CLI::Validator not_empty() {
  return {[](const std::string& path) { return path.empty() ? std::string("an empty path") : std::string(); }, "",
          "not empty"};
}

void add_crate_option(CLI::App& command, std::string& folder) {
  command
      .add_option("--crate", folder,
                  "also make this folder an RO-Crate: a copy of the result, its input files, ro-crate-metadata.json")
      ->check(not_empty());
}

agents::ModelRun run_scenario(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                              std::uint32_t replicate, int threads, const agents::MicrodataRequest& microdata,
                              const sim::MonthsDone& months_done) {
  try {
    return analysis::run_central(scenario, city, seed, replicate, threads, microdata, months_done);
  } catch (const sim::ProgramFault& fault) {
    if (scenario.changed_assumptions.empty()) throw;
    std::string names;
    for (const std::string& name : scenario.changed_assumptions) names += (names.empty() ? "" : ", ") + name;
    throw sim::UserFault(
        fmt::format("the model cannot be computed with {} as changed here ({}) see `skifte assumptions NAME` for the "
                    "plausible range",
                    names, fault.what()));
  }
}

}  // namespace skifte::program
