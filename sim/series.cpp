#include "sim/series.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/fault.hpp"

namespace skifte::sim {

Series::Series(Interpolation interpolation, std::vector<Point> points)
    : interpolation_(interpolation), points_(std::move(points)) {
  ensure(!points_.empty(), "series: no points");
  std::sort(points_.begin(), points_.end(), [](const Point& a, const Point& b) { return a.date < b.date; });
  for (std::size_t i = 1; i < points_.size(); ++i) {
    ensure(points_[i - 1].date < points_[i].date, "series: two points at one date");
  }
}

Series Series::constant(double value) {
  return Series(Interpolation::step, {{0.0, value}});
}

Time Series::last_date() const {
  return points_.back().date;
}

double Series::at(Time date) const {
  if (!(date < points_.back().date)) return points_.back().value;
  const auto after = std::upper_bound(points_.begin(), points_.end(), date,
                                      [](Time time, const Point& point) { return time < point.date; });
  if (after == points_.begin()) return points_.front().value;
  const Point& left = *(after - 1);
  if (interpolation_ == Interpolation::step) return left.value;
  const double share = (date - left.date) / (after->date - left.date);
  return left.value + share * (after->value - left.value);
}

double Series::mean(Time begin, Time end) const {
  // Between breakpoints the function is linear, so the midpoint rule is exact.
  double sum = 0;
  Time from = begin;
  for (const Point& point : points_) {
    if (point.date <= from || point.date >= end) continue;
    sum += at(0.5 * (from + point.date)) * (point.date - from);
    from = point.date;
  }
  sum += at(0.5 * (from + end)) * (end - from);
  return sum / (end - begin);
}

}  // namespace skifte::sim
