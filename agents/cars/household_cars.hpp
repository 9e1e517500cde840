#pragma once
#include <array>

#include "agents/behaviour/signals.hpp"
#include "agents/cars/car_fleet.hpp"
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
  /// Writes the year's bills of `slots` households; the next year begins.
  void close(const CarFleet& fleet, std::size_t slots, HouseholdCars& households);

 private:
  using ByPowertrain = std::array<double, powertrains>;
  std::array<std::array<ByPowertrain, 2>, quintiles> energy_{};  ///< by quintile and charging at home [SEK/(km/year)]
  std::array<ByPowertrain, quintiles> charge_{};                 ///< [SEK/(km/year)]
  ByPowertrain tax_service_{};                                   ///< [SEK]
};

}  // namespace skifte::agents
