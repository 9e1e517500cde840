#include "output/ensemble_runner.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>

#include "output/atomic_file.hpp"
#include "output/child.hpp"
#include "output/member_process.hpp"
#include "output/own_heap.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double sync_pause = 1;    // between forcing the journal to the disk [s]
constexpr int longest_wait = 1000;  // [ms]

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Turns SIGCHLD, SIGINT and SIGTERM into readable events for as long as it lives.
class Signals {
 public:
  Signals() {
    sigset_t wanted;
    sigemptyset(&wanted);
    for (const int number : {SIGCHLD, SIGINT, SIGTERM}) sigaddset(&wanted, number);
    sigprocmask(SIG_BLOCK, &wanted, &mask_before_);
    // Ignored, SIGCHLD would let children vanish before they are waited for.
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    sigaction(SIGCHLD, &standard, &child_before_);
    descriptor_ = signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC);
    sim::ensure(descriptor_ >= 0, "signalfd failed");
  }
  ~Signals() {
    count();  // one that came last must not strike when the mask is lifted
    close(descriptor_);
    sigaction(SIGCHLD, &child_before_, nullptr);
    sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// Waits for a signal, `milliseconds` at most.
  void wait(int milliseconds) const {
    pollfd readable{descriptor_, POLLIN, 0};
    poll(&readable, 1, milliseconds);
  }
  /// Requests to stop since the last call: SIGINT counts one, SIGTERM two.
  int count() const {
    int requests = 0;
    signalfd_siginfo info{};
    while (read(descriptor_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
      if (info.ssi_signo == SIGINT) requests += 1;
      if (info.ssi_signo == SIGTERM) requests += 2;
    }
    return requests;
  }

 private:
  sigset_t mask_before_;
  struct sigaction child_before_ {};
  int descriptor_;
};

/// One call of run_ensemble.
class Pool {
 public:
  Pool(const EnsembleOptions& options, const Layout& layout, const MemberFunction& function);
  EnsembleOutcome run();

 private:
  bool stopping() const { return requests_ > 0 || given_up(); }
  bool given_up() const { return options_.max_failures && progress_.failed > *options_.max_failures; }
  std::size_t running() const;
  void start_members();
  void collect_members();
  void record(MemberResult result);
  void kill_late_members();
  void tend_snapshot();
  void end_snapshot();
  void show();
  int patience() const;
  EnsembleOutcome outcome() const;

  const EnsembleOptions& options_;
  const Layout& layout_;
  const MemberFunction& function_;
  JournalWriter journal_;
  Signals signals_;
  SharedSlots slots_;
  std::vector<MemberProcess> processes_;
  std::vector<std::uint32_t> missing_;
  std::size_t next_ = 0;  // in missing_
  std::map<std::uint32_t, MemberFailure> failures_;
  EnsembleProgress progress_;
  int requests_ = 0;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point synced_ = begin_;
  std::unique_ptr<ChildTask> snapshot_;
  double snapshot_due_;
  std::size_t finished_at_snapshot_ = 0;
};

Pool::Pool(const EnsembleOptions& options, const Layout& layout, const MemberFunction& function)
    : options_(options),
      layout_(layout),
      function_(function),
      journal_(options.journal_path, {options.inputs, layout.total()}, options.start),
      slots_(static_cast<std::size_t>(options.jobs), layout.total()),
      snapshot_due_(options.first_snapshot) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(options.jobs); ++i)
    processes_.emplace_back(slots_.slot(i), layout);
  for (const std::uint32_t member : options.members) {
    const auto found = journal_.found().find(member);
    const bool again = found != journal_.found().end() && found->second != MemberStatus::done &&
                       options.retry_failed == RetryFailed::yes;
    if (found == journal_.found().end() || again) missing_.push_back(member);
  }
  progress_.total = options.members.size();
  progress_.resumed = progress_.total - missing_.size();
  progress_.finished = progress_.resumed;
  if (progress_.resumed == 0) return;
  const JournalReader reader(options.journal_path);
  for (const std::uint32_t member : options.members) {
    const auto found = reader.statuses().find(member);
    if (found == reader.statuses().end() || found->second == MemberStatus::done) continue;
    if (options.retry_failed == RetryFailed::no)
      failures_[member] = {member, found->second, reader.read(member).message};
  }
  progress_.failed = failures_.size();
}

