#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "agents/model.hpp"
#include "output/dataset.hpp"
#include "scenarios/scenario.hpp"

/// What a result says of its origin: the inputs themselves, and who computed it where with what.
namespace skifte::analysis {

/// The machine's name.
std::string host_name();
/// Machine, kind of build and libraries, a line each; outside the claim of reproducibility.
std::string environment_text();

/// The input files of a scenario by their place below the home (`scenarios/assumptions/cars.yaml`), the city's tables
/// included; files that lie elsewhere stand below `scenario/`, in the folders they have among each other. The
/// scenario's own file is `first`.
struct InputFiles {
  std::string first;
  std::map<std::string, std::string> texts;
  std::map<std::string, std::string> places;  ///< by the path each was read from; of input_files alone
};
InputFiles input_files(const scenarios::Scenario& scenario, const std::filesystem::path& home);

/// All that decides the values of every member, a line each: program, seed, --set, files with their hashes. The same on
/// every machine.
std::string common_inputs(const scenarios::Scenario& scenario, std::uint64_t seed, const std::filesystem::path& home);

/// All that decides the values of the one member of `skifte run`, as text.
std::string run_inputs(const scenarios::Scenario& scenario, std::uint64_t seed, std::uint32_t replicate);

/// The file header of a result made now. `inputs` is all that decides the values, as text.
output::FileHeader result_header(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                                 const std::string& command, const std::string& inputs);

/// The input files that a result carries, by their place below a home. UserFault when it carries none.
InputFiles stored_files(const output::FileHeader& header, const std::string& path);

/// The text kept under this name in the result, "" when there is none.
std::string provenance_text(const output::FileHeader& header, const std::string& name);

}  // namespace skifte::analysis
