#include "sim/sort_by_digits.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace skifte::sim {
namespace {

/// Grows with x: of negative numbers all bits are turned over, of others the sign.
std::uint64_t rank(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  return bits ^ ((bits >> 63) != 0 ? ~std::uint64_t{0} : std::uint64_t{1} << 63);
}

/// By the lowest `key_bits` bits of each entry's key.
template <int digit_bits, class Entry, class Key>
void sort_by(std::vector<Entry>& entries, int key_bits, Key key) {
  constexpr std::size_t values = std::size_t{1} << digit_bits;
  std::vector<Entry> sorted(entries.size());
  for (int shift = 0; shift < key_bits; shift += digit_bits) {
    const auto digit = [&](const Entry& entry) { return static_cast<std::size_t>(key(entry) >> shift) & (values - 1); };
    std::array<std::uint32_t, values> place{};
    for (const Entry& entry : entries) ++place[digit(entry)];
    std::uint32_t begin = 0;
    for (std::uint32_t& one : place) begin += std::exchange(one, begin);
    for (const Entry& entry : entries) sorted[place[digit(entry)]++] = entry;
    entries.swap(sorted);
  }
}

}  // namespace

void sort_by_number(std::vector<std::pair<double, std::uint32_t>>& entries) {
  sort_by<11>(entries, 64, [](const auto& entry) { return rank(entry.first); });
}

void sort_distinct(std::vector<std::uint32_t>& numbers) {
  std::uint32_t all = 0;
  for (const std::uint32_t number : numbers) all |= number;
  sort_by<9>(numbers, static_cast<int>(std::bit_width(all)), [](std::uint32_t number) { return number; });
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace skifte::sim
