#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "sim/random.hpp"

namespace skifte::agents {

/// The city's households as everybody sees them, structure of arrays; owned by agents/demography, changed in its commit
/// phase only. Index = household slot = dwelling; a slot without household has active 0. Capacity is fixed for the
/// whole run.
struct Households {
  std::vector<std::uint8_t> active;         ///< 1 when a household lives here
  std::vector<std::uint8_t> type;           ///< HouseholdType
  std::vector<std::uint8_t> dwelling;       ///< Dwelling
  std::vector<std::uint8_t> tenure;         ///< Tenure
  std::vector<std::uint8_t> persons;        ///< [persons]
  std::vector<std::uint8_t> children;       ///< [persons]
  std::vector<std::uint8_t> zone;           ///< Zone
  std::vector<std::uint8_t> quintile;       ///< 0 lowest
  std::vector<std::uint8_t> elderly;        ///< 1: reference person 65 or older
  std::vector<std::uint8_t> home_charging;  ///< 1: can charge a car at home (own parking with a socket)
  std::vector<float> income;                ///< disposable [kSEK/year]
  std::vector<float> attitude;              ///< innovativeness, standard normal (Rogers): innovators above +2
  std::vector<std::uint16_t> moved;         ///< window index of the last change of household + 1, 0 never
  std::size_t size() const { return active.size(); }
};

/// The household's identity in draws.
inline sim::AgentId household_id(std::size_t slot) {
  return sim::agent_id("household", slot);
}

/// Totals this month, written in publish, but for the two lists: they say what this month's commit changed in
/// Households and are written along with it, so that kinds which come later in the order follow a household in the
/// month it moves.
struct PopulationSignals {
  double persons = 0;           ///< [persons]
  double households = 0;        ///< [households]
  double relative_to_2022 = 1;  ///< persons / persons at the end of 2022 as observed [1]
  std::array<double, 5> households_by_quintile{};
  std::array<double, 5> persons_by_quintile{};
  double dwellings_completed = 0;        ///< this month [dwellings]
  std::vector<std::uint32_t> moved_in;   ///< slots that got a (new) household this window, ascending
  std::vector<std::uint32_t> moved_out;  ///< slots left empty this window, ascending
};

}  // namespace skifte::agents
