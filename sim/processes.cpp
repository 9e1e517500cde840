#include "sim/processes.hpp"

#include <csignal>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <exception>
#include <map>
#include <set>
#include <simgrid/Exception.hpp>
#include <simgrid/s4u.hpp>
#include <tuple>
#include <utility>

#include "sim/fault.hpp"

// A process is a SimGrid actor that blocks by suspending itself; the agenda below says who goes on when, and SimGrid's
// clock follows it. Actors do not sleep in SimGrid: its clock is a sum of rounded steps that takes dates closer than
// its precision for equal and orders equal dates by insertion, while the agenda's key (date, name) is exact and total.

namespace skifte::sim {
namespace {

namespace s4u = simgrid::s4u;

constexpr double seconds_per_day = 86400;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr const char* contexts = "--cfg=contexts/factory:thread";  // sanitizers cannot follow a switch of stacks
#else
constexpr const char* contexts = "--cfg=contexts/factory:raw";
#endif

/// What SimGrid's Engine replaces when it is made, kept here and put back: signal handlers, the signals' stack and what
/// std::terminate calls.
class HandlerGuard {
 public:
  HandlerGuard() : terminate_(std::get_terminate()) {
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], nullptr, &actions_[i]);
    sigaltstack(nullptr, &stack_);
  }
  ~HandlerGuard() {
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &actions_[i], nullptr);
    sigaltstack(&stack_, nullptr);
    std::set_terminate(terminate_);
  }
  HandlerGuard(const HandlerGuard&) = delete;
  HandlerGuard& operator=(const HandlerGuard&) = delete;

 private:
  static constexpr std::array signals{SIGINT, SIGSEGV, SIGBUS};
  std::array<struct sigaction, signals.size()> actions_{};
  stack_t stack_{};
  std::terminate_handler terminate_;
};

/// Makes the operating-system process's only Engine with a platform of one host. It stays alive to the end of the
/// process, since SimGrid can make no second one.
s4u::Host* make_engine() {
  ensure(!s4u::Engine::has_instance(),
         "Processes: a second one runs in the same operating-system process (fork first)");
  const HandlerGuard guard;
  // Fixed arguments, never the user's: SimGrid would read --cfg, --log, --help and --version from them. Stacks in KiB.
  std::array<std::string, 4> arguments{"skifte", "--log=root.thresh:critical", "--cfg=contexts/stack-size:256",
                                       contexts};
  std::array<char*, 5> argv{arguments[0].data(), arguments[1].data(), arguments[2].data(), arguments[3].data(),
                            nullptr};
  int argc = static_cast<int>(arguments.size());
  new s4u::Engine(&argc, argv.data());  // owned by SimGrid
  s4u::NetZone* zone = s4u::create_full_zone("city");
  s4u::Host* host = zone->create_host("city", 1.0)->seal();
  zone->seal();
  return host;
}

using Turn = std::pair<Time, std::string>;  ///< a date and a process's name: the total order of all that processes do

struct Resource {
  int free_crews;        ///< negative while more are at work than there will be from `limited_from` on
  Time limited_from;     ///< [d]
  std::set<Turn> queue;  ///< requests by (request date, process)
};

}  // namespace

struct Processes::Implementation {
  struct Process;

  explicit Implementation(Time date) : start(date), now(date) {}

  void move_clock(Time date);
  void wake(const std::string& name);
  bool serve_queues();

  Time start;
  Time now;
  s4u::Host* host = nullptr;                            ///< made with the first process that runs
  Process* running = nullptr;                           ///< null while the caller, not a process, has control
  std::map<std::string, std::unique_ptr<Process>> all;  ///< by name, finished ones too
  std::set<Turn> agenda;                                ///< who goes on when
  std::map<std::string, Resource> resources;
  std::map<std::string, std::set<std::string>> waiting;  ///< processes by the signal they wait for
  std::set<std::string> given;                           ///< signals
  std::vector<ProcessEvent> posted;
  std::exception_ptr failure;  ///< the exception that left the process woken last
};

struct Processes::Implementation::Process final : ProcessContext {
  Process(Implementation& owner, std::string process_name, std::function<void(ProcessContext&)> process_body)
      : implementation(owner), name(std::move(process_name)), body(std::move(process_body)) {}

