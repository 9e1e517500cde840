#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// What an owner of trucks does. `goods` makes or sells things (industry, wholesale, retail) and carries them itself;
/// `municipality` is the city with its companies; sole traders are persons with a truck, private owners among them.
enum class Trade { construction, goods, haulage, services, municipality, sole_traders };
inline constexpr Labels<6> trade_labels = {"construction", "goods",        "haulage",
                                           "services",     "municipality", "sole_traders"};
inline constexpr int trades = 6;

/// By trucks in the fleet: 1-4, 5-19, 20 and more. Sole traders are small, the municipality is large.
enum class FleetSize { small, medium, large };
inline constexpr Labels<3> fleet_size_labels = {"small", "medium", "large"};
inline constexpr int fleet_sizes = 3;

enum class TruckWeight { light, heavy };
inline constexpr Labels<2> truck_weight_labels = {"light", "heavy"};

/// Who owns the trucks of one weight, and how owners differ. Shares are relative weights, they need not sum to 1.
struct OwnerMix {
  OwnerMix(sim::AssumptionReader& read, TruckWeight weight);
  std::array<double, trades> trade_share;          // [1] of the weight's trucks
  std::array<double, trades> distance;             // [1] yearly km of the trade's trucks over the class's mean
  std::array<double, trades> long_haul;            // [1] of the trade's heavy trucks; 0 for light ones
  std::array<double, trades> public_work;          // [1] of the trade's transport that the city buys
  std::array<double, fleet_sizes> size_share;      // [1] of trucks
  std::array<double, fleet_sizes> fleet;           // [vehicle] mean trucks of a firm of this size
  std::array<double, fleet_sizes> hurdle_rate;     // [1/year] median real return that a firm demands
  std::array<double, fleet_sizes> used_share;      // [1] of purchases that are second-hand
  std::array<double, fleet_sizes> spare_power;     // [W] a depot's grid connection can charge with as it stands
  std::array<double, fleet_sizes> grant_of_extra;  // [1] most that the state may pay of the extra price
  std::array<double, fleet_sizes>
      tolerated_days;            // [1] of days too long for the range, where nothing charges on the way
  double hurdle_log_sd;          // [1]
  double municipal_hurdle_rate;  // [1/year]
  double hvo_willingness;        // [1] mean extra fuel cost accepted without a demand
  double battery_leaning_sd;     // [1] of what owners see in battery trucks beside cost, sigma in truck_choice.hpp
};

/// A firm with trucks of one weight. Its character is drawn once (ordinal 0).
struct TruckOwner {
  Trade trade;
  FleetSize size;
  float hurdle_rate;      ///< [1/year] lognormal(median of its size, sd)
  float hvo_willingness;  ///< [1] exponential
  float agreement_rank;   ///< [1] bound by the climate agreement when below the share bound
  float battery_leaning;  ///< [utils] normal(0, sd), the same for all its trucks at all times
};

/// The owners of a weight's trucks: as many firms in a cell of trade x size as its trucks ask for at its mean fleet,
///   n_cell = max(1, N s_trade s_size / fleet_size).
/// A truck's owner is drawn: its cell by the shares, then one of the cell's firms, each as likely. A firm is keyed by
/// its cell's name and its number there, so that another cell shifts nobody's draws.
class TruckOwners {
 public:
  TruckOwners(const std::string& kind, const OwnerMix& mix, double trucks, const sim::RandomSource& random);
  std::uint32_t owner_of(double u_trade, double u_size, double u_firm) const;
  const TruckOwner& at(std::uint32_t owner) const { return owners_[owner]; }
  std::size_t size() const { return owners_.size(); }

 private:
  std::array<double, fleet_sizes> sizes_of(Trade trade) const;

  const OwnerMix& mix_;
  std::array<std::array<std::uint32_t, fleet_sizes>, trades> first_{}, number_{};
  std::vector<TruckOwner> owners_;
};

}  // namespace skifte::agents
