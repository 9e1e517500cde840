#include "sim/bucket_calendar.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "sim/fault.hpp"

namespace skifte::sim {
namespace {

using Agents = std::vector<std::uint32_t>;

Agents taken(BucketCalendar& calendar, int window) {
  const auto span = calendar.take(window);
  return {span.begin(), span.end()};
}

TEST_CASE("A month's agents come out by date, then by agent", "[bucket_calendar]") {
  const Calendar months(2020, 2021);
  BucketCalendar calendar(months, 6);
  const Time january = from_civil({2020, 1, 10});
  calendar.set(5, january);
  calendar.set(2, january);
  calendar.set(4, january - 0.5);
  calendar.set(0, from_civil({2020, 2, 1}));  // the first instant of the next window
  calendar.set(1, from_civil({2020, 1, 31}) + 0.999);
  CHECK(taken(calendar, 0) == Agents{4, 2, 5, 1});
  CHECK(taken(calendar, 0).empty());
  CHECK(taken(calendar, 1) == Agents{0});
  for (std::uint32_t agent = 0; agent < 6; ++agent) CHECK_FALSE(calendar.pending(agent));
}

TEST_CASE("Setting replaces, removing forgets, taking ends", "[bucket_calendar]") {
  BucketCalendar calendar(Calendar(2020, 2020), 3);
  CHECK_FALSE(calendar.pending(1));
  calendar.set(1, from_civil({2020, 3, 3}));
  CHECK(calendar.pending(1));
  calendar.set(1, from_civil({2020, 1, 20}));  // another bucket
  calendar.set(1, from_civil({2020, 1, 21}));  // the same bucket
  calendar.set(2, from_civil({2020, 1, 5}));
  calendar.remove(2);
  calendar.remove(2);  // nothing is pending: nothing happens
  CHECK(taken(calendar, 0) == Agents{1});
  CHECK_FALSE(calendar.pending(1));
  CHECK(taken(calendar, 11).empty());
}

TEST_CASE("A past date comes up in the next window taken, skipped windows are not lost", "[bucket_calendar]") {
  BucketCalendar calendar(Calendar(2020, 2020), 4);
  CHECK(taken(calendar, 3).empty());
  calendar.set(0, from_civil({2020, 1, 1}));
  calendar.set(1, from_civil({1990, 1, 1}));
  calendar.set(2, from_civil({2020, 6, 1}));
  calendar.set(3, from_civil({2020, 7, 1}));
  CHECK(taken(calendar, 6) == Agents{0, 1, 2, 3});  // of the past both count as the first instant of April
  CHECK(calendar.date_taken(1) == Approx(from_civil({2020, 4, 1})).margin(1.0 / BucketCalendar::instants_per_day));
}

TEST_CASE("Dates of one instant are simultaneous, others never", "[bucket_calendar]") {
  BucketCalendar calendar(Calendar(2020, 2020), 4);
  const double instant = 1.0 / BucketCalendar::instants_per_day;
  const Time date = from_civil({2020, 1, 10});
  calendar.set(3, date);
  calendar.set(2, date + 0.9 * instant);
  calendar.set(1, date + 1.1 * instant);
  calendar.set(0, date - 0.1 * instant);
  CHECK(taken(calendar, 0) == Agents{0, 2, 3, 1});
}

TEST_CASE("The date of who was taken is the one filed, to half an instant, in the same month", "[bucket_calendar]") {
  const Calendar months(2020, 2022);
  BucketCalendar calendar(months, 2000);
  std::mt19937 generator(7);
  std::vector<Time> filed;
  for (std::uint32_t agent = 0; agent < calendar.agents(); ++agent) {
    // Some on a month's first instant, or the last before the next.
    const Window window = months.window(static_cast<int>(generator() % 36));
    const double u = static_cast<double>(generator() % 1000) / 1000;
    filed.push_back(agent % 3 == 0
                        ? window.begin
                        : std::min(std::nextafter(window.end, 0), window.begin + u * (window.end - window.begin)));
    if (agent % 3 == 1) filed.back() = std::nextafter(window.end, 0);
    calendar.set(agent, filed.back());
  }
  std::size_t came_up = 0;
  for (int month = 0; month < months.months(); ++month) {
    const Agents agents = taken(calendar, month);
    for (std::size_t i = 0; i < agents.size(); ++i) {
      CHECK(std::abs(calendar.date_taken(i) - filed[agents[i]]) <= 0.5 / BucketCalendar::instants_per_day);
      CHECK(months.index_of(calendar.date_taken(i)) == month);
      if (i > 0) CHECK(calendar.date_taken(i - 1) <= calendar.date_taken(i));
    }
    came_up += agents.size();
  }
  CHECK(came_up == filed.size());
}

TEST_CASE("Ever so many events of one instant come out by agent", "[bucket_calendar]") {
  constexpr std::uint32_t agents = 1000;
  BucketCalendar calendar(Calendar(2020, 2020), agents);
  Agents expected;
  for (std::uint32_t i = 0; i < agents; ++i) {
    calendar.set(agents - 1 - i, from_civil({2020, 5, 5}));
    expected.push_back(i);
  }
  CHECK(taken(calendar, 4) == expected);
}

TEST_CASE("Events at or after the calendar's end are kept and never come up", "[bucket_calendar]") {
  const Calendar months(2020, 2020);
  BucketCalendar calendar(months, 2);
  calendar.set(0, months.end());
  calendar.set(1, from_civil({2090, 1, 1}));
  for (int window = 0; window < months.months(); ++window) CHECK(taken(calendar, window).empty());
  CHECK(calendar.pending(0));
  CHECK(calendar.pending(1));
}

TEST_CASE("Resizing keeps what remains and forgets who left", "[bucket_calendar]") {
  BucketCalendar calendar(Calendar(2020, 2020), 3);
  for (std::uint32_t agent = 0; agent < 3; ++agent) calendar.set(agent, from_civil({2020, 1, 2}));
  calendar.resize(2);
  calendar.resize(4);
  CHECK(calendar.agents() == 4);
  CHECK_FALSE(calendar.pending(2));
  calendar.set(3, from_civil({2020, 1, 1}));
  CHECK(taken(calendar, 0) == Agents{3, 0, 1});
}

TEST_CASE("An agent that leaves and comes back has none of its earlier events", "[bucket_calendar]") {
  BucketCalendar calendar(Calendar(2020, 2020), 1);
  calendar.set(0, from_civil({2020, 2, 2}));
  calendar.resize(0);
  calendar.resize(1);
  calendar.set(0, from_civil({2020, 3, 3}));
  CHECK(taken(calendar, 1).empty());
  CHECK(taken(calendar, 2) == Agents{0});
}

TEST_CASE("An agent filed ever so often comes up once, at its last date", "[bucket_calendar]") {
  BucketCalendar calendar(Calendar(2020, 2020), 2);
  CHECK(taken(calendar, 0).empty());  // from here on the half year's months have buckets
  for (int i = 0; i < 100000; ++i) {
    calendar.set(0, from_civil({2020, 2 + i % 3, 2}));
    calendar.set(1, from_civil({2020, 2, 2}));
  }
  calendar.set(0, from_civil({2020, 3, 2}));
  CHECK(taken(calendar, 1) == Agents{1});
  CHECK(taken(calendar, 2) == Agents{0});
  CHECK(taken(calendar, 3).empty());
}

TEST_CASE("Events of every half year come up, whenever they were filed", "[bucket_calendar]") {
  const Calendar months(2020, 2022);
  BucketCalendar calendar(months, 72);
  const auto date = [&](std::uint32_t agent) { return months.window(static_cast<int>(agent % 36)).begin + 3; };
  for (std::uint32_t agent = 0; agent < 36; ++agent) calendar.set(agent, date(agent));
  for (std::uint32_t month = 0; month < 36; ++month) {
    calendar.set(month + 36, date(month));  // before its month is taken
    CHECK(taken(calendar, static_cast<int>(month)) == Agents{month, month + 36});
  }
}

TEST_CASE("Broken uses of the bucket calendar are program faults", "[bucket_calendar]") {
  BucketCalendar calendar(Calendar(2020, 2020), 2);
  CHECK_THROWS_AS(calendar.set(2, 0.0), ProgramFault);
  CHECK_THROWS_AS(calendar.remove(2), ProgramFault);
  CHECK_THROWS_AS(calendar.pending(2), ProgramFault);
  CHECK_THROWS_AS(calendar.set(0, std::numeric_limits<double>::quiet_NaN()), ProgramFault);
  CHECK_THROWS_AS(calendar.take(12), ProgramFault);
  calendar.take(5);
  CHECK_THROWS_AS(calendar.take(4), ProgramFault);
}

/// The same contract written plainly: a map from agent to date, scanned each month.
class ReferenceCalendar {
 public:
  explicit ReferenceCalendar(const Calendar& months) : months_(months) {}
  void set(std::uint32_t agent, Time date) { dates_[agent] = std::max(date, months_.window(current_).begin); }
  void remove(std::uint32_t agent) { dates_.erase(agent); }
  const std::map<std::uint32_t, Time>& dates() const { return dates_; }
  Agents take(int window) {
    current_ = window;
    std::vector<std::pair<Time, std::uint32_t>> due;
    for (const auto& [agent, date] : dates_) {
      if (date < months_.window(window).end) due.emplace_back(date, agent);
    }
    std::sort(due.begin(), due.end());
    Agents agents;
    for (const auto& [date, agent] : due) {
      agents.push_back(agent);
      dates_.erase(agent);
    }
    return agents;
  }

