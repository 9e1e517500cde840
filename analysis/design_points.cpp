#include "analysis/design_points.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/fault.hpp"

namespace skifte::analysis {

std::vector<std::uint32_t> design_points(const output::ResultFile& file) {
  std::vector<std::uint32_t> points = file.members();
  if (!file.layout().has("design_point")) return points;
  const std::vector<double> stored = file.read("design_point");
  for (std::size_t i = 0; i < points.size(); ++i) {
    // A member that never began has no point; nor has it values.
    if (!std::isnan(stored[i])) points[i] = static_cast<std::uint32_t>(stored[i]);
  }
  return points;
}

std::vector<std::uint32_t> points_of_done(const output::ResultFile& file) {
  const std::vector<std::uint32_t> all = design_points(file);
  std::vector<std::uint32_t> done;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (file.statuses()[i] == output::MemberStatus::done) done.push_back(all[i]);
  }
  return done;
}

std::size_t count_points(std::vector<std::uint32_t> points) {
  std::sort(points.begin(), points.end());
  return static_cast<std::size_t>(std::unique(points.begin(), points.end()) - points.begin());
}

int done_points(const output::ResultFile& file) {
  return static_cast<int>(count_points(points_of_done(file)));
}

std::vector<double> means_by_point(const std::vector<double>& values, const std::vector<std::uint32_t>& points) {
  sim::ensure(values.size() == points.size(), "a point for each value");
  std::map<std::uint32_t, std::size_t> place;
  std::vector<double> means, counts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t at = place.emplace(points[i], means.size()).first->second;
    if (at == means.size()) {
      means.push_back(0);
      counts.push_back(0);
    }
    counts[at] += 1;
    means[at] += (values[i] - means[at]) / counts[at];  // of equal values exactly their value
  }
  return means;
}

}  // namespace skifte::analysis
