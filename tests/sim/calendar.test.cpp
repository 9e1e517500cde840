#include "sim/calendar.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <limits>

#include "sim/fault.hpp"

namespace sim = skifte::sim;

TEST_CASE("times count days from 2000-01-01", "[sim][calendar]") {
  CHECK(sim::from_civil({2000, 1, 1}) == 0.0);
  CHECK(sim::from_civil({2000, 3, 1}) == 60.0);  // 31 + 29
  CHECK(sim::from_civil({2001, 1, 1}) == 366.0);
  CHECK(sim::from_civil({1999, 12, 31}) == -1.0);
  CHECK(sim::from_civil({1970, 1, 1}) == -10957.0);  // 30 * 365 + 7 leap days
  CHECK(sim::from_civil({2022, 1, 1}) == 8036.0);    // 22 * 365 + 6 leap days
}

TEST_CASE("every day of the years -800 to 3200 is std::chrono's and comes back", "[sim][calendar]") {
  using namespace std::chrono;
  const sys_days origin = year{2000} / January / 1;
  const int last = static_cast<int>(sim::from_civil({3200, 12, 31}));
  for (int day = static_cast<int>(sim::from_civil({-800, 1, 1})); day <= last; ++day) {
    const sim::CivilDate date = sim::to_civil(day);
    const year_month_day expected{origin + days{day}};
    const bool same = year{date.year} == expected.year() &&
                      static_cast<unsigned>(date.month) == unsigned{expected.month()} &&
                      static_cast<unsigned>(date.day) == unsigned{expected.day()};
    if (!same || sim::from_civil(date) != day) FAIL("day " << day << " is " << sim::to_string(date));
  }
  SUCCEED();
}

TEST_CASE("an instant within a day belongs to it, before the origin too", "[sim][calendar]") {
  CHECK(sim::to_civil(0.999) == sim::CivilDate{2000, 1, 1});
  CHECK(sim::to_civil(-0.001) == sim::CivilDate{1999, 12, 31});
  CHECK_THROWS_AS(sim::to_civil(std::numeric_limits<double>::quiet_NaN()), sim::ProgramFault);
  CHECK_THROWS_AS(sim::to_civil(std::numeric_limits<double>::infinity()), sim::ProgramFault);
}

TEST_CASE("a date that does not exist is a program fault", "[sim][calendar]") {
  CHECK_THROWS_AS(sim::from_civil({2023, 2, 29}), sim::ProgramFault);
  CHECK_THROWS_AS(sim::from_civil({2023, 13, 1}), sim::ProgramFault);
  CHECK_THROWS_AS(sim::from_civil({2023, 4, 31}), sim::ProgramFault);
}

TEST_CASE("parse_date reads strictly", "[sim][calendar]") {
  CHECK(sim::parse_date("2029-07-01") == sim::CivilDate{2029, 7, 1});
  CHECK(sim::parse_date("2024-02-29") == sim::CivilDate{2024, 2, 29});
  CHECK(sim::parse_date("2000-02-29") == sim::CivilDate{2000, 2, 29});
  for (const char* text : {"2023-02-29", "2100-02-29", "2029-13-01", "2029-00-10", "2029-07-00", "2029-07-32",
                           "2029-7-01", "2029-07-1", "29-07-01", "2029/07/01", "2029-07-01 ", " 2029-07-01",
                           "2029-07-01T00", "+029-07-01", "2029--7-01", "20a9-07-01", ""}) {
    CAPTURE(text);
    CHECK_FALSE(sim::parse_date(text).has_value());
  }
}

TEST_CASE("dates print as they are read", "[sim][calendar]") {
  CHECK(sim::to_string(sim::CivilDate{2029, 7, 1}) == "2029-07-01");
  CHECK(sim::to_string(sim::CivilDate{987, 12, 31}) == "0987-12-31");
}

TEST_CASE("decimal years", "[sim][calendar]") {
  CHECK(sim::decimal_year(sim::from_civil({2022, 1, 1})) == 2022.0);
  CHECK(sim::decimal_year(sim::from_civil({2022, 7, 2}) + 0.5) == 2022.5);  // day 182.5 of 365
  CHECK(sim::decimal_year(sim::from_civil({2024, 7, 2})) == 2024.5);        // day 183 of 366
  CHECK(sim::from_decimal_year(2022.5) == sim::from_civil({2022, 7, 2}) + 0.5);
  CHECK(sim::from_decimal_year(2050.0) == sim::from_civil({2050, 1, 1}));
  for (double time = -800.0; time < 20000.0; time += 7.3) {
    REQUIRE(sim::from_decimal_year(sim::decimal_year(time)) == Approx(time).margin(1e-9));
  }
}

TEST_CASE("windows tile the period and sum to whole years", "[sim][calendar]") {
  const sim::Calendar calendar(2022, 2050);
  REQUIRE(calendar.years() == 29);
  REQUIRE(calendar.months() == 348);
  CHECK(calendar.window(0).begin == calendar.begin());
  CHECK(calendar.window(347).end == calendar.end());
  double years = 0.0;
  for (int i = 0; i < calendar.months(); ++i) {
    const sim::Window window = calendar.window(i);
    CHECK(window.index == i);
    CHECK(window.begin == sim::from_civil({window.year, window.month, 1}));
    if (i > 0) CHECK(window.begin == calendar.window(i - 1).end);
    CHECK(window.last_of_year() == (i % 12 == 11));
    years += window.years();
  }
  CHECK(years == Approx(29.0).epsilon(1e-12));
  CHECK(calendar.window(1).years() == 28.0 / 365.0);   // February 2022
  CHECK(calendar.window(25).years() == 29.0 / 366.0);  // February 2024
}

TEST_CASE("index_of finds the window of an instant", "[sim][calendar]") {
  const sim::Calendar calendar(2022, 2023);
  for (int i = 0; i < calendar.months(); ++i) {
    const sim::Window window = calendar.window(i);
    CHECK(calendar.index_of(window.begin) == i);
    CHECK(calendar.index_of(std::nextafter(window.end, 0.0)) == i);
  }
  CHECK(calendar.index_of(std::nextafter(calendar.begin(), 0.0)) == -1);
  CHECK(calendar.index_of(calendar.end()) == 24);
  CHECK(calendar.index_of(std::numeric_limits<double>::infinity()) == 24);
  CHECK(calendar.index_of(-std::numeric_limits<double>::infinity()) == -1);
}

TEST_CASE("a calendar refuses an empty period and windows outside it", "[sim][calendar]") {
  CHECK_THROWS_AS(sim::Calendar(2023, 2022), sim::ProgramFault);
  const sim::Calendar calendar(2022, 2022);
  CHECK_THROWS_AS(calendar.window(-1), sim::ProgramFault);
  CHECK_THROWS_AS(calendar.window(12), sim::ProgramFault);
}
