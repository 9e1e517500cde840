#pragma once
#include <array>

namespace skifte::agents {

/// What a traveller meets, published by agents/public_transport.
struct TransitSignals {
  std::array<double, 3> quality_by_zone{};  ///< supply and speed relative to 2018, by Zone [1]
  double supply_index = 1;                  ///< vehicle-kilometres relative to 2018 [1]
  int expressen_lines = 0;                  ///< running
};

}  // namespace skifte::agents
