#pragma once
#include <cstdint>
#include <vector>

namespace skifte::agents {

/// A dense table, rows x columns, row-major.
struct CountTable {
  int rows = 0;
  int columns = 0;
  std::vector<double> cells;
  double& at(int row, int column) { return cells[static_cast<std::size_t>(row * columns + column)]; }
  double at(int row, int column) const { return cells[static_cast<std::size_t>(row * columns + column)]; }
};

/// Iterative proportional fitting (Deming & Stephan 1940, doi:10.1214/aoms/1177731829): scales `prior` to the row and
/// column sums in turn until both hold within `tolerance` [the sums' unit]. Zero cells stay zero. The result is the
/// table nearest to the prior in relative entropy. Margins that no table with these zeros can have are a UserFault.
CountTable fit_proportionally(CountTable prior, const std::vector<double>& row_sums,
                              const std::vector<double>& column_sums, double tolerance = 1e-7);

/// Rounds each cell up or down to integers such that whole-numbered row and column sums hold exactly (controlled
/// rounding, Cox 1987, doi:10.1080/01621459.1987.10478456, here the largest remainders first and augmenting paths for
/// what is left).
CountTable round_to_margins(const CountTable& table);

/// Whole numbers in proportion to `weights` that add to `total` (largest remainders, ties to the earlier).
std::vector<int> apportion(const std::vector<double>& weights, int total);

/// A sequence in which category k stands counts[k] times, in an order keyed by (name, position).
std::vector<std::uint8_t> shuffled(const std::vector<int>& counts, std::uint64_t name);

}  // namespace skifte::agents
