#pragma once
#include <array>
#include <cstdint>

#include "agents/categories.hpp"

namespace skifte::agents {

/// Who asks for gas from the grid; biogas is allocated once among them.
enum class GasUser { cars, trucks, buses, industry, dwellings, premises, heat_plants };
inline constexpr int gas_users = 7;

/// Physical flows of the month between kinds, in integers [Wh, g]: users add in the account phase, suppliers
/// (registered later) read. The first kind in the registry clears it.
struct Flows {
  std::array<std::int64_t, 9> electricity{};                   ///< by EndUse [Wh]
  std::array<std::int64_t, 9> district_heat{};                 ///< delivered to customers, by EndUse [Wh]
  std::array<std::int64_t, gas_users> vehicle_and_fuel_gas{};  ///< gas demanded by GasUser [Wh], biogas or natural gas
  std::array<std::int64_t, gas_users> biogas_wanted{};         ///< of which the user wants biogas [Wh]
  std::int64_t hvo_demanded{};                                 ///< pure HVO that trucks want by contract [Wh]
  std::int64_t hvo_chosen{};                                   ///< ... and for its price [Wh]
  std::int64_t residual_waste{};                               ///< households' and firms' waste to Filborna [g]
  std::int64_t residual_plastic{};                             ///< fossil plastic in it [g]
  std::int64_t food_waste{};                                   ///< sorted for digestion [g]
  void clear() { *this = Flows{}; }
};

}  // namespace skifte::agents
