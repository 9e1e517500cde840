#include "agents/cars/garages.hpp"

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

}  // namespace skifte::agents