  Time now() const override { return implementation.now; }
  void wait_until(Time date) override;
  void wait(double days) override;
  void wait_for(const std::string& signal) override;
  void post(int priority, std::string event, std::function<void(Time)> apply) override;
  void occupy(const std::string& resource) override;
  void release() override;

  void require_running(const char* outside) const { ensure(implementation.running == this, outside); }
  void require_may_wait(const char* outside) const;
  void block();
  void run();

  Implementation& implementation;
  std::string name;
  std::function<void(ProcessContext&)> body;
  s4u::ActorPtr actor;           ///< null before its start
  Resource* occupied = nullptr;  ///< a crew of it is at work for this process
};

// ---- inside a process ----------------------------------------------------------------------------------------------

/// Exceptions being handled form a stack of the thread, not of the actor: a process that waited inside a catch block
/// would find others' exceptions on it.
void Processes::Implementation::Process::require_may_wait(const char* outside) const {
  require_running(outside);
  ensure(std::current_exception() == nullptr, "ProcessContext: a process waits inside a catch block (leave it first)");
}

/// Gives control back to advance() until the process is woken.
void Processes::Implementation::Process::block() {
  s4u::this_actor::suspend();
}

void Processes::Implementation::Process::wait_until(Time date) {
  require_may_wait("ProcessContext::wait_until: called outside its process");
  ensure(std::isfinite(date), "ProcessContext::wait_until: date is not finite (SimGrid would let it pass silently)");
  ensure(date >= implementation.now,
         "ProcessContext::wait_until: date has passed (SimGrid would let it pass silently)");
  implementation.agenda.emplace(date, name);
  block();
}

void Processes::Implementation::Process::wait(double days) {
  ensure(days >= 0, "ProcessContext::wait: days is negative or NaN");
  wait_until(implementation.now + days);
}

void Processes::Implementation::Process::wait_for(const std::string& signal) {
  require_may_wait("ProcessContext::wait_for: called outside its process");
  if (implementation.given.contains(signal)) return;
  implementation.waiting[signal].insert(name);
  block();
}

void Processes::Implementation::Process::post(int priority, std::string event, std::function<void(Time)> apply) {
  require_running("ProcessContext::post: called outside its process");
  implementation.posted.push_back({implementation.now, priority, std::move(event), std::move(apply)});
}

void ProcessContext::use(const std::string& resource, double days) {
  ensure(std::isfinite(days) && days >= 0, "ProcessContext::use: days is negative or not finite");
  occupy(resource);
  wait(days);
  release();
}

void Processes::Implementation::Process::occupy(const std::string& resource) {
  require_may_wait("ProcessContext::occupy: called outside its process");
  ensure(occupied == nullptr, "ProcessContext::occupy: the process has a crew already");
  const auto found = implementation.resources.find(resource);
  if (found == implementation.resources.end()) {
    throw ProgramFault("ProcessContext::occupy: unknown resource '" + resource + "' (must be added before its use)");
  }
  // Even with a crew free the request queues: others of the same date may have a smaller name.
  found->second.queue.emplace(implementation.now, name);
  block();
}

void Processes::Implementation::Process::release() {
  require_running("ProcessContext::release: called outside its process");
  ensure(occupied != nullptr, "ProcessContext::release: the process has no crew");
  ++occupied->free_crews;
  occupied = nullptr;
}

/// The actor's function. An exception that left it would abort the program; SimGrid's own one, by which it ends an
/// actor, must pass.
void Processes::Implementation::Process::run() {
  try {
    body(*this);
  } catch (const simgrid::ForcefulKillException&) {
    throw;
  } catch (...) {
    implementation.failure = std::current_exception();
  }
  if (occupied != nullptr) release();
}

// ---- the agenda ----------------------------------------------------------------------------------------------------

/// Lets SimGrid's clock follow. Running to a date executes what is ready, then advances; it never goes back.
void Processes::Implementation::move_clock(Time date) {
  if (host == nullptr) return;
  const double seconds = (date - start) * seconds_per_day;
  s4u::Engine::get_instance()->run_until(std::max(seconds, s4u::Engine::get_clock()));
}

