#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "sim/fault.hpp"
#include "sim/processes.hpp"
#include "tests/sim/forked_processes.hpp"

namespace skifte::sim {
namespace {

using tests::ForkedResult;
using tests::run_forked;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
const auto nothing = [](Time) {};

/// The message of the ProgramFault that `action` throws, or "none".
template <class Action>
std::string fault_of(Action action) {
  try {
    action();
  } catch (const ProgramFault& fault) {
    return fault.what();
  }
  return "none";
}

TEST_CASE("A process that waits for a signal nobody gives is harmless and silent", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add("never", [](ProcessContext& context) { context.wait_for("nothing"); });
          processes.advance(10);
          processes.advance(1e6);
          processes.add("other", [](ProcessContext& context) { context.post(0, "alive", nothing); });
          return listed(processes.advance(1e6 + 1));
        })) == "alive@1e+06");
}

TEST_CASE("The first exception leaves through advance; the others go on", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add("bad", [](ProcessContext& context) {
            context.wait_until(3);
            throw UserFault("capture starts before its decision");
          });
          processes.add("good", [](ProcessContext& context) {
            context.wait_until(5);
            context.post(0, "good", nothing);
          });
          std::string text;
          try {
            processes.advance(10);
          } catch (const UserFault& fault) {
            text = fault.what();
          }
          text += " at " + std::to_string(static_cast<int>(processes.now())) + ", then ";
          return text + listed(processes.advance(10));
        })) == "capture starts before its decision at 3, then good@5");
}

TEST_CASE("Past and NaN dates are program faults, not silence", "[processes]") {
  using Act = std::function<void(ProcessContext&)>;
  const std::vector<Act> faulty = {
      [](ProcessContext& c) { c.wait_until(c.now() - 1); },
      [](ProcessContext& c) { c.wait_until(not_a_number); },
      [](ProcessContext& c) { c.wait(-1); },
      [](ProcessContext& c) { c.wait(not_a_number); },
      [](ProcessContext& c) { c.use("crew", -1); },
      [](ProcessContext& c) { c.use("crew", not_a_number); },
      [](ProcessContext& c) { c.use("unknown", 1); },
      [](ProcessContext& c) { c.release(); },
      [](ProcessContext& c) { c.occupy("crew"), c.use("crew", 1); },
  };
  for (const Act& act : faulty) {
    const std::string message = text_of(run_forked([&] {
      Processes processes(50);
      processes.add_resource("crew", 1);
      processes.add("p", [&](ProcessContext& context) {
        context.wait(1);
        act(context);
      });
      return fault_of([&] { processes.advance(100); });
    }));
    CHECK(message.starts_with("ProcessContext::"));
  }
}

TEST_CASE("Broken uses from outside are program faults", "[processes]") {
  CHECK_THROWS_AS(Processes(not_a_number), ProgramFault);
  Processes processes(10);
  CHECK_THROWS_AS(processes.advance(9), ProgramFault);
  CHECK_THROWS_AS(processes.advance(not_a_number), ProgramFault);
  CHECK_THROWS_AS(processes.add_resource("crew", 0), ProgramFault);
  processes.add_resource("crew", 1);
  CHECK_THROWS_AS(processes.add_resource("crew", 1), ProgramFault);
  processes.add("p", [](ProcessContext&) {});
  CHECK_THROWS_AS(processes.add("p", [](ProcessContext&) {}), ProgramFault);
}

TEST_CASE("A context is of no use outside its process, nor advance inside one", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          ProcessContext* kept = nullptr;
          std::string inside;
          processes.add("p", [&](ProcessContext& context) {
            kept = &context;
            inside = fault_of([&] { processes.advance(5); });
            context.wait(100);
          });
          processes.advance(1);
          const std::string outside = fault_of([&] { kept->post(0, "x", nothing); });
          return inside + " | " + outside;
        })) == "Processes::advance: called inside a process | ProcessContext::post: called outside its process");
}

