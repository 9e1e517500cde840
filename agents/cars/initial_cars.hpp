#pragma once
#include "agents/cars/car_park.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Cars on the first day: how many by powertrain, whose, how old.
struct InitialStock {
  std::array<std::size_t, powertrains> household{};  ///< [vehicles]
  std::array<std::size_t, powertrains> company{};    ///< [vehicles]
  std::size_t households_cars() const;
};

/// Splits the observed stock, moved back a year, into firms' and households' cars.
InitialStock initial_stock(const InitialCarAssumptions& assumptions, const std::array<double, powertrains>& observed,
                           sim::Time date);

/// Gives every household the cars it wants and every firm's place a car. Those who drive more get the diesels: cars are
/// dealt in the order of a normal draw that leans on the owner's distance. Ages are those of a stationary stock times a
/// ratio by powertrain, classes as of used cars; a household's car younger than a new one's mean holding time counts as
/// bought new.
void fill_car_park(CarPark& park, const CarOwnership& ownership, const Households& households,
                   const InitialStock& stock, const InitialCarAssumptions& assumptions, const CarLifeAssumptions& life,
                   const std::array<double, powertrains>& energy_use, const ClassOffer& classes,
                   const Setting& setting);

}  // namespace skifte::agents
