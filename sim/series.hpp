#pragma once
#include <vector>

#include "sim/calendar.hpp"

namespace skifte::sim {

/// A dated quantity, known at points. Before the first point the first value holds, after the last one the last.
class Series {
 public:
  enum class Interpolation {
    linear,  ///< straight lines between the points; a point given as a bare year stands at that year's middle
    step     ///< each value holds from its date to the next; a point given as a bare year stands at its 1 January
  };
  struct Point {
    Time date;     ///< [d]
    double value;  ///< in the declared unit
    bool operator==(const Point&) const = default;
  };

  Series() = default;
  /// Points need not be sorted; two at one date, or none, are a ProgramFault.
  Series(Interpolation interpolation, std::vector<Point> points);
  /// The same value for ever.
  static Series constant(double value);

  double at(Time date) const;
  /// Mean over [begin, end) [same unit], exact for both interpolations.
  double mean(Time begin, Time end) const;
  /// Last known point's date.
  Time last_date() const;
  Interpolation interpolation() const { return interpolation_; }
  const std::vector<Point>& points() const { return points_; }

 private:
  Interpolation interpolation_ = Interpolation::step;
  std::vector<Point> points_;
};

}  // namespace skifte::sim