/// Runs one process until it blocks or ends, and nothing else.
void Processes::Implementation::wake(const std::string& name) {
  Process& process = *all.at(name);
  if (host == nullptr) {
    host = make_engine();
    move_clock(now);
  }
  running = &process;
  if (process.actor == nullptr) {
    process.actor = s4u::Actor::create(name, host, [&process] { process.run(); });
  } else {
    process.actor->resume();
  }
  s4u::Engine::get_instance()->run_until(s4u::Engine::get_clock());
  running = nullptr;
}

/// Sends free crews to the requests made so far, in their order. Whether any was sent.
bool Processes::Implementation::serve_queues() {
  bool served = false;
  for (auto& [resource_name, resource] : resources) {
    while ((resource.free_crews > 0 || now < resource.limited_from) && !resource.queue.empty()) {
      const auto request = resource.queue.extract(resource.queue.begin());
      const std::string& process = request.value().second;
      --resource.free_crews;
      all.at(process)->occupied = &resource;
      agenda.emplace(now, process);
      served = true;
    }
  }
  return served;
}

// ---- the caller's side ---------------------------------------------------------------------------------------------

Processes::Processes(Time start) {
  ensure(std::isfinite(start), "Processes: start is not a finite date");
  implementation_ = std::make_unique<Implementation>(start);
}

/// Ends the actors that still wait; their stacks unwind. The Engine itself stays (see make_engine).
Processes::~Processes() {
  if (implementation_->host == nullptr) return;
  s4u::Actor::kill_all();
  s4u::Engine::get_instance()->run_until(s4u::Engine::get_clock());
}

void Processes::add(const std::string& name, std::function<void(ProcessContext&)> body) {
  auto process = std::make_unique<Implementation::Process>(*implementation_, name, std::move(body));
  if (!implementation_->all.emplace(name, std::move(process)).second) {
    throw ProgramFault("Processes::add: a second process named '" + name + "' (names must be unique)");
  }
  implementation_->agenda.emplace(implementation_->now, name);
}

void Processes::add_resource(const std::string& name, int crews, Time limited_from) {
  ensure(crews >= 1, "Processes::add_resource: fewer than one crew");
  if (!implementation_->resources.emplace(name, Resource{crews, limited_from, {}}).second) {
    throw ProgramFault("Processes::add_resource: a second resource named '" + name + "' (names must be unique)");
  }
}

void Processes::signal(const std::string& name) {
  if (!implementation_->given.insert(name).second) return;
  const auto waiting = implementation_->waiting.extract(name);
  if (waiting.empty()) return;
  for (const std::string& process : waiting.mapped()) implementation_->agenda.emplace(implementation_->now, process);
}

bool Processes::signalled(const std::string& name) const {
  return implementation_->given.contains(name);
}

// An instant ends when nobody has anything left to do at it; only then are crews sent, and only then does the clock
// move:
//   wake, one by one and by name, whoever is due now; send free crews (who gets one is due now: again); go to the next
//   date.
std::vector<ProcessEvent> Processes::advance(Time until) {
  Implementation& self = *implementation_;
  ensure(self.running == nullptr, "Processes::advance: called inside a process");
  ensure(std::isfinite(until), "Processes::advance: date is not finite");
  ensure(until >= self.now, "Processes::advance: date has passed");
  while (self.now < until) {
    if (!self.agenda.empty() && self.agenda.begin()->first == self.now) {
      const std::string name = self.agenda.extract(self.agenda.begin()).value().second;
      self.wake(name);
      if (self.failure) std::rethrow_exception(std::exchange(self.failure, nullptr));
    } else if (!self.serve_queues()) {
      self.now = self.agenda.empty() ? until : std::min(until, self.agenda.begin()->first);
      self.move_clock(self.now);
    }
  }
  std::vector<ProcessEvent> events = std::exchange(self.posted, {});
  std::stable_sort(events.begin(), events.end(), [](const ProcessEvent& a, const ProcessEvent& b) {
    return std::tie(a.date, a.priority, a.name) < std::tie(b.date, b.priority, b.name);
  });
  return events;
}

Time Processes::now() const {
  return implementation_->now;
}

}  // namespace skifte::sim
