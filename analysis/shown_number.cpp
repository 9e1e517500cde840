#include "analysis/shown_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace skifte::analysis {

ShownUnit shown_unit(const std::string& unit, double size) {
  const bool is_tonnes = unit == "t" || unit == "t CO2e";
  if (is_tonnes && std::abs(size) >= 1e4) return {unit == "t" ? "kt" : "kt CO2e", 1e-3, 1};
  const double magnitude = std::abs(size);
  if (magnitude >= 1e4 && std::isfinite(magnitude))
    return {unit, 1, 3 - static_cast<int>(std::floor(std::log10(magnitude)))};
  return {unit, 1, magnitude >= 1000 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 4};
}

std::string shown(double value, const ShownUnit& how) {
  if (std::isnan(value)) return "-";
  if (std::isinf(value)) return value > 0 ? "never" : "-never";
  double scaled = value * how.factor;
  if (how.digits < 0) {
    const double step = std::pow(10.0, -how.digits);
    if (std::abs(scaled) >= 10 * step) scaled = std::round(scaled / step) * step;  // small ones keep their figures
  }
  std::string text = fmt::format("{:.{}f}", scaled, std::max(0, how.digits));
  if (text.find_first_not_of("-0.") != std::string::npos) return text;
  return value == 0 ? "0" : fmt::format("{:.1g}", value * how.factor);
}

nlohmann::json json_number(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}

}  // namespace skifte::analysis
