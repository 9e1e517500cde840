#include "agents/cars/household_cars.hpp"

#include <algorithm>
#include <utility>

namespace skifte::agents {

double yearly_tax(const PurchaseAssumptions& purchase, const PolicySignals& policy, int powertrain) {
  const double tax = policy.vehicle_tax[static_cast<std::size_t>(powertrain)];
  return powertrain < index(Powertrain::plugin_hybrid) ? std::min(tax, purchase.used_tax_ceiling) : tax;
}

void YearOfCars::add_month(const PurchaseAssumptions& purchase, const EnergyPrices& prices, const PolicySignals& policy,
                           const BehaviourSignals& behaviour, double years) {
  for (std::size_t j = 0; j < so_far_.tax_service.size(); ++j) {
    so_far_.tax_service[j] += years * (yearly_tax(purchase, policy, static_cast<int>(j)) + purchase.maintenance[j]);
    for (std::size_t q = 0; q < so_far_.energy.size(); ++q) {
      so_far_.energy[q][0][j] += years * behaviour.car_km[q][j] * prices.elsewhere[j];
      so_far_.energy[q][1][j] += years * behaviour.car_km[q][j] * prices.home[j];
      so_far_.charge[q][j] += years * behaviour.car_km[q][j] * behaviour.congestion_charge;
    }
  }
}

void YearOfCars::close() {
  closed_ = std::exchange(so_far_, {});
}

HouseholdCars::Year YearOfCars::bill(const CarPark& park, std::size_t slot) const {
  // Cars lie anywhere in memory.
  constexpr std::size_t fetched_ahead = 16;
  if (slot + fetched_ahead < park.households()) park.prefetch_cars(slot + fetched_ahead);
  HouseholdCars::Year year;
  if (park.cars_of(slot) == 0) return year;
  std::array<std::uint32_t, most_cars_per_household> cars = park.cars_by_place(slot);
  std::sort(cars.begin(), cars.end());
  for (const std::uint32_t car : cars) {
    if (car == CarPark::no_car) break;  // the greatest index
    const CarTraits& traits = park.fleet().traits(car);
    const auto j = static_cast<std::size_t>(index(traits.powertrain));
    year.energy += static_cast<float>(10.0 * traits.tens_of_km * closed_.energy[traits.group][traits.home][j]);
    year.tax_service += static_cast<float>(closed_.tax_service[j]);
    year.charge += static_cast<float>(10.0 * traits.tens_of_km * closed_.charge[traits.group][j]);
    ++year.cars;
    if (traits.powertrain == Powertrain::battery) ++year.battery;
  }
  return year;
}

}  // namespace skifte::agents
