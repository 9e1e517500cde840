#include <functional>

#include "sim/levers.hpp"
#include "tests/sim/forked_processes.hpp"

namespace {

using namespace skifte;
using namespace skifte::sim;

/// What a project posts at the day on which its works begin, in months of 30 days; `before` a month's events are
/// applied somebody may change the lever's course.
std::string works(LeverSetting lever, const std::function<void(int month, LeverCourse&, Processes&)>& before) {
  return text_of(tests::run_forked([&] {
    lever = in_run({{"tram", lever}}, 0).at("tram");
    Processes processes(0);
    processes.add("tram", [&](ProcessContext& context) {
      await_works(context, lever);
      context.post(20, "begun", [](Time) {});
    });
    std::string text;
    for (int month = 0; month < 12; ++month) {
      before(month, *lever.course, processes);
      text += listed(processes.advance(30 * (month + 1)));
    }
    return text;
  }));
}

LeverSetting starting(Time date) {
  LeverSetting lever;
  lever.start = date;
  return lever;
}

}  // namespace

TEST_CASE("works begin on the lever's day", "[processes]") {
  CHECK(works(starting(50), [](int, LeverCourse&, Processes&) {}) == "begun@50");
  CHECK(works(LeverSetting{}, [](int, LeverCourse&, Processes&) {}) == "begun@0");  // the period's first
}

TEST_CASE("works begin as late as money makes the lever, and later still when the wait goes on", "[processes]") {
  // Told on day 30, before the 50th, and again on day 60, before the 70th that was then the day; too late on day 120.
  const auto text = works(starting(50), [](int month, LeverCourse& course, Processes&) {
    if (month == 1) course.delay = 20;
    if (month == 2) course.delay = 45;
    if (month == 4) course.delay = 90;
  });
  CHECK(text == "begun@95");
}

TEST_CASE("works of a lever that a rule starts begin when it says, or never", "[processes]") {
  LeverSetting lever;
  lever.by_rule = true;
  const auto fires = [](int month, LeverCourse& course, Processes& processes) {
    if (month != 2) return;
    course.begins = 100;
    course.delay = 30;
    processes.signal(start_signal("tram"));
  };
  CHECK(works(lever, fires) == "begun@130");
  CHECK(works(lever, [](int, LeverCourse&, Processes&) {}).empty());
}

TEST_CASE("works of a setting outside a run begin on its date", "[processes]") {
  const auto text = text_of(tests::run_forked([] {
    Processes processes(0);
    const LeverSetting lever = starting(25);
    processes.add("tram", [&](ProcessContext& context) {
      await_works(context, lever);
      context.post(20, "begun", [](Time) {});
    });
    return listed(processes.advance(60));
  }));
  CHECK(text == "begun@25");
}

TEST_CASE("while works stand still, so does the schedule, and it goes on as much later", "[processes]") {
  // Opens on day 100, stands still from 40 on for 25 days; in months of 30 days the schedule is at 30, 40, 90 - 25 ...
  const auto text = text_of(tests::run_forked([] {
    LeverSetting lever = starting(10);
    lever.ramp = 100 / days_per_year;
    lever.dates["opens"] = 100;
    lever = in_run({{"tram", lever}}, 0).at("tram");
    Processes processes(0);
    processes.add("tram", [&](ProcessContext& context) {
      context.wait_until(40);
      stand_still(context, lever, [&] { context.wait(25); });
      await_date(context, lever, "opens", 0);
      context.post(20, "opened", [](Time) {});
    });
    std::string seen;
    for (int month = 1; month <= 5; ++month) {
      seen += listed(processes.advance(30 * month));
      seen += " " + std::to_string(static_cast<int>(lever.reached(30 * month))) + ":" +
              std::to_string(static_cast<int>(100 * lever.strength(30 * month) + 0.5));
    }
    return seen;
  }));
  CHECK(text == " 30:20 40:30 65:55 95:85opened@125 125:100");
}

TEST_CASE("a project's date is no sooner than its works take from a start that is given", "[levers]") {
  LeverSetting lever = starting(50);
  lever.dates["opens"] = 100;
  lever = in_run({{"tram", lever}}, 0).at("tram");
  lever.course->building_time = 30;
  CHECK(lever.date("opens") == 100);
  lever.course->building_time = 80;
  CHECK(lever.date("opens") == 130);
  lever.course->delay = 5;
  CHECK(lever.date("opens") == 135);
  lever.start.reset();  // under way, whenever it began
  CHECK(lever.date("opens") == 105);
}
