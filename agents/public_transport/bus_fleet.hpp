#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// With petrol, beside the kinds that serve the city.
inline constexpr int registered_bus_kinds = 4;

/// The buses that serve the city: diesel, gas or electric, replaced one by one when their contract lets them go.
/// Contracts, not costs, decide: a replaced bus is electric with the share that tenders demand at that date, else gas
/// or diesel (regional lines).
///   lifetime = contract (1 + spread (2u - 1));  energy = km * use by powertrain.
struct BusFleetAssumptions {
  explicit BusFleetAssumptions(sim::AssumptionReader& read);
  double buses;                 // [vehicle] at the start
  double initial_gas;           // [1]
  double initial_electric;      // [1]
  double contract;              // [year] mean time a bus serves
  double contract_spread;       // [1]
  sim::Series electric_of_new;  // [1]
  double diesel_of_others;      // [1] share of diesel among new buses that are not electric
  double km;                    // [km/year] per bus
  std::array<double, 3> use;    // [Wh/km] diesel, gas, electric
  std::array<double, 3> price;  // [SEK] diesel, gas, electric
  sim::Series hvo_share;        // [1] of diesel buses' energy that is pure biofuel
  double biogas_share;          // [1] of gas that is wanted as biogas
  /// [vehicle] diesel, gas, electric, petrol: registered in the city without serving it, less those that serve it and
  /// are registered elsewhere. They count as registered and drive nowhere here.
  std::array<sim::Series, registered_bus_kinds> registered_beyond;
};

enum class Bus { diesel, gas, electric };
inline constexpr int bus_kinds = 3;

/// Further buses: at once, or once there is a place for those that should be electric.
enum class Growth { at_once, with_places };

class BusFleet {
 public:
  BusFleet(const BusFleetAssumptions& assumptions, const sim::Calendar& calendar, const sim::RandomSource& random);
  /// Replaces what is due in the window, like with like when `electric_share` is negative, and grows to `wanted` buses.
  /// A bus that should be electric is not while there is no place to charge: `charging_places` in all [vehicle]; but a
  /// further bus waits for one where `growth` says so. Returns buses bought by kind. Draws are keyed by the bus and its
  /// round.
  std::array<int, bus_kinds> renew(const sim::Window& window, double electric_share, int wanted, double charging_places,
                                   Growth growth = Growth::at_once);
  int count(Bus kind) const { return count_[static_cast<std::size_t>(kind)]; }
  int size() const { return static_cast<int>(kind_.size()); }
  /// Buses registered in the city: diesel, gas, electric, petrol; those that serve it and those beyond. Never negative.
  std::array<std::int64_t, registered_bus_kinds> registered(sim::Time date) const;

 private:
  void file(std::uint32_t bus, sim::Time date, double already);

  const BusFleetAssumptions& assumptions_;
  const sim::RandomSource& random_;
  sim::BucketCalendar calendar_;
  std::vector<Bus> kind_;
  std::vector<std::uint32_t> round_;
  std::array<int, bus_kinds> count_{};
};

}  // namespace skifte::agents