 private:
  Calendar months_;
  int current_ = 0;
  std::map<std::uint32_t, Time> dates_;
};

TEST_CASE("Random sets, removals and takes agree with a plain map", "[bucket_calendar]") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 generator(seed);
    const auto below = [&](unsigned n) { return static_cast<unsigned>(generator() % n); };
    const Calendar months(2019, 2022);
    const std::uint32_t agents = 1 + below(60);
    BucketCalendar calendar(months, agents);
    ReferenceCalendar reference(months);
    int window = 0;
    std::size_t came_up = 0;
    while (window < months.months()) {
      const std::uint32_t agent = below(agents);
      switch (below(8)) {
        case 0:
          calendar.remove(agent);
          reference.remove(agent);
          break;
        case 1: {
          const Agents expected = reference.take(window);
          REQUIRE(taken(calendar, window) == expected);
          came_up += expected.size();
          window += static_cast<int>(below(3));  // the same window again, the next, or one skipped
          break;
        }
        default: {
          // From half a year before the period to half a year after it; quarter days make equal dates likely.
          const Time date = months.begin() - 180 + 0.25 * below(4 * (4 * 365 + 360));
          calendar.set(agent, date);
          reference.set(agent, date);
        }
      }
      for (std::uint32_t i = 0; i < agents; ++i) REQUIRE(calendar.pending(i) == reference.dates().contains(i));
    }
    CHECK(came_up > 0);
  }
}

}  // namespace
}  // namespace skifte::sim
