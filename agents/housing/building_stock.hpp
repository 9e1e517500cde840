#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "agents/demography/signals.hpp"
#include "agents/housing/heating_choice.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// Shares and sizes by which buildings are made.
struct StockAssumptions {
  explicit StockAssumptions(sim::AssumptionReader& read);
  std::array<double, 7> house_share;      // systems of houses at the start [1]
  std::array<double, 7> flat_share;       // systems of blocks at the start [1]
  std::array<double, 7> new_house_share;  // systems of houses built later [1]
  double house_area;                      // mean [m2]
  double flat_area;                       // mean [m2]
  double house_heat;                      // useful heat, hot water included [kWh/(m2 year)]
  double flat_heat;                       // [kWh/(m2 year)]
  double new_heat;                        // of dwellings built later, relative [1]
  double municipal_share;                 // of rented blocks that the municipal company owns [1]
  double network_share;                   // of houses without district heat that could have it at the start [1]
  double block_size;                      // dwellings in a block [dwelling]
};

/// Buildings, structure of arrays: a house is one, flats (and other dwellings) of one tenure and zone stand in blocks.
struct Buildings {
  std::vector<std::uint8_t> system;       ///< Heating
  std::vector<std::uint8_t> owner;        ///< Owner
  std::vector<std::uint8_t> zone;         ///< Zone
  std::vector<std::uint8_t> is_block;     ///< 1: flats
  std::vector<std::uint8_t> network;      ///< 1: district heat can be had
  std::vector<std::uint16_t> dwellings;   ///< lived in [dwellings]
  std::vector<float> heat;                ///< useful heat of one dwelling [kWh/year]
  std::vector<std::uint32_t> first_slot;  ///< a household of it, whose draws and traits the owner of a house has
  std::size_t size() const { return system.size(); }
};

/// The building's identity in draws: that of its first slot, so that further dwellings elsewhere change nobody's luck.
inline sim::AgentId building_id(std::uint32_t first_slot) {
  return sim::agent_id("building", first_slot);
}

/// Makes the buildings of all slots; slots from `reference` on are built later, to newer standards. `of_slot` becomes
/// the building by household slot.
Buildings make_buildings(const Households& households, std::size_t reference, const StockAssumptions& assumed,
                         const sim::RandomSource& random, std::vector<std::uint32_t>& of_slot);

}  // namespace skifte::agents
