#pragma once
#include <string>
#include <string_view>

namespace skifte::sim {

/// A number with its unit as the user wrote it, split strictly: sign, digits, point, exponent; no grouping.
struct Quantity {
  double number;
  std::string unit;  ///< "" when none was given
};

/// Reads "200 kt/year", "-3", "1.5e3 SEK". Throws UserFault (without position) with what is wrong.
Quantity parse_quantity(std::string_view text);

/// Whether `unit` is one of ours: UDUNITS-2 through the project's table (kt, Wh, SEK, EUR, CO2e, vehicle, person,
/// dwelling, household, %, ...). "" is the dimensionless unit "1". Scale factors inside units ("10 km"), offsets,
/// `ton`, `mil` and `a` are faults; a year is 365.2425 d. Throws UserFault saying what is wrong and the nearest right
/// unit.
void check_unit(std::string_view unit);

/// The factor that turns a value in `from` into one in `to`; UserFault when the dimensions differ.
double conversion_factor(std::string_view from, std::string_view to);

/// `quantity` in `unit`. A bare number is a fault unless `unit` is dimensionless ("1" or "%").
double convert(const Quantity& quantity, std::string_view unit);

}  // namespace skifte::sim
