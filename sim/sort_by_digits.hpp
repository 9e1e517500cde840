#pragma once
#include <cstdint>
#include <utility>
#include <vector>

namespace skifte::sim {

// Sorted by digits, the last one first: comparing would be a branch that no processor foresees at each of n log n
// steps.

/// Sorts by the numbers, ascending, none of which is NaN; equal ones stay as they stand, and -0 comes before 0.
void sort_by_number(std::vector<std::pair<double, std::uint32_t>>& entries);

/// Sorts, ascending, and leaves each number once.
void sort_distinct(std::vector<std::uint32_t>& numbers);

}  // namespace skifte::sim
