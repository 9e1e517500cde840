#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/cars/ownership.hpp"
#include "sim/prefetch.hpp"
#include "sim/zeroed_array.hpp"

namespace skifte::agents {

/// Which cars households have, by place: their first, second, third car. Four bytes a household, and twelve more for
/// the few that have any but a first car.
class Garages {
 public:
  static constexpr std::uint32_t no_car = 0xffffffffU;
  using Cars = std::array<std::uint32_t, most_cars_per_household>;  ///< by place, no_car where there is none

  explicit Garages(std::size_t slots) : inverted_(slots) {}
  Cars cars(std::size_t slot) const {
    const std::uint32_t entry = this->entry(slot);
    return is_set(entry) != 0 ? set(entry) : Cars{entry, no_car, no_car};
  }
  /// What stands for the household's cars: its only car, where that is its first; no_car; or where a set stands.
  std::uint32_t entry(std::size_t slot) const { return ~inverted_[slot]; }
  /// 1 or 0, to be counted without a branch.
  static constexpr std::uint32_t is_car(std::uint32_t entry) { return entry >> 31 ^ 1U; }
  static constexpr std::uint32_t is_set(std::uint32_t entry) { return (entry >> 31) & (entry == no_car ? 0U : 1U); }
  const Cars& set(std::uint32_t entry) const { return sets_[entry ^ set_mark]; }
  /// Cars are numbered below 2^31.
  void put(std::size_t slot, std::uint8_t place, std::uint32_t car);
  void take(std::size_t slot, std::uint8_t place) { put(slot, place, no_car); }
  /// Takes all.
  void clear(std::size_t slot) {
    if (is_set(entry(slot)) != 0) free_.push_back(entry(slot) ^ set_mark);
    inverted_[slot] = ~no_car;
  }
  /// Begins to fetch from memory what the household has.
  void prefetch(std::size_t slot) const { sim::prefetch(&inverted_[slot]); }
  void prefetch_set(std::uint32_t entry) const { sim::prefetch(&set(entry)); }

 private:
  static constexpr std::uint32_t set_mark = 0x80000000U;
  std::uint32_t new_set();

  /// By slot: the first car, no_car, or set_mark and where all of them stand. All bits are turned over, so that no_car
  /// is 0.
  sim::ZeroedArray<std::uint32_t> inverted_;
  std::vector<Cars> sets_;
  std::vector<std::uint32_t> free_;  ///< sets out of use, the last freed is used first
};

inline void Garages::put(std::size_t slot, std::uint8_t place, std::uint32_t car) {
  Cars all = cars(slot);
  all[place] = car;
  const std::uint32_t entry = this->entry(slot);
  const bool first_alone = std::all_of(all.begin() + 1, all.end(), [](std::uint32_t one) { return one == no_car; });
  if (first_alone) {
    if (is_set(entry) != 0) free_.push_back(entry ^ set_mark);
    inverted_[slot] = ~all[0];
    return;
  }
  const std::uint32_t marked = is_set(entry) == 0 ? new_set() | set_mark : entry;
  inverted_[slot] = ~marked;
  sets_[marked ^ set_mark] = all;
}

}  // namespace skifte::agents
