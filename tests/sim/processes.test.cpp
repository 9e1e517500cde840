#include "sim/processes.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <sstream>
#include <string>
#include <tuple>

#include "tests/sim/forked_processes.hpp"

namespace skifte::sim {
namespace {

using tests::ForkedResult;
using tests::run_forked;

const auto nothing = [](Time) {};

TEST_CASE("Events come out by date, priority, name, then order of posting", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add("z", [](ProcessContext& context) {
            context.wait_until(5);
            context.post(10, "b", nothing);
            context.post(0, "law", nothing);
            context.post(10, "a", nothing);
          });
          processes.add("a", [](ProcessContext& context) {
            context.wait_until(4);
            context.post(20, "early", nothing);
            context.wait_until(5);
            context.post(10, "aa", nothing);
          });
          return listed(processes.advance(10));
        })) == "early@4 law@5 a@5 aa@5 b@5");
}

TEST_CASE("Equal keys keep the order of posting, and apply gets the date", "[processes]") {
  // More than 16 events: below that an unstable sort would happen to keep the order.
  CHECK(text_of(run_forked([] {
          Processes processes(100);
          std::ostringstream applied;
          processes.add("p", [&](ProcessContext& context) {
            context.wait(1.5);
            for (int i = 0; i < 100; ++i) {
              context.post(10, i % 2 == 0 ? "even" : "odd",
                           [&applied, i](Time date) { applied << i << '@' << date << ' '; });
            }
          });
          for (const ProcessEvent& event : processes.advance(200)) event.apply(event.date);
          std::ostringstream expected;
          for (int i = 0; i < 100; i += 2) expected << i << "@101.5 ";
          for (int i = 1; i < 100; i += 2) expected << i << "@101.5 ";
          return applied.str() == expected.str() ? std::string("in order") : applied.str();
        })) == "in order");
}

TEST_CASE("Processes of one date run by name, however they were added", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          std::string order;
          for (const char* name : {"c", "a", "d", "b"}) {
            processes.add(name, [&order, name](ProcessContext& context) {
              context.wait_until(3);
              order += name;
              context.wait(0);  // goes on at the same date, after the others of smaller name
              order += name;
            });
          }
          processes.advance(4);
          return order;
        })) == "aabbccdd");
}

TEST_CASE("advance runs what is dated before the date, not at it", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add("p", [](ProcessContext& context) {
            context.post(0, "start", nothing);
            context.wait_until(std::nextafter(31.0, 0.0));
            context.post(0, "just_before", nothing);
            context.wait_until(31);
            context.post(0, "at", nothing);
          });
          std::string text = std::to_string(processes.advance(0).size());
          const auto first = processes.advance(31);
          text += ' ' + first[0].name + ' ' + first[1].name + ' ' + std::to_string(first.size());
          const auto second = processes.advance(std::nextafter(31.0, 32.0));
          return text + " | " + listed(second);
        })) == "0 start just_before 2 | at@31");
}

TEST_CASE("now() is exactly the date asked for", "[processes]") {
  // Dates that SimGrid's clock, a sum of rounded seconds, would miss; the last two lie 2e-7 s apart.
  CHECK(text_of(run_forked([] {
          const Time start = from_civil({2015, 1, 1});
          Processes processes(start);
          std::string text;
          processes.add("p", [&](ProcessContext& context) {
            for (int i = 1; i <= 20'000; ++i) {
              const Time date = start + i * 0.1 + 1.0 / 3.0;
              context.wait_until(date);
              if (context.now() != date) text += "missed ";
            }
            const Time next = std::nextafter(context.now(), 1e9);
            context.wait_until(next);
            text += context.now() == next ? "exact" : "merged";
          });
          for (int month = 1; month <= 100; ++month) {
            processes.advance(start + 30.4 * month);
            if (processes.now() != start + 30.4 * month) text += "advance missed ";
          }
          return text;
        })) == "exact");
}

TEST_CASE("A signal wakes whoever waits, once and for all", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add("council", [&](ProcessContext& context) {
            context.wait_until(10);
            processes.signal("approved");
            processes.signal("approved");
          });
          for (const char* name : {"b", "a"}) {
            processes.add(name, [name](ProcessContext& context) {
              context.wait_for("approved");
              context.post(20, name, nothing);
              context.wait_for("approved");  // given already: goes on at once
              context.wait_for("funded");
              context.post(20, std::string(name) + "_funded", nothing);
            });
          }
          std::string text = listed(processes.advance(30)) + " | ";
          text += processes.signalled("approved") && !processes.signalled("funded") ? "yes | " : "no | ";
          processes.signal("funded");  // as an applied event does, between two calls
          return text + listed(processes.advance(60));
        })) == "a@10 b@10 | yes | a_funded@30 b_funded@30");
}

TEST_CASE("A resource's crews are first come, first served by request date, then name", "[processes]") {
  // Two crews. Requests: e at 0 for 10 days, d at 0 for 4, then c and a (added in that order) at 1 for 5 each, b at 2
  // for 1.
  //   d: crew 1, 0-4. e: crew 2, 0-10. a (same date as c, smaller name): 4-9. c: crew 1 is free again at 9: 9-14.
  //   b came last and waits for the next free crew, e's: 10-11.
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add_resource("diggers", 2);
          const auto project = [&](const std::string& name, Time date, double days) {
            processes.add(name, [name, date, days](ProcessContext& context) {
              context.wait_until(date);
              context.use("diggers", days);
              context.post(20, name, nothing);
            });
          };
          project("e", 0, 10);
          project("d", 0, 4);
          project("c", 1, 5);
          project("a", 1, 5);
          project("b", 2, 1);
          return listed(processes.advance(100));
        })) == "d@4 a@9 e@10 b@11 c@14");
}

