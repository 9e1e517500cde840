#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "output/result_reader.hpp"

namespace skifte::analysis {

/// Each member's point of the design: what it drew, whatever its luck. Members of files that do not say have each their
/// own.
std::vector<std::uint32_t> design_points(const output::ResultFile& file);

/// The same of the members that are done.
std::vector<std::uint32_t> points_of_done(const output::ResultFile& file);

/// How many different ones there are.
std::size_t count_points(std::vector<std::uint32_t> points);

/// Points of the members that are done.
int done_points(const output::ResultFile& file);

/// Means over members of the same point, in the order in which the points first come.
std::vector<double> means_by_point(const std::vector<double>& values, const std::vector<std::uint32_t>& points);

}  // namespace skifte::analysis
