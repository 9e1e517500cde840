#pragma once
#include <nlohmann/json.hpp>
#include <string>

namespace skifte::analysis {

/// How numbers of a unit are printed: tonnes as kilotonnes where they are many; four figures of large ones, `digits`
/// negative then (-2: to hundreds).
struct ShownUnit {
  std::string unit;
  double factor = 1;
  int digits = 2;
};
/// For values of about this size.
ShownUnit shown_unit(const std::string& unit, double size);
/// The number with its digits, without unit; "-" for NaN, "never" for infinity. What is not 0 does not read as 0.
std::string shown(double value, const ShownUnit& how);

/// null where not finite.
nlohmann::json json_number(double value);

}  // namespace skifte::analysis
