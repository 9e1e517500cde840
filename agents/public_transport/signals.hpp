#pragma once
#include <array>

namespace skifte::agents {

/// What a traveller meets, published by agents/public_transport.
struct TransitSignals {
  /// Share of a zone's inhabitants whose nearest express line it is, by Zone then line, built or not [1].
  std::array<std::array<double, 3>, 3> corridor_share{};
  std::array<double, 3> express_saving{};  ///< generalised time a trip by each line saves, 0 until it opens [min]
  double supply_index = 1;                 ///< bus vehicle-kilometres relative to 2018 [1]
  double fare_index = 1;                   ///< real fares relative to 2018 [1]
  int expressen_lines = 0;                 ///< running
  double load = 0;                         ///< residents on board the mean bus within the municipality [persons]
};

}  // namespace skifte::agents