TEST_CASE("A crew done today serves today's requests; equal dates go by name even with a crew free", "[processes]") {
  // One crew. z and y ask at 0: y first, 0-3; z 3-3 (no days). x asks at 3, after z by request date: 3-5.
  // w asks at 5, the instant at which x is done: 5-6.
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add_resource("crew", 1);
          const auto project = [&](const std::string& name, Time date, double days) {
            processes.add(name, [name, date, days](ProcessContext& context) {
              context.wait_until(date);
              context.use("crew", days);
              context.post(20, name, nothing);
            });
          };
          project("z", 0, 0);
          project("y", 0, 3);
          project("x", 3, 2);
          project("w", 5, 1);
          const std::string first = listed(processes.advance(5));
          return first + " | " + listed(processes.advance(50));
        })) == "y@3 z@3 | x@5 w@6");
}

TEST_CASE("Who leaves its crew queues anew, after those who asked before", "[processes]") {
  // One crew. a has it 0-2 and again from the next turn on; b asks at 1: 2-6. a asks at 3, c at 4: a 6-7, c 7-9.
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add_resource("crew", 1);
          processes.add("a", [](ProcessContext& context) {
            context.occupy("crew");
            context.wait(2);
            context.release();
            context.wait(1);
            context.occupy("crew");
            context.post(20, "again", nothing);
            context.wait(1);
            context.release();
            context.post(20, "a", nothing);
          });
          for (const auto& [name, date, days] : {std::tuple{"b", 1, 4}, std::tuple{"c", 4, 2}}) {
            processes.add(name, [name = std::string(name), date = date, days = days](ProcessContext& context) {
              context.wait_until(date);
              context.use("crew", days);
              context.post(20, name, nothing);
            });
          }
          return listed(processes.advance(50));
        })) == "again@6 b@6 a@7 c@9");
}

TEST_CASE("Before a resource is limited there are crews for all, and then nobody begins until they are done",
          "[processes]") {
  // One crew from 5 on. a 0-10, b 1-8, c 4-6 at once; d asks at 5 and waits until all three are done: 10-11. A process
  // that ends with a crew leaves it: e 11-11, f 11-12.
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add_resource("crew", 1, 5);
          const auto project = [&](const std::string& name, Time date, double days) {
            processes.add(name, [name, date, days](ProcessContext& context) {
              context.wait_until(date);
              context.occupy("crew");
              context.wait(days);
              context.post(20, name, nothing);
            });
          };
          project("a", 0, 10);
          project("b", 1, 7);
          project("c", 4, 2);
          project("d", 5, 1);
          project("e", 6, 0);
          project("f", 7, 1);
          return listed(processes.advance(50));
        })) == "c@6 b@8 a@10 d@11 e@11 f@12");
}

TEST_CASE("A process may add others, which start at the present instant", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          processes.add("parent", [&](ProcessContext& context) {
            context.wait_until(7);
            processes.add("child", [](ProcessContext& inner) {
              inner.post(20, "born", nothing);
              inner.wait(2);
              inner.post(20, "grown", nothing);
            });
          });
          std::string text = listed(processes.advance(8)) + " | ";
          processes.add("late", [](ProcessContext& context) { context.post(20, "late", nothing); });
          return text + listed(processes.advance(20));
        })) == "born@7 | late@8 grown@9");
}

TEST_CASE("A thousand processes fit", "[processes]") {
  CHECK(text_of(run_forked([] {
          Processes processes(0);
          int done = 0;
          for (int i = 0; i < 1000; ++i) {
            processes.add(std::to_string(i), [&done, i](ProcessContext& context) {
              context.wait(1000.0 - i);
              ++done;
            });
          }
          processes.advance(2000);
          return std::to_string(done);
        })) == "1000");
}

/// Not a test of values: prints what an Engine and a wake-up cost. Run it by `test_sim "[cost]"`.
TEST_CASE("Cost of the process calendar", "[.][cost]") {
  const ForkedResult result = run_forked([] {
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point begin) {
      return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
    };
    Processes processes(0);
    processes.add("months", [](ProcessContext& context) {
      for (int month = 1; month <= 432; ++month) context.wait_until(month * 30.0);
    });
    Clock::time_point begin = Clock::now();
    processes.advance(1);
    const double engine = since(begin);
    begin = Clock::now();
    for (int month = 1; month <= 433; ++month) processes.advance(month * 30.0 + 1);
    const double monthly = since(begin) / 432;
    processes.add("days", [](ProcessContext& context) {
      for (int day = 0; day < 100'000; ++day) context.wait(1);
    });
    begin = Clock::now();
    processes.advance(500'000);
    const double within = since(begin) / 100'000;
    std::ostringstream text;
    text << "Engine and first actor " << engine / 1000 << " ms, wake-up with an advance each " << monthly
         << " us, wake-up inside one advance " << within << " us";
    return text.str();
  });
  WARN(result.text);
  CHECK(result.exit_status == 0);
}

}  // namespace
}  // namespace skifte::sim
