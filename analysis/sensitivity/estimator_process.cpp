#include "analysis/sensitivity/estimator_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <system_error>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

/// A folder for the question and the answer; it goes with the object.
class WorkFolder {
 public:
  WorkFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "skifte-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw sim::UserFault(
          fmt::format("no folder can be made in {} (set TMPDIR)", std::filesystem::temp_directory_path().string()));
    }
    path_ = name;
  }
  ~WorkFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  std::string operator/(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

std::string read_all(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

nlohmann::json ask_program(const std::filesystem::path& program, const nlohmann::json& request) {
  if (!std::filesystem::exists(program)) {
    throw sim::UserFault(
        fmt::format("{} is missing (it computes polynomial chaos and is built beside skifte) build it with "
                    "`cmake --build --preset release --target skifte-analysis`, or take --method delta?",
                    program.string()));
  }
  const WorkFolder folder;
  const std::string question = folder / "question.json";
  const std::string answer = folder / "answer.json";
  const std::string complaint = folder / "complaint.txt";
  std::ofstream out(question, std::ios::binary);
  out << request.dump();
  out.close();
  if (!out) throw sim::UserFault(fmt::format("{} cannot be written (is the disk full?)", question));

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, question.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, answer.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, complaint.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  std::string path = program.string();
  std::array<char*, 2> arguments{path.data(), nullptr};
  pid_t child = -1;
  const int failed = posix_spawn(&child, path.c_str(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) {
    throw sim::UserFault(fmt::format("{} cannot be started ({})", path, std::generic_category().message(failed)));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw sim::ProgramFault(fmt::format("skifte-analysis failed: {}", read_all(complaint)));
  }
  return nlohmann::json::parse(read_all(answer));
}

}  // namespace skifte::analysis
