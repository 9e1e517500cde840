#include "sim/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/fault.hpp"

namespace skifte::sim {
namespace {

constexpr int epoch = 730425;         ///< days from 0000-03-01 to 2000-01-01 [d]
constexpr int days_per_era = 146097;  ///< 400 Gregorian years [d]

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool exists(CivilDate date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

Time new_year(int year) {
  return from_civil({year, 1, 1});
}

double days_in_year(int year) {
  return is_leap(year) ? 366.0 : 365.0;
}

}  // namespace

// Years are counted from March, so that the leap day ends one; an era is the 400 years after which the calendar repeats
// (Hinnant 2013, chrono-compatible low-level date algorithms).
Time from_civil(CivilDate date) {
  ensure(exists(date), "no such day in the calendar");
  const int year = date.month > 2 ? date.year : date.year - 1;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - 400 * era;
  const int month_from_march = (date.month + 9) % 12;
  const int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const int day_of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return static_cast<Time>(era * days_per_era + day_of_era - epoch);
}

CivilDate to_civil(Time time) {
  ensure(std::abs(time) < 1e9, "the time is no date");
  const int days = static_cast<int>(std::floor(time)) + epoch;
  const int era = (days >= 0 ? days : days - (days_per_era - 1)) / days_per_era;
  const int day_of_era = days - era * days_per_era;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = (5 * day_of_year + 2) / 153;
  const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const int year = 400 * era + year_of_era + (month <= 2 ? 1 : 0);
  return {year, month, day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

std::optional<CivilDate> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t begin, std::size_t length) {
    int value = 0;
    for (char digit : text.substr(begin, length)) {
      if (digit < '0' || digit > '9') return -1;
      value = 10 * value + (digit - '0');
    }
    return value;
  };
  const CivilDate date{number(0, 4), number(5, 2), number(8, 2)};
  if (date.year < 0 || !exists(date)) return std::nullopt;
  return date;
}

std::string to_string(CivilDate date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

double decimal_year(Time time) {
  const int year = to_civil(time).year;
  return year + (time - new_year(year)) / days_in_year(year);
}

Time from_decimal_year(double year) {
  ensure(std::abs(year) < 1e6, "the decimal year is no date");
  const int whole = static_cast<int>(std::floor(year));
  return new_year(whole) + (year - whole) * days_in_year(whole);
}

double Window::years() const {
  return (end - begin) / days_in_year(year);
}

Calendar::Calendar(int first_year, int last_year) : first_year_(first_year), last_year_(last_year) {
  ensure(first_year <= last_year, "the calendar ends before it begins");
}

Window Calendar::window(int index) const {
  ensure(index >= 0 && index < months(), "the window is outside the simulated period");
  const int year = first_year_ + index / 12;
  const int month = index % 12 + 1;
  const Time month_begin = from_civil({year, month, 1});
  return {index, year, month, month_begin, month_begin + days_in_month(year, month)};
}

int Calendar::index_of(Time time) const {
  if (time < begin()) return -1;
  if (time >= end()) return months();
  const CivilDate date = to_civil(time);
  return 12 * (date.year - first_year_) + date.month - 1;
}

}  // namespace skifte::sim
