#include "scenarios/locations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include "scenarios/study_text.hpp"
#include "sim/fault.hpp"

namespace skifte::scenarios {

namespace fs = std::filesystem;

namespace {

// What people write is far smaller; what `sensitivity --json` prints of every year is a few megabytes.
constexpr std::uintmax_t largest_file = 2'000'000, largest_study = 32'000'000;  // [byte]

std::string read_at_most(const fs::path& path, std::uintmax_t most) {
  if (fs::is_directory(path)) throw sim::UserFault("'" + path.string() + "' is a folder (a file is needed)");
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    throw sim::UserFault("cannot read '" + path.string() + "' (" +
                         (fs::exists(path) ? "no permission" : "no such file") + ")");
  // A result or an archive taken for a scenario would keep the reader busy for hours.
  std::error_code unknown;
  const auto size = fs::file_size(path, unknown);
  if (!unknown && size > most) {
    throw sim::UserFault(fmt::format("'{}' holds {:.0f} MB (a text of at most {:.0f} MB is read)", path.string(),
                                     static_cast<double>(size) / 1e6, static_cast<double>(most) / 1e6));
  }
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

}  // namespace

fs::path find_home() {
  if (const char* home = std::getenv("SKIFTE_HOME"); home != nullptr && *home != '\0') {
    if (fs::is_directory(shipped_folder(home))) return home;
    throw sim::UserFault(std::string("SKIFTE_HOME is '") + home + "' (it must hold the folder scenarios/shipped)");
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  for (fs::path folder = program.parent_path(); !error && !folder.empty(); folder = folder.parent_path()) {
    if (fs::is_directory(shipped_folder(folder))) return folder;
    if (folder == folder.root_path()) break;
  }
  throw sim::UserFault(
      "no folder scenarios/shipped above the program (cities and scenarios lie there) set SKIFTE_HOME to its parent?");
}

fs::path shipped_folder(const fs::path& home) {
  return home / "scenarios" / "shipped";
}
fs::path shared_assumptions_folder(const fs::path& home) {
  return home / "scenarios" / "assumptions";
}
fs::path cities_folder(const fs::path& home) {
  return home / "scenarios" / "cities";
}
fs::path any_city_folder(const fs::path& home) {
  return home / "scenarios" / "any_city";
}

std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> yaml_names(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::path& file : yaml_files(folder)) names.push_back(file.stem().string());
  return names;
}

std::vector<std::string> folder_names(const fs::path& folder) {
  std::vector<std::string> names;
  if (!fs::is_directory(folder)) return names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_file(const fs::path& path) {
  return read_at_most(path, largest_file);
}

std::string read_study_text(const fs::path& path) {
  return read_at_most(path, largest_study);
}

}  // namespace skifte::scenarios
