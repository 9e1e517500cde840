#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "agents/firms/truck_choice.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// Trucks registered in the city: how many, how far, how long.
struct TruckParkAssumptions {
  TruckParkAssumptions(sim::AssumptionReader& read, const std::string& weight);
  sim::Series number;                       // [vehicle]
  std::array<double, truck_fuels> initial;  // [1] shares at the start
  double holding;                           // [year] mean
  double holding_shape;                     // [1] Weibull
  double km;                                // [km/year] mean
  double km_log_sd;                         // [1]
  double fleet_size;                        // [vehicle] mean trucks of a firm
  double firm_size_skew;                    // [1] 1: firms are of equal size, more: few are large
  double free_of_grid;                      // [vehicle] trucks that a firm can charge without a new connection
  double patience;                          // [month] that a firm waits with its old truck for a connection
  double petrol_of_new;                     // [1] share of petrol among trucks that are not battery
  double gas_of_new;                        // [1] ... of gas, over the national share
};

/// A logistics hub: deliveries that it consolidates are driven from there.
///   spared = h d s    h share of deliveries consolidated, d share of the vans' km that deliver goods, s share of a
///                     consolidated delivery's km saved, the hub's own trips deducted  [1]
/// Source: an identity; evaluations of urban consolidation centres report s (Allen et al. 2012, Transport Reviews), d
/// is a judgement. Deviation: vans go with their km, so each remaining van drives as far as before.
struct HubAssumptions {
  explicit HubAssumptions(sim::AssumptionReader& read);
  double delivery_share;  // [1] d
  double saving;          // [1] s
};
double spared_by_hub(const HubAssumptions& assumptions, double consolidated);

/// What decides in a month.
struct TruckMarket {
  TruckOffer offer;
  double suitable;              ///< [1]
  double national_gas_share;    ///< [1] of new trucks
  double agreement_share;       ///< [1] of firms bound by the agreement
  double spared_share;          ///< [1] of vehicles no longer needed, see spared_by_hub
  double connection_lead_time;  ///< [d]
  bool frozen;
};

/// A weight class of trucks by owner, replaced one by one on their own dates. Firms are numbered; trucks of one firm
/// share its payback demand, its membership in the agreement and its depot's grid connection.
class TruckPark {
 public:
  TruckPark(std::string kind, const TruckParkAssumptions& park, const TruckChoiceAssumptions& choice,
            const sim::Calendar& calendar, const sim::RandomSource& random);

  /// Decides and carries out the month's replacements; returns trucks bought by fuel.
  std::array<int, truck_fuels> renew(const sim::Window& window, const TruckMarket& market, sim::Time driver_date);
  int count(TruckFuel fuel) const { return count_[static_cast<std::size_t>(fuel)]; }
  int size() const;
  double km(TruckFuel fuel) const { return static_cast<double>(km_[static_cast<std::size_t>(fuel)]); }  ///< [km/year]
  /// Truck-days waited for a grid connection this month [d].
  double waited() const { return waited_; }

 private:
  static constexpr double no_depot = 1e18;
  struct Truck {
    std::uint32_t firm;
    std::uint32_t km;  ///< [km/year]
    TruckFuel fuel;
    std::uint8_t round;
    bool scrapped;
  };
  void add(TruckFuel fuel, sim::Time date, double served);
  void file(std::uint32_t truck, sim::Time date, double served);
  void enter(Truck& truck, TruckFuel fuel);
  void leave(Truck& truck);
  /// What the firm takes; `waits_until` is set when it waits for its depot's connection.
  TruckFuel choose(std::uint32_t truck, const sim::Window& window, const TruckMarket& market, sim::Time& waits_until);

  std::string kind_;
  const TruckParkAssumptions& park_;
  const TruckChoiceAssumptions& choice_;
  const sim::RandomSource& random_;
  sim::BucketCalendar calendar_;
  std::vector<Truck> trucks_;
  std::vector<double> depot_ready_;        ///< by firm [d], no_depot: nothing asked for
  std::vector<std::uint16_t> battery_of_;  ///< battery trucks by firm
  double holding_scale_;
  std::array<int, truck_fuels> count_{};
  std::array<std::int64_t, truck_fuels> km_{};
  double waited_ = 0;
};

}  // namespace skifte::agents
