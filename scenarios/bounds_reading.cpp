#include "scenarios/bounds_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/calendar.hpp"

namespace skifte::scenarios {
namespace {

constexpr double farthest_draw = 1e-9;

std::string with_unit(double value, std::string_view unit) {
  return short_number(value) + (unit == "1" ? "" : " " + std::string(unit));
}

/// `-5 SEK/l is below 0 SEK/l (it cannot be negative)`.
std::string outside(const sim::Bounds& bounds, double value, std::string_view unit) {
  const bool is_low = value < bounds.least || (value == bounds.least && !bounds.includes_least);
  const char* relation = !is_low ? "above" : bounds.includes_least ? "below" : "not above";
  std::string text = fmt::format("{} is {} {} ({})", with_unit(value, unit), relation,
                                 with_unit(is_low ? bounds.least : bounds.most, unit), bounds.why);
  // A share written as so many of a hundred.
  if (unit == "1" && bounds.most == 1 && value > 1 && value <= 100) {
    text += fmt::format(", did you mean '{} %'?", short_number(value));
  }
  return text;
}

double lowest_draw(const Distribution& of) {
  return std::isfinite(of.low()) ? of.low() : of.quantile(farthest_draw);
}
double highest_draw(const Distribution& of) {
  return std::isfinite(of.high()) ? of.high() : of.quantile(1 - farthest_draw);
}

/// The bounds of a factor on the points of `series` from a date on (empty: all), so that each stays within `bounds`.
sim::Bounds factor_bounds(const sim::Bounds& bounds, const sim::Series& series, const std::optional<sim::Time>& from) {
  sim::Bounds factor = sim::Bounds::any();
  for (const sim::Series::Point& point : series.points()) {
    if ((from && point.date < *from) || point.value == 0) continue;
    const double one = bounds.least / point.value;
    const double other = bounds.most / point.value;
    factor = factor.and_also(sim::Bounds::between(std::min(one, other), std::max(one, other),
                                                  "a point of the series would leave its bounds, " + describe(bounds)));
  }
  if (!bounds.includes_least && factor.least == 0) factor.includes_least = false;
  return factor;
}

}  // namespace

std::string describe(const sim::Bounds& bounds) {
  const bool has_least = std::isfinite(bounds.least);
  const bool has_most = std::isfinite(bounds.most);
  if (has_least && has_most) return fmt::format("{} to {}", short_number(bounds.least), short_number(bounds.most));
  if (has_least) return fmt::format("{} {}", bounds.includes_least ? "at least" : "above", short_number(bounds.least));
  return has_most ? "at most " + short_number(bounds.most) : "";
}

bool require_within(const sim::Bounds& bounds, double value, std::string_view unit, const sim::Position& position,
                    const std::string& what, FaultList& faults) {
  if (bounds.hold(value)) return true;
  faults.add(position, what + ": " + outside(bounds, value, unit));
  return false;
}

bool require_within(const sim::Bounds& bounds, const sim::Series& series, std::string_view unit,
                    const sim::Position& position, const std::string& what, FaultList& faults) {
  const auto& points = series.points();
  const auto wrong =
      std::find_if(points.begin(), points.end(), [&](const auto& point) { return !bounds.hold(point.value); });
  if (wrong == points.end()) return true;
  const std::string when = points.size() == 1 ? "" : " on " + sim::to_string(sim::to_civil(wrong->date));
  faults.add(position, what + when + ": " + outside(bounds, wrong->value, unit));
  return false;
}

bool require_drawn_within(const sim::AssumptionDeclaration& declaration, const std::variant<double, sim::Series>& value,
                          const std::optional<sim::Time>& from, const Distribution& distribution,
                          const sim::Position& position, FaultList& faults) {
  const bool is_number = std::holds_alternative<double>(value);
  const sim::Bounds bounds =
      is_number ? declaration.bounds : factor_bounds(declaration.bounds, std::get<sim::Series>(value), from);
  const bool is_fixed = distribution.kind() == DistributionKind::fixed;
  // Draws lie inside the ends, so an end may be a value that is itself not allowed.
  sim::Bounds of_ends = bounds;
  of_ends.includes_least = of_ends.includes_least || !is_fixed;
  for (const double end : {lowest_draw(distribution), highest_draw(distribution)}) {
    if (of_ends.hold(end)) continue;
    faults.add(position, declaration.name + ": draws reach to where " +
                             outside(of_ends, end, is_number ? std::string_view(declaration.unit) : "1"));
    return false;
  }
  return true;
}

}  // namespace skifte::scenarios
