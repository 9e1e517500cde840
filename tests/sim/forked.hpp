#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>

namespace skifte::tests {

/// What came of a forked child.
struct ForkedResult {
  int exit_status;      ///< 0: the body returned; 1: it threw
  int signal;           ///< that ended the child, 0 none
  std::string text;     ///< what the body returned, or the exception's what()
  std::string printed;  ///< what the child wrote to stdout and stderr
};

inline std::string read_to_end(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t size = 0; (size = read(descriptor, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
  close(descriptor);
  return text;
}

/// The child's part: runs `body`, sends its text and leaves by _exit. A child that hangs is ended after two minutes.
[[noreturn]] inline void run_as_child(const std::function<std::string()>& body, int text_end, int printed_end) {
  // Catch2 reports deadly signals as failures of the test case; here they shall just end the child.
  for (int deadly : {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGTERM, SIGINT}) std::signal(deadly, SIG_DFL);
  alarm(120);
  dup2(printed_end, STDOUT_FILENO);
  dup2(printed_end, STDERR_FILENO);
  int status = 0;
  std::string text;
  try {
    text = body();
  } catch (const std::exception& error) {
    status = 1;
    text = error.what();
  } catch (...) {
    status = 1;
    text = "an exception that is no std::exception";
  }
  std::fflush(nullptr);
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t size = write(text_end, text.data() + sent, text.size() - sent);
    if (size <= 0) _exit(2);
    sent += static_cast<std::size_t>(size);
  }
  _exit(status);
}

/// Runs `body` in a forked child, since SimGrid makes one Engine per operating-system process. Checks belong in the
/// parent: the body returns what it saw as text. The child may print up to a pipe's buffer (64 kB).
inline ForkedResult run_forked(const std::function<std::string()>& body) {
  std::array<int, 2> text_pipe{};
  std::array<int, 2> printed_pipe{};
  if (pipe(text_pipe.data()) != 0 || pipe(printed_pipe.data()) != 0) throw std::runtime_error("pipe failed");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) run_as_child(body, text_pipe[1], printed_pipe[1]);
  close(text_pipe[1]);
  close(printed_pipe[1]);
  ForkedResult result{};
  result.text = read_to_end(text_pipe[0]);
  result.printed = read_to_end(printed_pipe[0]);
  int status = 0;
  waitpid(child, &status, 0);
  result.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  return result;
}

}  // namespace skifte::tests
