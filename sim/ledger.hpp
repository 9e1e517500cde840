#pragma once
#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "sim/fault.hpp"

namespace skifte::sim {

/// Rounds half away from zero to the ledger's integers; a NaN or a value beyond 2^62 is a ProgramFault.
inline std::int64_t to_count(double amount) {
  constexpr double limit = 4611686018427387904.0;  // 2^62
  ensure(amount < limit && amount > -limit, "ledger: amount is not a number or too large to count");
  return static_cast<std::int64_t>(amount < 0 ? amount - 0.5 : amount + 0.5);
}

/// A table of 64-bit integers by year and N further dimensions. Sums of integers do not depend on the order of posting,
/// so cuts along any dimension add up exactly, and one agent's posting cannot shift another's rounding.
template <std::size_t N>
class Table {
 public:
  Table() = default;
  Table(int years, std::array<int, N> sizes) : years_(years), sizes_(sizes) {
    std::size_t cells = static_cast<std::size_t>(years);
    for (int size : sizes) cells *= static_cast<std::size_t>(size);
    counts_.assign(cells, 0);
  }
  int years() const { return years_; }
  const std::array<int, N>& sizes() const { return sizes_; }

  /// Adds `count` to the cell (year index from 0, then one index a dimension).
  void post(int year, std::array<int, N> cell, std::int64_t count) { counts_[offset(year, cell)] += count; }
  void set(int year, std::array<int, N> cell, std::int64_t count) { counts_[offset(year, cell)] = count; }
  std::int64_t at(int year, std::array<int, N> cell) const { return counts_[offset(year, cell)]; }
  std::int64_t total(int year) const {
    const std::span<const std::int64_t> counts = block(year);
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  }
  /// Sum over all cells of the year whose index along `dimension` is `index`.
  std::int64_t cut(int year, std::size_t dimension, int index) const {
    ensure(dimension < N && index >= 0 && index < sizes_[dimension], "ledger: index outside its dimension");
    std::int64_t sum = 0;
    std::array<int, N> cell{};
    for (const std::int64_t count : block(year)) {
      if (cell[dimension] == index) sum += count;
      for (std::size_t d = N; d-- > 0;) {
        if (++cell[d] < sizes_[d]) break;
        cell[d] = 0;
      }
    }
    return sum;
  }

 private:
  /// The cells of a year.
  std::span<const std::int64_t> block(int year) const {
    ensure(year >= 0 && year < years_, "ledger: year outside the period");
    const std::size_t cells = counts_.size() / static_cast<std::size_t>(years_);
    return std::span(counts_).subspan(cells * static_cast<std::size_t>(year), cells);
  }
  std::size_t offset(int year, const std::array<int, N>& cell) const {
    ensure(year >= 0 && year < years_, "ledger: year outside the period");
    std::size_t position = static_cast<std::size_t>(year);
    for (std::size_t d = 0; d < N; ++d) {
      ensure(cell[d] >= 0 && cell[d] < sizes_[d], "ledger: index outside its dimension");
      position = position * static_cast<std::size_t>(sizes_[d]) + static_cast<std::size_t>(cell[d]);
    }
    return position;
  }

  int years_ = 0;
  std::array<int, N> sizes_{};
  std::vector<std::int64_t> counts_;
};

}  // namespace skifte::sim
