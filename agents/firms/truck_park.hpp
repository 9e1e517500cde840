#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "agents/firms/depots.hpp"
#include "agents/firms/truck_choice.hpp"
#include "agents/firms/truck_owners.hpp"
#include "agents/firms/truck_variants.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/prefetch.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// Trucks of one weight registered in the city: how many, and what they ran on at the start.
struct TruckParkAssumptions {
  TruckParkAssumptions(sim::AssumptionReader& read, TruckWeight weight);
  sim::Series number;  // n [vehicle], observed
  double growth;       // g [1/year] after the last observation at t0
  /// n(t0) exp(g (t - t0)) after the last observation [vehicle].
  double number_at(sim::Time date) const;
  std::array<double, registered_truck_fuels> initial;  // [1] shares at the start
};

/// What one weight of trucks is made of.
struct TruckFleetAssumptions {
  TruckFleetAssumptions(sim::AssumptionReader& read, TruckWeight weight);
  TruckWeight weight;
  TruckParkAssumptions park;
  OwnerMix owners;
  TruckVariantAssumptions variants;
  std::vector<TruckClassAssumptions> classes;  // vans; or rigid and long haul
  TruckClass class_at(std::size_t i) const;
};

/// The month as buyers meet it.
struct TruckMarket {
  std::vector<TruckOffer> offers;                ///< by the fleet's class
  std::vector<TruckAccess> access;               ///< by the fleet's class
  std::array<double, truck_fuels> used_offer{};  ///< [1] shares of second-hand trucks
  double agreement = 0;                          ///< [1] share of firms bound by the climate agreement
  double fossil_free_contracts = 0;              ///< [1] share of the city's contracts that demand it
  double spared_share = 0;                       ///< [1] of vehicles no longer needed, see spared_by_hub
  GridOffer grid;                                ///< to depots of this weight
  double hvo_extra_cost = 0;                     ///< [1] of pure HVO per energy over the blend
  bool frozen = false;
};

/// What a month's replacements cost, by who pays.
struct TruckPurchases {
  struct Bill {
    double investment = 0;  ///< [SEK] grants deducted
    double grants = 0;      ///< [SEK]
  };
  Bill firms, municipality;
  int trucks = 0;
  std::array<int, truck_fuels> by_fuel{};
  double waited = 0;  ///< truck-days until grid connections stand [d]
};

/// Trucks replaced one by one on their own dates (Weibull). At a date the owner
///   scraps the truck where there are more than are wanted (the driver, less what the hub spares);
///   else chooses a fuel (truck_choice.hpp), second-hand or new by its size's share, of which a few are registered as
///   variants (truck_variants.hpp);
///   where battery is chosen and the depot has no room, asks for a connection and keeps the old truck until it stands,
///   if that is within its patience, else takes the best combustion truck.
/// Trucks of one firm share the return demanded, the agreement and the depot. Draw ordinals: 0 for what a truck's duty
/// is, else the round of replacement.
class TruckPark {
 public:
  TruckPark(const TruckFleetAssumptions& fleet, const TruckMarketAssumptions& market, const sim::Calendar& calendar,
            const sim::RandomSource& random);

  /// `driver_date`: at which drivers are read; the number of trucks is wanted by `number_date`, the window's end.
  TruckPurchases renew(const sim::Window& window, const TruckMarket& market, sim::Time driver_date,
                       sim::Time number_date);
  /// Contracts for fuel: who among the diesel trucks runs on pure HVO, because a contract demands it or because it
  /// costs little enough. Held until the next call, once a year.
  void contract_fuel(const TruckMarket& market);

  /// As registered, variants apart.
  int count(TruckFuel fuel) const { return count_[at(fuel)]; }
  int size() const;
  /// Kilometres by class (of the fleet) and fuel [km/year]; `municipal` those of the municipality's own.
  double km(std::size_t truck_class, TruckFuel fuel) const { return static_cast<double>(km_[truck_class][at(fuel)]); }
  double municipal_km(std::size_t truck_class, TruckFuel fuel) const {
    return static_cast<double>(municipal_km_[truck_class][at(fuel)]);
  }
  /// Share of a class's diesel km on pure HVO, if supply allows [1].
  struct PureBiofuel {
    double demanded = 0;
    double chosen = 0;
  };
  const PureBiofuel& pure_biofuel(std::size_t truck_class) const { return hvo_[truck_class]; }
  /// Grid power that depots have asked for and use.
  GridRequests::Customer grid_state(sim::Time date) const { return depots_.grid_state(date); }
  /// Trucks with this fuel by their owner's trade, counted now [vehicle].
  std::array<int, trades> count_by_trade(TruckFuel fuel) const;

 private:
  struct Truck {
    std::uint32_t owner;
    std::uint32_t km;  ///< [km/year]
    TruckFuel fuel;
    std::uint8_t truck_class;  ///< of the fleet
    std::uint8_t round;
    bool scrapped;
    float contract_rank;  ///< [1] works under the city's demand when below the share demanded
  };
  void add(TruckFuel fuel, sim::Time date, double served);
  void file(std::uint32_t truck, sim::Time date, double served);
  void enter(Truck& truck, TruckFuel fuel);
  void leave(Truck& truck);
  bool under_contract(const Truck& truck, const TruckMarket& market) const;
  TruckUse use_of(std::uint32_t number, const TruckMarket& market) const;
  TruckDuty duty_of(std::uint32_t number) const;
  /// What the owner takes; `waits_until` is set when it waits for its depot's connection.
  TruckFuel choose(std::uint32_t number, const TruckUse& use, const sim::Window& window, const TruckMarket& market,
                   sim::Time driver_date, sim::Time& waits_until);
  TruckFuel registered(std::uint32_t number, TruckFuel fuel, const TruckMarket& market, sim::Time driver_date) const;
  void buy(std::uint32_t number, const TruckUse& use, TruckFuel fuel, const TruckMarket& market,
           TruckPurchases& purchases);
  double depot_power(const Truck& truck) const;
  /// Begins to fetch from memory what a replacement asks about the truck's owner.
  void prefetch_owner(std::uint32_t owner) const {
    sim::prefetch(&owners_.at(owner));
    sim::prefetch(&fleet_power_[owner]);
    depots_.prefetch(owner);
  }
  const TruckClassAssumptions& class_of(const Truck& truck) const { return fleet_.classes[truck.truck_class]; }
  sim::AgentId id(std::uint32_t number) const { return {first_.value + number}; }

  const sim::AgentId first_;  ///< identity of truck 0
  const TruckFleetAssumptions& fleet_;
  const TruckMarketAssumptions& terms_;
  const sim::RandomSource& random_;
  TruckOwners owners_;
  Depots depots_;
  sim::BucketCalendar calendar_;
  std::vector<Truck> trucks_;
  std::vector<double> fleet_power_;  ///< what its trucks would charge with were they electric, by owner [W]
  std::array<int, registered_truck_fuels> count_{};
  std::vector<std::array<std::int64_t, registered_truck_fuels>> km_, municipal_km_;
  std::vector<PureBiofuel> hvo_;
};

}  // namespace skifte::agents
