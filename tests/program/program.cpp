#include "tests/program/program.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace skifte::program::testing {

namespace {

constexpr int time_allowed = 600;  // [s]

void redirect(int descriptor, const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || dup2(file, descriptor) < 0) _exit(126);
  close(file);
}

[[noreturn]] void become_program(const std::vector<std::string>& arguments, const Surroundings& surroundings,
                                 const TemporaryFolder& folder) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing outlives the tests
  for (int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGTERM, SIGINT}) std::signal(signal, SIG_DFL);
  setenv("SKIFTE_HOME", SKIFTE_SOURCE_DIR, 0);
  for (const std::string& variable : surroundings.variables) putenv(strdup(variable.c_str()));
  if (surroundings.standard_output == "-")
    close(STDOUT_FILENO);
  else
    redirect(STDOUT_FILENO, surroundings.standard_output.empty() ? folder / "out" : surroundings.standard_output);
  redirect(STDERR_FILENO, folder / "err");
  std::vector<char*> words{strdup("skifte")};
  for (const std::string& argument : arguments) words.push_back(strdup(argument.c_str()));
  words.push_back(nullptr);
  if (surroundings.before_program) surroundings.before_program();
  execv(SKIFTE_PROGRAM, words.data());
  _exit(127);
}

std::string place_of(const output::Layout& layout, std::string_view variable, std::size_t index, std::uint32_t member) {
  return "member " + std::to_string(member) + ", " + layout.describe(layout.offset(variable) + index);
}

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

/// Compares variables of equal layout; only values that `counts` (variable, index in the member's block) says.
template <class Counts>
std::string first_difference(const std::string& left_path, const std::string& right_path, Counts counts) {
  const output::ResultFile left(left_path);
  const output::ResultFile right(right_path);
  if (left.members() != right.members()) return "other members";
  if (left.statuses() != right.statuses()) return "other statuses";
  if (left.seeds() != right.seeds() || left.replicates() != right.replicates()) return "other seeds or replicates";
  for (const output::VariableSpec& spec : left.layout().variables()) {
    if (!right.layout().has(spec.name) || right.layout().size(spec.name) != left.layout().size(spec.name)) continue;
    const std::vector<double> a = left.read(spec.name);
    const std::vector<double> b = right.read(spec.name);
    const std::size_t width = left.layout().size(spec.name);
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!counts(left.layout(), spec, i % width) || same_bits(a[i], b[i])) continue;
      std::ostringstream text;
      text.precision(17);
      text << place_of(left.layout(), spec.name, i % width, left.members()[i / width]) << ": " << a[i] << " and "
           << b[i];
      return text.str();
    }
  }
  return "";
}

}  // namespace

Running::Running(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("fork failed");
  if (process_ == 0) become_program(arguments, surroundings, folder_);
}

Running::~Running() {
  if (reaped_) return;
  ::kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

void Running::send(int signal) const {
  ::kill(process_, signal);
}

bool Running::ended() {
  if (!reaped_) reaped_ = waitpid(process_, &wait_status_, WNOHANG) == process_;
  return reaped_;
}

Ended Running::wait() {
  if (!wait_until([this] { return ended(); }, time_allowed)) {
    ::kill(process_, SIGKILL);
    waitpid(process_, &wait_status_, 0);
    reaped_ = true;
  }
  return {WIFEXITED(wait_status_) ? WEXITSTATUS(wait_status_) : -1,
          WIFSIGNALED(wait_status_) ? WTERMSIG(wait_status_) : 0, read_text(folder_ / "out"),
          read_text(folder_ / "err")};
}

Ended skifte(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  return Running(arguments, surroundings).wait();
}

bool wait_until(const std::function<bool()>& holds, int seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<std::string> entries(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string difference(const std::string& left, const std::string& right) {
  const output::ResultFile a(left);
  const output::ResultFile b(right);
  if (!(a.layout() == b.layout())) return "another layout";
  return first_difference(left, right, [](auto&, auto&, std::size_t) { return true; });
}

std::string difference_before(int year, const std::string& left, const std::string& right) {
  return first_difference(left, right,
                          [year](const output::Layout& layout, const output::VariableSpec& spec, std::size_t index) {
                            if (spec.dimensions.empty() || spec.dimensions.front() != "year") return false;
                            const auto& years = layout.dimension("year").years;
                            return years[index / (layout.size(spec.name) / years.size())] < year;
                          });
}

}  // namespace skifte::program::testing
