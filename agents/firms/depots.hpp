#pragma once
#include <cstdint>
#include <vector>

#include "agents/firms/truck_owners.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// Firms' depots and their grid connections: what a firm can charge with at night.
///   p = u km / (D h)        power of a battery truck: u its use [Wh/km], D days a year, h hours at the depot a day [W]
/// A depot has its firm's spare power at first. Where a truck's power finds no room the firm asks the grid company for
/// what its whole fleet would need, once; the connection stands after the grid's lead time (agents/utility). One
/// request holds for good. Deviation: a firm's vans and heavy trucks have depots of their own.
class Depots {
 public:
  Depots(const TruckOwners& owners, const OwnerMix& mix);
  /// Whether the firm can charge one more truck of this power [W] at `date`.
  bool has_room(std::uint32_t firm, double power, sim::Time date) const;
  /// When the firm's new connection stands, asked for now if it has not been yet. `fleet_power` [W] of all its trucks.
  sim::Time connection(std::uint32_t firm, double fleet_power, sim::Time now, double lead_time);
  void plug_in(std::uint32_t firm, double power) { used_[firm] += static_cast<float>(power); }
  void unplug(std::uint32_t firm, double power) { used_[firm] -= static_cast<float>(power); }
  /// Asked for and not yet connected at `date` [W].
  double waiting(sim::Time date);

 private:
  struct Request {
    std::uint32_t firm;
    double power;
  };
  std::vector<float> spare_, used_, asked_;  ///< [W] by firm
  std::vector<double> ready_;                ///< [d] by firm, never before a request
  std::vector<Request> requests_;            ///< not yet connected
};

}  // namespace skifte::agents
