#pragma once
#include <array>

#include "agents/categories.hpp"

namespace skifte::agents {

/// The newest published inventory, as everybody reads it: 14-20 months late. Published by agents/inventory.
struct InventorySignals {
  int newest_year = 0;                                 ///< the year it is about, 0 before the first
  double total = 0;                                    ///< [t CO2e]
  std::array<double, sector_labels.size()> sectors{};  ///< by Sector [t CO2e]
};

}  // namespace skifte::agents
