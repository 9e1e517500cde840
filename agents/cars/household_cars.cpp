#include "agents/cars/household_cars.hpp"

#include <algorithm>

namespace skifte::agents {

double yearly_tax(const PurchaseAssumptions& purchase, const PolicySignals& policy, int powertrain) {
  const double tax = policy.vehicle_tax[static_cast<std::size_t>(powertrain)];
  return powertrain < index(Powertrain::plugin_hybrid) ? std::min(tax, purchase.used_tax_ceiling) : tax;
}

void YearOfCars::add_month(const PurchaseAssumptions& purchase, const EnergyPrices& prices, const PolicySignals& policy,
                           const BehaviourSignals& behaviour, double years) {
  for (std::size_t j = 0; j < tax_service_.size(); ++j) {
    tax_service_[j] += years * (yearly_tax(purchase, policy, static_cast<int>(j)) + purchase.maintenance[j]);
    for (std::size_t q = 0; q < energy_.size(); ++q) {
      energy_[q][0][j] += years * behaviour.car_km[q][j] * prices.elsewhere[j];
      energy_[q][1][j] += years * behaviour.car_km[q][j] * prices.home[j];
      charge_[q][j] += years * behaviour.car_km[q][j] * behaviour.congestion_charge;
    }
  }
}

void YearOfCars::close(const CarFleet& fleet, std::size_t slots, HouseholdCars& households) {
  households.of.assign(slots, {});
  // Owners lie anywhere in memory.
  constexpr std::uint32_t fetched_ahead = 16;
  const auto fetch_bill = [&](std::uint32_t car) {
    if (car < fleet.capacity() && fleet.is_private(car)) __builtin_prefetch(&households.of[fleet.owner(car)], 1);
  };
  for (std::uint32_t car = 0; car < fleet.capacity(); ++car) {
    fetch_bill(car + fetched_ahead);
    if (!fleet.exists(car)) continue;
    const CarTraits& traits = fleet.traits(car);
    if (traits.group == company_group) continue;
    const auto j = static_cast<std::size_t>(index(traits.powertrain));
    HouseholdCars::Year& year = households.of[fleet.owner(car)];
    year.energy += static_cast<float>(10.0 * traits.tens_of_km * energy_[traits.group][traits.home][j]);
    year.tax_service += static_cast<float>(tax_service_[j]);
    year.charge += static_cast<float>(10.0 * traits.tens_of_km * charge_[traits.group][j]);
    ++year.cars;
    if (traits.powertrain == Powertrain::battery) ++year.battery;
  }
  energy_ = {};
  charge_ = {};
  tax_service_ = {};
}

}  // namespace skifte::agents
