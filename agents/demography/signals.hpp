#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "sim/random.hpp"

namespace skifte::agents {

/// A household and its dwelling as everybody sees them. What deciders ask about one household stands together, in 16
/// bytes, four to a cache line: they come to households one by one, in the order of their dates.
struct Household {
  float income = 0;                    ///< disposable [kSEK/year]
  float attitude = 0;                  ///< innovativeness, standard normal (Rogers): innovators above +2
  std::uint16_t moved = 0;             ///< window index of the last change of household + 1, 0 never
  std::uint8_t active : 1 = 0;         ///< 1 when a household lives here
  std::uint8_t type : 3 = 0;           ///< HouseholdType
  std::uint8_t dwelling : 2 = 0;       ///< Dwelling
  std::uint8_t tenure : 2 = 0;         ///< Tenure
  std::uint8_t persons = 0;            ///< [persons]
  std::uint8_t children = 0;           ///< [persons]
  std::uint8_t zone : 2 = 0;           ///< Zone
  std::uint8_t quintile : 3 = 0;       ///< 0 lowest
  std::uint8_t elderly : 1 = 0;        ///< 1: reference person 65 or older
  std::uint8_t home_charging : 1 = 0;  ///< 1: can charge a car at home (own parking with a socket)
  std::uint16_t occasions = 0;         ///< of the dwelling so far: events and new occupants, which number its draws
  bool operator==(const Household&) const = default;
};
static_assert(sizeof(Household) == 16, "without gaps");

/// The city's households; owned by agents/demography, changed in its commit phase only. Index = household slot =
/// dwelling; a slot without household has active 0. Capacity is fixed for the whole run.
using Households = std::vector<Household>;

/// The household's identity in draws.
inline sim::AgentId household_id(std::size_t slot) {
  return sim::agent_id("household", slot);
}

/// Totals this month, written in publish, but for the two lists: they say what this month's commit changed in
/// Households and are written along with it, so that kinds which come later in the order follow a household in the
/// month it moves.
struct PopulationSignals {
  double persons = 0;     ///< [persons]
  double households = 0;  ///< [households]
  std::array<double, 5> households_by_quintile{};
  std::array<double, 5> persons_by_quintile{};
  double dwellings_completed = 0;  ///< this month [dwellings]
  double income_level = 1;         ///< real income of a household like any over the same at the end of 2022 [1]
  double income_since_2022 = 1;    ///< the same from 2023 on, 1 before: rules fitted to known years hold their incomes
  double income_rise = 1;          ///< by which incomes were raised in this publish, to next year's [1]
  std::vector<std::uint32_t> moved_in;   ///< slots that got a (new) household this window, ascending
  std::vector<std::uint32_t> moved_out;  ///< slots left empty this window, ascending
};

}  // namespace skifte::agents
