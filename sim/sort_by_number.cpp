#include "sim/sort_by_number.hpp"

#include <array>
#include <bit>

namespace skifte::sim {
namespace {

constexpr int digit_bits = 11;
constexpr std::size_t digit_values = std::size_t{1} << digit_bits;

/// Grows with x: of negative numbers all bits are turned over, of others the sign.
std::uint64_t rank(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  return bits ^ ((bits >> 63) != 0 ? ~std::uint64_t{0} : std::uint64_t{1} << 63);
}

}  // namespace

void sort_by_number(std::vector<std::pair<double, std::uint32_t>>& entries) {
  std::vector<std::pair<double, std::uint32_t>> sorted(entries.size());
  for (int shift = 0; shift < 64; shift += digit_bits) {
    const auto digit = [shift](double x) { return static_cast<std::size_t>(rank(x) >> shift) & (digit_values - 1); };
    std::array<std::size_t, digit_values> place{};
    for (const auto& entry : entries) ++place[digit(entry.first)];
    std::size_t begin = 0;
    for (std::size_t& one : place) begin += std::exchange(one, begin);
    for (const auto& entry : entries) sorted[place[digit(entry.first)]++] = entry;
    entries.swap(sorted);
  }
}

}  // namespace skifte::sim
