#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>

#include "output/dataset.hpp"
#include "output/ensemble_runner.hpp"

/// One member's process and the shared memory it answers through. For ensemble_runner.cpp.
namespace skifte::output {

/// Memory that parent and children share: one slot per job, freed with the object.
class SharedSlots {
 public:
  SharedSlots(std::size_t slots, std::size_t values_per_slot);
  ~SharedSlots();
  SharedSlots(const SharedSlots&) = delete;
  SharedSlots& operator=(const SharedSlots&) = delete;
  std::span<std::byte> slot(std::size_t index) const { return {memory_ + index * stride_, stride_}; }

 private:
  std::size_t stride_;
  std::size_t size_;
  std::byte* memory_;
};

/// A member that runs, or the place for one.
class MemberProcess {
 public:
  using Clock = std::chrono::steady_clock;

  MemberProcess(std::span<std::byte> slot, const Layout& layout) : slot_(slot), layout_(layout) {}
  ~MemberProcess() { kill_and_wait(); }
  MemberProcess(MemberProcess&& other) noexcept;
  MemberProcess& operator=(MemberProcess&&) = delete;

  bool running() const { return process_ > 0; }
  bool late() const { return running() && deadline_ && Clock::now() >= *deadline_; }
  std::optional<Clock::time_point> deadline() const { return deadline_; }
  /// Forks; false when the system has no process to give.
  bool start(MemberResult prepared, double timeout, const MemberFunction& function);
  /// The result when the process has ended, else empty. Does not wait.
  std::optional<MemberResult> collect();
  /// Kills a member that is late; it is collected as timed out.
  void time_out();
  /// Ends it, no result wanted.
  void kill_and_wait();

 private:
  MemberResult result_of(int wait_status) const;
  [[noreturn]] void run_in_child(const MemberFunction& function, pid_t parent);

  std::span<std::byte> slot_;
  const Layout& layout_;
  MemberResult prepared_;
  pid_t process_ = -1;
  bool timed_out_ = false;
  double timeout_ = 0;  // [s]
  Clock::time_point begin_;
  std::optional<Clock::time_point> deadline_;
};

}  // namespace skifte::output
