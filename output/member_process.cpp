#include "output/member_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <utility>

#include <fmt/format.h>

#include "output/child.hpp"
#include "output/own_heap.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

/// Head of a slot; the values follow. Written by the child before it exits, read by the parent after it has waited.
struct SlotHead {
  std::uint32_t complete;
  MemberStatus status;
  std::uint32_t replicate;
  std::uint64_t seed;
  double wall_time;
  std::uint32_t message_length;
  char message[4032];
};
static_assert(sizeof(SlotHead) % alignof(double) == 0);

SlotHead& head_of(std::span<std::byte> slot) {
  return *reinterpret_cast<SlotHead*>(slot.data());
}
double* values_of(std::span<std::byte> slot) {
  return reinterpret_cast<double*>(slot.data() + sizeof(SlotHead));
}

void be_first_to_go_when_memory_runs_out() {
  const int descriptor = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  [[maybe_unused]] const ssize_t written = write(descriptor, "1000", 4);
  close(descriptor);
}

/// Runs the member; whatever it throws becomes its status and message.
void compute(const MemberFunction& function, MemberResult& result) {
  try {
    function(result.member, result);
  } catch (const std::bad_alloc&) {
    result.status = MemberStatus::out_of_memory;
    result.message = "memory ran out";
  } catch (const std::exception& fault) {
    result.status = MemberStatus::failed;
    result.message = fault.what();
  } catch (...) {
    result.status = MemberStatus::failed;
    result.message = "threw something that is no exception";
  }
  if (result.status == MemberStatus::failed && result.message.empty()) result.message = "failed without a reason";
}

double seconds_since(MemberProcess::Clock::time_point begin) {
  return std::chrono::duration<double>(MemberProcess::Clock::now() - begin).count();
}

}  // namespace

SharedSlots::SharedSlots(std::size_t slots, std::size_t values_per_slot) {
  constexpr std::size_t page = 4096;  // apart by pages, so two members never write to one
  stride_ = (sizeof(SlotHead) + values_per_slot * sizeof(double) + page - 1) / page * page;
  size_ = stride_ * slots;
  void* memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    throw sim::UserFault(std::string("no memory for the members' values (") + std::strerror(errno) + ")");
  memory_ = static_cast<std::byte*>(memory);
}

SharedSlots::~SharedSlots() {
  munmap(memory_, size_);
}

MemberProcess::MemberProcess(MemberProcess&& other) noexcept
    : slot_(other.slot_),
      layout_(other.layout_),
      prepared_(std::move(other.prepared_)),
      process_(std::exchange(other.process_, -1)),
      timed_out_(other.timed_out_),
      timeout_(other.timeout_),
      begin_(other.begin_),
      deadline_(other.deadline_) {}

bool MemberProcess::start(MemberResult prepared, double timeout, const MemberFunction& function) {
  sim::ensure(!running(), "a slot is used twice");
  prepared_ = std::move(prepared);
  timed_out_ = false;
  timeout_ = timeout;
  begin_ = Clock::now();
  deadline_.reset();
  if (timeout > 0)
    deadline_ = begin_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(timeout));
  head_of(slot_).complete = 0;
  std::fflush(nullptr);  // else the child holds copies of what is buffered
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ == 0) run_in_child(function, parent);
  return process_ > 0;
}

void MemberProcess::run_in_child(const MemberFunction& function, pid_t parent) {
  reset_inherited_state();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);  // it died before the line above
  be_first_to_go_when_memory_runs_out();
  MemberResult& result = prepared_;  // the parent has its own
  in_own_heap([&] { compute(function, result); });
  if (result.status == MemberStatus::done) {
    result.message = value_fault(result.values, layout_);
    if (!result.message.empty()) result.status = MemberStatus::failed;
  }
  SlotHead& head = head_of(slot_);
  head.status = result.status;
  head.seed = result.seed;
  head.replicate = result.replicate;
  head.wall_time = seconds_since(begin_);
  head.message_length = static_cast<std::uint32_t>(std::min(result.message.size(), sizeof head.message));
  std::memcpy(head.message, result.message.data(), head.message_length);
  if (result.status == MemberStatus::done) std::copy(result.values.begin(), result.values.end(), values_of(slot_));
  head.complete = 1;
  _exit(0);
}

std::optional<MemberResult> MemberProcess::collect() {
  if (!running()) return std::nullopt;
  int wait_status = 0;
  const pid_t ended = waitpid(process_, &wait_status, WNOHANG);
  if (ended == 0 || (ended < 0 && errno == EINTR)) return std::nullopt;
  sim::ensure(ended == process_, "a member's process was waited for elsewhere");
  process_ = -1;
  return result_of(wait_status);
}

MemberResult MemberProcess::result_of(int wait_status) const {
  MemberResult result = prepared_;
  const SlotHead& head = head_of(slot_);
  if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0 && head.complete == 1) {
    result.status = head.status;
    result.seed = head.seed;
    result.replicate = head.replicate;
    result.wall_time = head.wall_time;
    result.message.assign(head.message, head.message_length);
    if (result.status != MemberStatus::done) return result;  // its inputs are all there is
    std::copy_n(values_of(slot_), result.values.size(), result.values.begin());
    return result;
  }
  result.wall_time = seconds_since(begin_);
  if (timed_out_) {
    result.status = MemberStatus::timed_out;
    result.message = fmt::format("killed after the time limit of {} s", timeout_);
  } else if (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGKILL) {
    result.status = MemberStatus::out_of_memory;
    result.message = describe_end(wait_status) + ", as the system does when memory runs out";
  } else {
    result.status = MemberStatus::crashed;
    result.message = describe_end(wait_status) + (WIFEXITED(wait_status) ? " before it gave a result" : "");
  }
  return result;
}

void MemberProcess::time_out() {
  if (!running()) return;
  timed_out_ = true;
  deadline_.reset();
  kill(process_, SIGKILL);
}

void MemberProcess::kill_and_wait() {
  if (!running()) return;
  kill(process_, SIGKILL);
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
}

}  // namespace skifte::output
