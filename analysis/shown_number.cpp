#include "analysis/shown_number.hpp"

#include <fmt/format.h>

#include <cmath>

namespace skifte::analysis {

ShownUnit shown_unit(const std::string& unit, double size) {
  const bool is_tonnes = unit == "t" || unit == "t CO2e";
  if (is_tonnes && std::abs(size) >= 1e4) return {unit == "t" ? "kt" : "kt CO2e", 1e-3, 1};
  const double magnitude = std::abs(size);
  return {unit, 1, magnitude >= 1000 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 4};
}

std::string shown(double value, const ShownUnit& how) {
  if (std::isnan(value)) return "-";
  if (std::isinf(value)) return value > 0 ? "never" : "-never";
  const std::string text = fmt::format("{:.{}f}", value * how.factor, how.digits);
  if (text.find_first_not_of("-0.") != std::string::npos) return text;
  return value == 0 ? "0" : fmt::format("{:.1g}", value * how.factor);
}

nlohmann::json json_number(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}

}  // namespace skifte::analysis
