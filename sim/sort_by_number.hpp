#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace skifte::sim {

/// Sorts by the numbers, ascending, none of which is NaN; equal ones stay as they stand, and -0 comes before 0. By
/// digits, the last one first: comparing would be a branch that no processor foresees at each of n log n steps.
void sort_by_number(std::vector<std::pair<double, std::uint32_t>>& entries);

}  // namespace skifte::sim
