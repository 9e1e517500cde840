#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>

namespace skifte::analysis {

/// Runs another program of ours with a request on its standard input and returns what it prints. UserFault where the
/// program is not there, ProgramFault where it fails.
nlohmann::json ask_program(const std::filesystem::path& program, const nlohmann::json& request);

}  // namespace skifte::analysis
