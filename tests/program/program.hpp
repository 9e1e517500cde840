#pragma once
#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "output/result_reader.hpp"
#include "tests/output/example_result.hpp"

/// Starts the built program as a user would.
namespace skifte::program::testing {

using output::example::TemporaryFolder;

struct Ended {
  int status;  ///< exit status, -1 when a signal ended it
  int signal;  ///< 0 none
  std::string out;
  std::string err;
};

/// How the program is started.
struct Surroundings {
  std::vector<std::string> variables;    ///< NAME=VALUE added to the environment
  std::string standard_output;           ///< a path to write to instead; "-" closes it
  std::function<void()> before_program;  ///< in the child, just before it becomes the program
};

/// A running `skifte ARGUMENTS`. What still runs at the end is killed.
class Running {
 public:
  explicit Running(const std::vector<std::string>& arguments, const Surroundings& surroundings = {});
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  void send(int signal) const;
  pid_t process() const { return process_; }
  bool ended();
  /// Waits at most ten minutes, then kills it.
  Ended wait();

 private:
  TemporaryFolder folder_;
  pid_t process_ = -1;
  int wait_status_ = 0;
  bool reaped_ = false;
};

/// Runs the program to its end.
Ended skifte(const std::vector<std::string>& arguments, const Surroundings& surroundings = {});

/// Waits until `holds`, at most `seconds`; whether it came to hold.
bool wait_until(const std::function<bool()>& holds, int seconds);

std::string read_text(const std::string& path);
void write_text(const std::string& path, const std::string& text);

/// Names of a folder's entries, sorted.
std::vector<std::string> entries(const std::string& folder);

/// The first place where two results differ, bit by bit and NaN like NaN, beside wall_time; empty when they do not.
std::string difference(const std::string& left, const std::string& right);

/// Likewise in the years before `year` alone, of variables by year.
std::string difference_before(int year, const std::string& left, const std::string& right);

}  // namespace skifte::program::testing