EnsembleOutcome Pool::run() {
  prepare_heap_of_children();
  show();
  while (true) {
    requests_ += signals_.count();
    if (requests_ > 1) break;
    collect_members();
    if (!stopping()) start_members();
    if (running() == 0) break;
    tend_snapshot();
    if (seconds_since(synced_) >= sync_pause) {
      journal_.sync();
      synced_ = Clock::now();
    }
    signals_.wait(patience());
    kill_late_members();
    show();
  }
  for (MemberProcess& process : processes_) process.kill_and_wait();
  end_snapshot();
  journal_.sync();
  show();
  return outcome();
}

std::size_t Pool::running() const {
  return static_cast<std::size_t>(std::count_if(processes_.begin(), processes_.end(),
                                                [](const MemberProcess& process) { return process.running(); }));
}

void Pool::start_members() {
  for (MemberProcess& process : processes_) {
    if (next_ == missing_.size()) return;
    if (process.running()) continue;
    MemberResult prepared = blank_result(missing_[next_], layout_);
    if (options_.prepare) options_.prepare(missing_[next_], prepared);
    sim::ensure(prepared.values.size() == layout_.total(), "prepare changed the number of values");
    if (!process.start(std::move(prepared), options_.member_timeout, function_)) {
      // With others running, one of them will make room.
      if (running() > 0) return;
      throw sim::UserFault("no process can be started (limit of processes or memory?)");
    }
    ++next_;
  }
}

void Pool::collect_members() {
  for (MemberProcess& process : processes_) {
    if (auto result = process.collect()) record(std::move(*result));
  }
}

void Pool::record(MemberResult result) {
  journal_.append(result);
  ++progress_.finished;
  if (result.status == MemberStatus::done) return;
  ++progress_.failed;
  failures_[result.member] = {result.member, result.status, std::move(result.message)};
}

void Pool::kill_late_members() {
  for (MemberProcess& process : processes_) {
    if (process.late()) process.time_out();
  }
}

void Pool::tend_snapshot() {
  if (!options_.snapshot) return;
  if (snapshot_ && snapshot_->ended()) end_snapshot();
  const double elapsed = seconds_since(begin_);
  if (snapshot_ || elapsed < snapshot_due_ || progress_.finished == finished_at_snapshot_) return;
  finished_at_snapshot_ = progress_.finished;
  snapshot_due_ = 2 * std::max(elapsed, snapshot_due_);
  snapshot_ = std::make_unique<ChildTask>([this] {
    setpriority(PRIO_PROCESS, 0, 10);  // members first
    options_.snapshot();
  });
}

void Pool::end_snapshot() {
  if (!snapshot_) return;
  const pid_t process = snapshot_->process();
  snapshot_.reset();
  std::error_code ignored;
  if (!options_.result_path.empty()) std::filesystem::remove(unfinished_path(options_.result_path, process), ignored);
}

void Pool::show() {
  if (!options_.progress) return;
  progress_.running = running();
  progress_.elapsed = seconds_since(begin_);
  options_.progress(progress_);
}

int Pool::patience() const {
  int wait = longest_wait;
  for (const MemberProcess& process : processes_) {
    if (!process.running() || !process.deadline()) continue;
    const double left = std::chrono::duration<double, std::milli>(*process.deadline() - Clock::now()).count();
    wait = std::clamp(static_cast<int>(std::ceil(std::min(left, 1.0 * longest_wait))), 0, wait);
  }
  return wait;
}

EnsembleOutcome Pool::outcome() const {
  EnsembleOutcome outcome;
  outcome.done = progress_.finished - progress_.failed;
  outcome.resumed = progress_.resumed;
  for (const auto& [member, failure] : failures_) outcome.failures.push_back(failure);
  outcome.given_up = given_up() && progress_.finished < progress_.total;
  outcome.interrupted = !outcome.given_up && progress_.finished < progress_.total;
  outcome.elapsed = seconds_since(begin_);
  outcome.dropped_bytes = journal_.dropped_bytes();
  return outcome;
}

}  // namespace

EnsembleOutcome run_ensemble(const EnsembleOptions& options, const Layout& layout, const MemberFunction& function) {
  sim::ensure(options.jobs >= 1, "an ensemble needs at least one job");
  const auto& ids = options.members;
  sim::ensure(std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>()) == ids.end(),
              "member ids do not ascend");
  return Pool(options, layout, function).run();
}

std::vector<std::uint32_t> member_ids(std::uint32_t count, std::uint32_t shard, std::uint32_t of) {
  sim::ensure(shard >= 1 && shard <= of, "shards count from 1");
  std::vector<std::uint32_t> ids;
  const std::uint64_t end = std::uint64_t{count} * shard / of;
  for (std::uint64_t id = std::uint64_t{count} * (shard - 1) / of; id < end; ++id) {
    ids.push_back(static_cast<std::uint32_t>(id));
  }
  return ids;
}

}  // namespace skifte::output
