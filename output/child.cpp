#include "output/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "sim/fault.hpp"

namespace skifte::output {

namespace {

constexpr std::size_t longest_fault = 32UL * 1024;  // fits a pipe, so the child never waits for a reader

[[noreturn]] void send(int descriptor, char kind, std::string_view text) {
  const std::string report = std::string(1, kind).append(text);
  std::size_t sent = 0;
  while (sent < report.size()) {
    const ssize_t written = write(descriptor, report.data() + sent, report.size() - sent);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) _exit(1);
    sent += static_cast<std::size_t>(written);
  }
  _exit(0);
}

[[noreturn]] void run_and_exit(const std::function<std::string()>& work, int report) {
  reset_inherited_state();
  std::string text;
  try {
    text = work();
  } catch (const sim::UserFault& fault) {
    send(report, 'u', std::string_view(fault.what()).substr(0, longest_fault));
  } catch (const std::exception& fault) {
    send(report, 'p', std::string_view(fault.what()).substr(0, longest_fault));
  } catch (...) {
    send(report, 'p', "something was thrown that is no exception");
  }
  send(report, 'd', text);
}

std::string receive(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer;
  while (true) {
    const ssize_t count = read(descriptor, buffer.data(), buffer.size());
    if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
    if (count == 0 || (count < 0 && errno != EINTR)) return text;
  }
}

}  // namespace

void reset_inherited_state() {
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  signal(SIGINT, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);  // a file-size limit is met as a failed write, as a full disk is
  sigset_t only_interrupt;
  sigemptyset(&only_interrupt);
  // Blocked as well as ignored: a library that installs a handler of its own still does not see it.
  sigaddset(&only_interrupt, SIGINT);
  sigprocmask(SIG_SETMASK, &only_interrupt, nullptr);
  // Thousands of members that crash alike would fill the disk.
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

std::string describe_end(int wait_status) {
  if (WIFEXITED(wait_status)) return "ended with exit status " + std::to_string(WEXITSTATUS(wait_status));
  const int number = WTERMSIG(wait_status);
  const char* name = sigabbrev_np(number);
  return "killed by signal " + std::to_string(number) + (name == nullptr ? "" : " (SIG" + std::string(name) + ")");
}

ChildTask::ChildTask(const std::function<void()>& work) {
  start([&work]() -> std::string {
    work();
    return "";
  });
}

ChildTask::ChildTask(WithText, const std::function<std::string()>& work) {
  start(work);
}

void ChildTask::start(const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw sim::UserFault(std::string("no pipe (") + std::strerror(errno) + ")");
  std::fflush(nullptr);  // else the child holds copies of what is buffered
  process_ = fork();
  const int reason = errno;
  if (process_ == 0) run_and_exit(work, ends[1]);
  close(ends[1]);
  report_ = ends[0];
  if (process_ > 0) return;
  close(report_);
  throw sim::UserFault(std::string("no process can be started (") + std::strerror(reason) + ")");
}

ChildTask::~ChildTask() {
  kill();
  close(report_);
}

bool ChildTask::ended() {
  if (!reaped_) reaped_ = waitpid(process_, &wait_status_, WNOHANG) == process_;
  return reaped_;
}

std::string ChildTask::finish() {
  const std::string report = receive(report_);
  while (!reaped_) reaped_ = waitpid(process_, &wait_status_, 0) == process_ || errno != EINTR;
  if (report.empty()) throw sim::ProgramFault("a helper process " + describe_end(wait_status_));
  if (report[0] == 'u') throw sim::UserFault(report.substr(1));
  if (report[0] == 'p') throw sim::ProgramFault(report.substr(1));
  return report.substr(1);
}

void ChildTask::kill() {
  if (reaped_) return;
  ::kill(process_, SIGKILL);
  while (!reaped_) reaped_ = waitpid(process_, &wait_status_, 0) == process_ || errno != EINTR;
}

double children_seconds() {
  rusage used{};
  getrusage(RUSAGE_CHILDREN, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

void in_child(const std::function<void()>& work) {
  ChildTask(work).finish();
}

std::string text_from_child(const std::function<std::string()>& work) {
  return ChildTask(ChildTask::WithText{}, work).finish();
}

}  // namespace skifte::output
