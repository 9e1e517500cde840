#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "agents/city_data.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// The dwellings of the whole run, one a slot: first the reference year's, then those that may be built, in the order
/// of their slots. A slot's form, tenure and zone never change.
struct DwellingStock {
  std::vector<std::uint8_t> dwelling;  ///< Dwelling
  std::vector<std::uint8_t> tenure;    ///< Tenure
  std::vector<std::uint8_t> zone;      ///< Zone
  /// The reference year's slots in the order in which they came into being; a prefix of it stands at the run's start.
  std::vector<std::uint32_t> building_order;
};

/// `capacity` slots. Dwellings of the reference year that are young come last in the building order: by a race of
/// exponentials in which a house is `house_rate` times as likely to be young as a flat. Further dwellings are flats
/// with probability `flat_share`, else houses, with the tenure and zone of a random reference dwelling of that form.
DwellingStock make_dwelling_stock(const SyntheticHouseholds& reference, std::size_t capacity, double flat_share,
                                  double house_rate, const sim::RandomSource& random);

}  // namespace skifte::agents
