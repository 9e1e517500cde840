#include "agents/public_transport/expressen.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/sim/forked.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

/// The month in which line 3 opens without a slip, from January 2015 = 0; -1: never before 2040. Or in which it closes.
int opening_month(double building_time, sim::LeverSetting promise, bool closing = false) {
  const auto result = tests::run_forked([&] {
    sim::AssumptionValues values;
    values.set("expressen.slip", 0), values.set("expressen.building_time", building_time);
    values.set("expressen.saving", 2);
    values.set("expressen.opened_line_1", 2200), values.set("expressen.opened_line_2", 2200);
    for (const char* line : {"line_1", "line_2", "line_3"}) {
      for (const char* zone : {"inner_city", "outer_city", "villages"}) {
        values.set("expressen.corridor." + std::string(line) + "." + zone, 0.1);
      }
    }
    sim::AssumptionReader read(values);
    const ExpressenAssumptions assumed(read);
    const sim::Calendar calendar(2015, 2039);
    const sim::LeverValues levers = sim::in_run({{"expressen_line_3", promise}}, calendar.begin());
    Expressen expressen(assumed, {std::nullopt, std::nullopt, levers.at("expressen_line_3")});
    sim::Processes processes(calendar.begin());
    Contractors contractors;  // for all
    expressen.start(processes, sim::RandomSource(1, 0), contractors);
    int opened = -1, closed = -1;
    for (int month = 0; month < calendar.months(); ++month) {
      for (const sim::ProcessEvent& event : processes.advance(calendar.window(month).end)) event.apply(event.date);
      if (expressen.running() > 0 && opened < 0) opened = month;
      if (expressen.running() == 0 && opened >= 0 && closed < 0) closed = month;
    }
    return std::to_string(closing ? closed : opened);
  });
  INFO(result.printed);
  REQUIRE(result.exit_status == 0);
  return std::stoi(result.text);
}

sim::LeverSetting opens(int year, int month) {
  sim::LeverSetting promise;
  promise.dates["opens"] = sim::from_civil({year, month, 15});
  return promise;
}

constexpr int month_of(int year, int month) {
  return 12 * (year - 2015) + month - 1;
}

}  // namespace

TEST_CASE("a line opens on the date promised, however long its works take, unless they have a start") {
  CHECK(opening_month(2, opens(2027, 12)) == month_of(2027, 12));
  CHECK(opening_month(15, opens(2027, 12)) == month_of(2027, 12));
}

TEST_CASE("a line whose works start opens no sooner than they take") {
  sim::LeverSetting promise = opens(2027, 12);
  promise.start = sim::from_civil({2026, 1, 15});
  CHECK(opening_month(0.5, promise) == month_of(2027, 12));
  CHECK(opening_month(5, promise) == month_of(2031, 1));
  promise.start = sim::from_civil({2028, 6, 15});  // after the promised date
  CHECK(opening_month(0.5, promise) == month_of(2028, 12));
  CHECK(opening_month(5, promise) == month_of(2033, 6));
}

TEST_CASE("a line closes with its lever, and does not open if that ends before it is paid") {
  sim::LeverSetting promise = opens(2027, 12);
  promise.end = sim::from_civil({2031, 5, 15});
  CHECK(opening_month(2, promise) == month_of(2027, 12));
  CHECK(opening_month(2, promise, true) == month_of(2031, 5));
  promise.end = sim::from_civil({2027, 5, 15});
  CHECK(opening_month(2, promise) == -1);
}
