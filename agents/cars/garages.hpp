#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/cars/ownership.hpp"

namespace skifte::agents {

/// Which cars households have, by place: their first, second, third car. Four bytes a household, and twelve more for
/// the few that have any but a first car.
class Garages {
 public:
  static constexpr std::uint32_t no_car = 0xffffffffU;
  using Cars = std::array<std::uint32_t, most_cars_per_household>;  ///< by place, no_car where there is none

  explicit Garages(std::size_t slots) : entry_(slots, no_car) {}
  Cars cars(std::size_t slot) const {
    const std::uint32_t entry = entry_[slot];
    return is_set(entry) ? sets_[entry ^ set_mark] : Cars{entry, no_car, no_car};
  }
  /// The car of a household that has no second or third one, no_car where it has none at all; with those is_set().
  std::uint32_t only_car(std::size_t slot) const { return entry_[slot]; }
  static constexpr bool is_car(std::uint32_t entry) { return entry < set_mark; }
  static constexpr bool is_set(std::uint32_t entry) { return entry >= set_mark && entry != no_car; }
  /// Cars are numbered below 2^31.
  void put(std::size_t slot, std::uint8_t place, std::uint32_t car);
  void take(std::size_t slot, std::uint8_t place) { put(slot, place, no_car); }
  /// Begins to fetch from memory what the household has.
  void prefetch(std::size_t slot) const { __builtin_prefetch(&entry_[slot]); }

 private:
  static constexpr std::uint32_t set_mark = 0x80000000U;
  std::uint32_t new_set();

  std::vector<std::uint32_t> entry_;  ///< by slot: the first car, no_car, or set_mark and where all of them stand
  std::vector<Cars> sets_;
  std::vector<std::uint32_t> free_;  ///< sets out of use, the last freed is used first
};

}  // namespace skifte::agents
