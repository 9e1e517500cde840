#include "agents/cars/garages.hpp"

#include <algorithm>

namespace skifte::agents {

std::uint32_t Garages::new_set() {
  if (free_.empty()) {
    sets_.emplace_back();
    return static_cast<std::uint32_t>(sets_.size() - 1);
  }
  const std::uint32_t set = free_.back();
  free_.pop_back();
  return set;
}

void Garages::put(std::size_t slot, std::uint8_t place, std::uint32_t car) {
  Cars all = cars(slot);
  all[place] = car;
  std::uint32_t& entry = entry_[slot];
  const bool first_alone = std::all_of(all.begin() + 1, all.end(), [](std::uint32_t one) { return one == no_car; });
  if (first_alone) {
    if (is_set(entry) != 0) free_.push_back(entry ^ set_mark);
    entry = all[0];
    return;
  }
  if (is_set(entry) == 0) entry = new_set() | set_mark;
  sets_[entry ^ set_mark] = all;
}

}  // namespace skifte::agents
