#pragma once
#include <sys/types.h>

#include <functional>
#include <string>

/// Work in a forked process. The caller must be single-threaded.
namespace skifte::output {

/// A process that runs `work` and ends by _exit, so nothing of the caller's (open files, exit handlers) is touched.
/// It ignores SIGINT: what it writes gets finished. Destroying the object kills it.
class ChildTask {
 public:
  /// UserFault when no process can be started.
  explicit ChildTask(const std::function<void()>& work);
  struct WithText {};
  ChildTask(WithText, const std::function<std::string()>& work);
  ~ChildTask();
  ChildTask(const ChildTask&) = delete;
  ChildTask& operator=(const ChildTask&) = delete;

  pid_t process() const { return process_; }
  /// Whether it has ended; does not wait.
  bool ended();
  /// Waits and gives the text that `work` made, if it makes one. Throws what `work` threw: UserFault as UserFault, all
  /// else, a crash included, as ProgramFault.
  std::string finish();
  /// Ends it at once and waits.
  void kill();

 private:
  void start(const std::function<std::string()>& work);
  pid_t process_ = -1;
  int report_ = -1;  // read end of the pipe that carries the fault
  bool reaped_ = false;
  int wait_status_ = 0;
};

/// Processor time of all children that have ended and been waited for [s].
double children_seconds();

/// Runs `work` in a child and waits, e.g. all that opens HDF5 on behalf of an ensemble's parent.
void in_child(const std::function<void()>& work);

/// The text that `work` makes in a child, e.g. what a file says that the caller must not open.
std::string text_from_child(const std::function<std::string()>& work);

/// `killed by signal 11 (SIGSEGV)`, `ended with exit status 3`: a wait status in words.
std::string describe_end(int wait_status);

/// Sets what a forked child must not inherit from its parent: signal handlers and mask, core dumps. SIGINT stays
/// blocked.
void reset_inherited_state();

}  // namespace skifte::output
