#pragma once
#include <cstdint>
#include <vector>

#include "agents/firms/truck_owners.hpp"
#include "agents/grid_connections.hpp"
#include "sim/calendar.hpp"
#include "sim/prefetch.hpp"

namespace skifte::agents {

/// Firms' depots and their grid connections: what a firm can charge with at night.
///   p = u km / (D h)        power of a battery truck: u its use [Wh/km], D days a year, h hours at the depot a day [W]
/// A depot has its firm's spare power s at first. Where a truck's power finds no room the firm asks the grid company
/// for what its whole fleet would need beyond what it has,
///   P = sum of p over its trucks - s - what it asked for before    [W]
/// and asks again only when the fleet has outgrown that; a connection stands when it is granted and built
/// (agents/grid_connections.hpp). Requests are not taken back. Deviation: a firm's vans and heavy trucks have depots of
/// their own.
class Depots {
 public:
  Depots(const TruckOwners& owners, const OwnerMix& mix);
  /// Whether the firm can charge one more truck of this power [W] at `date`.
  bool has_room(std::uint32_t firm, double power, sim::Time date) const;
  /// When the firm's new connection stands as far as anybody can say, asked for now unless one is under way.
  /// `fleet_power` [W] of all its trucks, for which there is no room; `u` in (0, 1) says where its depot lies.
  sim::Time connection(std::uint32_t firm, double fleet_power, sim::Time now, const GridOffer& offer, double u);
  /// Once a month, before anybody chooses.
  void look(const GridOffer& offer, sim::Time now) { grid_.look(offer, now); }
  void plug_in(std::uint32_t firm, double power) { used_[firm] += static_cast<float>(power); }
  void unplug(std::uint32_t firm, double power) { used_[firm] -= static_cast<float>(power); }
  /// Begins to fetch from memory what has_room() asks.
  void prefetch(std::uint32_t firm) const {
    sim::prefetch(&spare_[firm]);
    sim::prefetch(&used_[firm]);
    sim::prefetch(&extension_[firm]);
  }
  GridRequests::Customer grid_state(sim::Time date) const { return grid_.state(date); }

 private:
  struct Extension {
    float power = 0;      ///< connected [W]
    float under_way = 0;  ///< asked for last [W], 0: nothing or connected already
    GridConnections::Request request{};
  };
  std::vector<float> spare_, used_;   ///< [W] by firm
  std::vector<Extension> extension_;  ///< by firm
  GridConnections grid_;
};

}  // namespace skifte::agents
