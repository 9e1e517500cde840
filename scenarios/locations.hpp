#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace skifte::scenarios {

/// The folder that holds scenarios/: the environment variable SKIFTE_HOME if set, else the nearest folder at or above
/// the executable with scenarios/shipped in it. UserFault when there is none.
std::filesystem::path find_home();

std::filesystem::path shipped_folder(const std::filesystem::path& home);
std::filesystem::path shared_assumptions_folder(const std::filesystem::path& home);
std::filesystem::path cities_folder(const std::filesystem::path& home);
/// What holds for a city that says nothing else.
std::filesystem::path any_city_folder(const std::filesystem::path& home);

/// The .yaml files directly in a folder, sorted by name; empty when there is no such folder.
std::vector<std::filesystem::path> yaml_files(const std::filesystem::path& folder);
/// Their names without folder and ending.
std::vector<std::string> yaml_names(const std::filesystem::path& folder);
/// The folders directly in a folder, sorted by name.
std::vector<std::string> folder_names(const std::filesystem::path& folder);

/// A file's bytes; UserFault when it cannot be read or holds more than 2 MB.
std::string read_file(const std::filesystem::path& path);

}  // namespace skifte::scenarios
