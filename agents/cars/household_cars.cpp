#include "agents/cars/household_cars.hpp"

#include <algorithm>
#include <utility>

namespace skifte::agents {
namespace {

/// Puts the lesser one first; without a branch, since a processor could not foresee it.
void order(std::uint32_t& first, std::uint32_t& second) {
  const std::uint32_t exchanged = (first ^ second) & (0U - (second < first ? 1U : 0U));
  first ^= exchanged;
  second ^= exchanged;
}

/// By index, so that no_car comes last.
Garages::Cars sorted(Garages::Cars cars) {
  static_assert(most_cars_per_household == 3);
  order(cars[0], cars[1]);
  order(cars[1], cars[2]);
  order(cars[0], cars[1]);
  return cars;
}

}  // namespace

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
  const Rates closed = std::exchange(so_far_, {});
  for (std::size_t q = 0; q < closed.energy.size(); ++q) {
    for (std::size_t home = 0; home < closed.energy[q].size(); ++home) {
      for (std::size_t j = 0; j < closed.tax_service.size(); ++j) {
        const auto powertrain = static_cast<Powertrain>(j);
        closed_[CarTraits::kind_of(powertrain, q, home)] = {
            closed.energy[q][home][j], closed.charge[q][j], static_cast<float>(closed.tax_service[j]),
            static_cast<std::uint8_t>(powertrain == Powertrain::battery ? 1 : 0)};
      }
    }
  }
}

inline void YearOfCars::add_car(CarTraits traits, HouseholdCars::Year& year) const {
  const CarYear& its = closed_[traits.kind()];
  const double km = 10.0 * traits.tens_of_km();
  year.energy += static_cast<float>(km * its.energy);
  year.tax_service += its.tax_service;
  year.charge += static_cast<float>(km * its.charge);
  ++year.cars;
  year.battery = static_cast<std::uint8_t>(year.battery + its.battery);
}

void YearOfCars::write(const CarPark& park, std::size_t first, std::span<HouseholdCars::Year> years) const {
  std::fill(years.begin(), years.end(), HouseholdCars::Year{});
  // Cars lie anywhere in memory: those of many slots are fetched together. Who has none, one or several is sorted out
  // without branches, since a processor could not foresee them.
  const Garages& garages = park.garages();
  struct Owned {
    std::uint32_t car;
    std::uint32_t by;
  };
  constexpr std::size_t slots_at_once = 256;
  std::array<Owned, slots_at_once * most_cars_per_household> owned;
  std::array<Owned, slots_at_once> sets;  // of cars
  for (std::size_t begin = 0; begin < years.size(); begin += slots_at_once) {
    const std::size_t end = std::min(begin + slots_at_once, years.size());
    std::size_t n = 0, n_sets = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const Owned entry{garages.entry(first + i), static_cast<std::uint32_t>(i)};
      owned[n] = entry;
      n += Garages::is_car(entry.car);
      sets[n_sets] = entry;
      n_sets += Garages::is_set(entry.car);
    }
    for (std::size_t s = 0; s < n_sets; ++s) garages.prefetch_set(sets[s].car);
    for (std::size_t i = 0; i < n; ++i) park.prefetch_car(owned[i].car);
    const std::size_t only_cars = n;
    for (std::size_t s = 0; s < n_sets; ++s) {
      for (const std::uint32_t car : sorted(garages.set(sets[s].car))) {
        owned[n] = {car, sets[s].by};
        n += Garages::is_car(car);
      }
    }
    for (std::size_t i = only_cars; i < n; ++i) park.prefetch_car(owned[i].car);
    for (std::size_t i = 0; i < n; ++i) add_car(park.fleet().traits(owned[i].car), years[owned[i].by]);
  }
}

}  // namespace skifte::agents
