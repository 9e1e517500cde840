#pragma once
#include <filesystem>
#include <string>

namespace skifte::scenarios {

/// As read_file, for what a command printed with --json: up to 32 MB.
std::string read_study_text(const std::filesystem::path& path);

}  // namespace skifte::scenarios