TEST_CASE("A process must not wait inside a catch block", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add("p", [](ProcessContext& context) {
            try {
              throw 1;
            } catch (int) {
              context.wait(1);
            }
          });
          return fault_of([&] { processes.advance(5); });
        })) == "ProcessContext: a process waits inside a catch block (leave it first)");
}

TEST_CASE("Leaving by exit, too, is clean while processes wait", "[processes]") {
  const ForkedResult result = run_forked([]() -> std::string {
    // As if the program ended in the midst of a run; static, so that no leak checker objects.
    static auto* processes = new Processes(0);
    processes->add("p", [](ProcessContext& context) { context.wait_for("nothing"); });
    processes->advance(5);
    std::exit(7);
  });
  CHECK(result.signal == 0);
  CHECK(result.exit_status == 7);
#ifndef __SANITIZE_ADDRESS__  // whose leak checker speaks of the threads that other tests left in the parent
  CHECK(result.printed.empty());
#endif
}

TEST_CASE("One operating-system process has one calendar that runs", "[processes]") {
  CHECK(text_of(run_forked([] {
          const auto noop = [](ProcessContext&) {};
          std::string text;
          {
            Processes first(0);
            first.add("p", noop);
            first.advance(1);
          }
          Processes second(0);
          text = fault_of([&] { second.advance(1); });  // nothing to run needs no Engine
          second.add("p", noop);
          return text + " | " + fault_of([&] { second.advance(2); });
        })) == "none | Processes: a second one runs in the same operating-system process (fork first)");
}

TEST_CASE("Signal handlers, the signals' stack and the terminate handler stay as they were", "[processes]") {
  CHECK(text_of(run_forked([] {
          const std::vector<int> signals{SIGINT, SIGSEGV, SIGBUS, SIGTERM, SIGFPE, SIGABRT};
          const auto mine = [](int) {};
          std::signal(SIGINT, mine);
          std::vector<void (*)(int)> before;
          for (int signal : signals) {
            struct sigaction action {};
            sigaction(signal, nullptr, &action);
            before.push_back(action.sa_handler);
          }
          stack_t none{};
          none.ss_flags = SS_DISABLE;
          sigaltstack(&none, nullptr);  // Catch2 sets one, which SimGrid would leave alone
          stack_t stack_before{};
          sigaltstack(nullptr, &stack_before);
          const auto terminate_before = std::get_terminate();
          Processes processes(0);
          processes.add("p", [](ProcessContext& context) { context.wait(1); });
          processes.advance(10);
          std::string text;
          for (std::size_t i = 0; i < signals.size(); ++i) {
            struct sigaction action {};
            sigaction(signals[i], nullptr, &action);
            if (action.sa_handler != before[i]) text += "signal " + std::to_string(signals[i]) + ' ';
          }
          stack_t stack_after{};
          sigaltstack(nullptr, &stack_after);
          if (stack_after.ss_sp != stack_before.ss_sp || stack_after.ss_flags != stack_before.ss_flags)
            text += "stack ";
          if (std::get_terminate() != terminate_before) text += "terminate ";
          return text;
        })).empty());
}

TEST_CASE("Destroying the calendar unwinds processes that still wait", "[processes]") {
  CHECK(text_of(run_forked([] {
          struct Tally {
            int* count;
            ~Tally() { ++*count; }
          };
          int unwound = 0;
          {
            Processes processes(0);
            processes.add_resource("crew", 1);
            for (const char* name : {"a", "b", "c", "d"}) {
              processes.add(name, [&unwound, name](ProcessContext& context) {
                const Tally tally{&unwound};
                if (*name == 'a') context.wait(1000);
                if (*name == 'b') context.wait_for("nothing");
                context.use("crew", 1000);  // c occupies the crew, d queues
              });
            }
            processes.advance(10);
          }
          return std::to_string(unwound);
        })) == "4");
}

}  // namespace
}  // namespace skifte::sim
