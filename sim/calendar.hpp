#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skifte::sim {

/// An instant: days since 2000-01-01 00:00 [d], fractions allowed, proleptic Gregorian.
using Time = double;

struct CivilDate {
  int year;
  int month;  ///< 1-12
  int day;    ///< 1-31
  auto operator<=>(const CivilDate&) const = default;
};

/// Midnight at the day's beginning [d]; a day that does not exist is a ProgramFault.
Time from_civil(CivilDate date);
/// The day that holds `time`, |time| < 1e9; others (infinity, NaN) are a ProgramFault.
CivilDate to_civil(Time time);
/// Reads `2029-07-01` strictly: four, two and two digits that name an existing day; otherwise empty.
std::optional<CivilDate> parse_date(std::string_view text);
/// `2029-07-01`.
std::string to_string(CivilDate date);
/// Decimal year, e.g. 2022.5 at the middle of 2022 [year].
double decimal_year(Time time);
/// The inverse: 2022.5 gives the middle of 2022 [d].
Time from_decimal_year(double year);

inline constexpr double days_per_year = 365.2425;  ///< mean Gregorian year [d]

/// A calendar month: the window in which mass populations act.
struct Window {
  int index;  ///< 0 for the simulated period's first month
  int year;
  int month;   ///< 1-12
  Time begin;  ///< [d]
  Time end;    ///< first instant of the next month [d]
  bool last_of_year() const { return month == 12; }
  /// Length as a share of its year [year].
  double years() const;
};

/// The months of whole years [first_year, last_year].
class Calendar {
 public:
  Calendar(int first_year, int last_year);
  int first_year() const { return first_year_; }
  int last_year() const { return last_year_; }
  int years() const { return last_year_ - first_year_ + 1; }
  int months() const { return 12 * years(); }
  /// 0 <= index < months(), otherwise a ProgramFault.
  Window window(int index) const;
  /// The window index that holds `time`; instants before the period give -1, after it months().
  int index_of(Time time) const;
  Time begin() const { return from_civil({first_year_, 1, 1}); }
  Time end() const { return from_civil({last_year_ + 1, 1, 1}); }

 private:
  int first_year_;
  int last_year_;
};

}  // namespace skifte::sim
