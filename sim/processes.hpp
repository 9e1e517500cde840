#pragma once
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "sim/calendar.hpp"

namespace skifte::sim {

/// What happened at a date: posted by a process, applied by the month's loop in the order (date, priority, name).
struct ProcessEvent {
  Time date;     ///< [d]
  int priority;  ///< smaller first among equal dates: 0 laws, 10 institutions, 20 projects
  std::string name;
  std::function<void(Time date)> apply;
};

/// What a process may do while it runs. Valid only inside the process's own function.
class ProcessContext {
 public:
  virtual ~ProcessContext() = default;
  virtual Time now() const = 0;
  /// Sleeps to `date`. A past or NaN date is a ProgramFault (the engine below would let it pass silently).
  virtual void wait_until(Time date) = 0;
  virtual void wait(double days) = 0;
  /// Sleeps until another process or an applied event calls Processes::signal(name). Returns at once if already given.
  virtual void wait_for(const std::string& signal) = 0;
  /// Posts an event at the present instant.
  virtual void post(int priority, std::string name, std::function<void(Time)> apply) = 0;
  /// Sleeps until one of a shared resource's crews is free, first come first served by (request date, name), and keeps
  /// it until release(), or the process's end. A process has at most one crew at a time.
  virtual void occupy(const std::string& resource) = 0;
  virtual void release() = 0;
  /// Occupies a crew for `days`; returns when done.
  void use(const std::string& resource, double days);
};

/// The calendar of institutions, laws and projects, on SimGrid: few actors, each an ordinary function that sleeps from
/// date to date. One Engine per operating-system process, made on first use; a second Processes in the same process is
/// a ProgramFault (tests fork). Exceptions in an actor are kept and rethrown by advance(); a deadlock (an actor waiting
/// for a signal nobody will give) is not an error: it is a project that never starts. SimGrid's signal handlers are
/// reset to what they were.
class Processes {
 public:
  explicit Processes(Time start);
  ~Processes();
  Processes(const Processes&) = delete;
  Processes& operator=(const Processes&) = delete;

  /// Adds a process before or while the clock runs; it starts at the present instant. Names are unique.
  void add(const std::string& name, std::function<void(ProcessContext&)> body);
  /// Declares a shared resource with `crews` crews (FIFO). Before `limited_from` [d] there are crews for all; those
  /// then at work beyond `crews` finish, and nobody new begins until so many are done.
  void add_resource(const std::string& name, int crews, Time limited_from = -std::numeric_limits<double>::infinity());
  /// Gives a signal, once and for all; processes waiting for it go on at the present instant.
  void signal(const std::string& name);
  bool signalled(const std::string& name) const;
  /// Runs all that is dated before `until`, then returns the events posted, sorted by (date, priority, name, order of
  /// posting). The caller applies them. A date in the past is a ProgramFault.
  std::vector<ProcessEvent> advance(Time until);
  Time now() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace skifte::sim
