#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "agents/behaviour/signals.hpp"
#include "agents/cars/car_park.hpp"
#include "agents/cars/purchase_choice.hpp"
#include "agents/cars/signals.hpp"

namespace skifte::agents {

/// Vehicle tax of a car in use, a new one's but for what combustion cars pay more since the malus [SEK/year].
double yearly_tax(const PurchaseAssumptions& purchase, const PolicySignals& policy, int powertrain);

/// What a car of each kind costs over a year, for households' bills:
///   energy       d_car sum_m u_qj(m) p_jh(m) dt     d distance at reference prices [km/year], u the habits of quintile
///                                                  q in a car of powertrain j [1] (agents/behaviour), p price of a
///                                                  kilometre, charged at home (h) or not [SEK/km]
///   tax, service sum_m (tax_j(m) + service_j) dt
///   charge       d_car sum_m u_qj(m) g(m) dt       g congestion charge [SEK/km]
/// as the ledger has them by month (car_traffic.hpp), but for the cars at the year's end instead of each month's, and
/// with each car's own home charging where the ledger takes the share of a quintile's energy.
class YearOfCars {
 public:
  void add_month(const PurchaseAssumptions& purchase, const EnergyPrices& prices, const PolicySignals& policy,
                 const BehaviourSignals& behaviour, double years);
  /// The year is over, the next one begins.
  void close();
  /// Of the year closed last, for the households in the slots from `first` on with the cars that they have now. A
  /// household's cars are added in the order of their indices.
  void write(const CarPark& park, std::size_t first, std::span<HouseholdCars::Year> years) const;

 private:
  using ByPowertrain = std::array<double, powertrains>;
  struct Rates {
    std::array<std::array<ByPowertrain, 2>, quintiles> energy{};  ///< by quintile, charging at home [SEK/(km/year)]
    std::array<ByPowertrain, quintiles> charge{};                 ///< [SEK/(km/year)]
    ByPowertrain tax_service{};                                   ///< [SEK]
  };
  /// What a car costs over the year.
  struct CarYear {
    double energy = 0, charge = 0;  ///< [SEK/(km/year)]
    float tax_service = 0;          ///< [SEK]
    std::uint8_t battery = 0;       ///< 1: a battery car
  };
  void add_car(CarTraits traits, HouseholdCars::Year& year) const;
  Rates so_far_;
  std::array<CarYear, CarTraits::kinds> closed_{};  ///< by kind
};

}  // namespace skifte::agents
