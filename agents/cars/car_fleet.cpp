#include "agents/cars/car_fleet.hpp"

#include <algorithm>
#include <numeric>

namespace skifte::agents {

std::uint32_t CarFleet::add(std::uint32_t owner, std::uint8_t place, const CarTraits& traits) {
  const Car added{.due = 0,
                  .traits = traits,
                  .order = no_order,
                  .place = static_cast<std::uint8_t>(place & 0x7fU),
                  .bought_new = false,
                  .scrapping = 0,
                  .owner = owner};
  std::uint32_t car;
  if (free_.empty()) {
    car = static_cast<std::uint32_t>(cars_.size());
    // The calendar grows in steps, since each growth copies it.
    if (car >= calendar_.agents()) calendar_.resize(std::max<std::size_t>(1024, calendar_.agents() * 9 / 8));
    cars_.push_back(added);
  } else {
    car = free_.back();
    free_.pop_back();
    cars_[car] = added;
  }
  count(traits, 1);
  return car;
}

void CarFleet::replace(std::uint32_t car, const CarTraits& traits) {
  count(cars_[car].traits, -1);
  cars_[car].traits = traits;
  cars_[car].order = no_order;
  count(traits, 1);
}

void CarFleet::reclassify(std::uint32_t car, Powertrain powertrain, double ratio) {
  CarTraits& traits = cars_[car].traits;
  count(traits, -1);
  traits.powertrain = powertrain;
  traits.energy_use = static_cast<std::uint16_t>(std::min(65535.0, ratio * traits.energy_use + 0.5));
  count(traits, 1);
}

void CarFleet::remove(std::uint32_t car) {
  count(cars_[car].traits, -1);
  cars_[car].owner = nobody;
  calendar_.remove(car);
  free_.push_back(car);
}

void CarFleet::count(const CarTraits& traits, std::int64_t sign) {
  const std::size_t at = cell(traits.group, index(traits.powertrain));
  const std::int64_t energy = sign * traits.tens_of_km * traits.energy_use;
  count_[at] += sign;
  class_cars_[static_cast<std::size_t>(variant_of(traits.car_class, index(traits.powertrain)))] += sign;
  tens_of_km_[at] += sign * traits.tens_of_km;
  energy_[at] += energy;
  if (traits.home) energy_home_[at] += energy;
  if (traits.group != company_group) {
    zone_cars_[static_cast<std::size_t>(traits.zone * powertrains + index(traits.powertrain))] += sign;
  }
}

std::int64_t CarFleet::cars(Powertrain powertrain) const {
  std::int64_t sum = 0;
  for (int group = 0; group < owner_groups; ++group) sum += count_[cell(group, index(powertrain))];
  return sum;
}

std::int64_t CarFleet::private_cars() const {
  return std::accumulate(zone_cars_.begin(), zone_cars_.end(), std::int64_t{0});
}

std::int64_t CarFleet::company_cars() const {
  std::int64_t sum = 0;
  for (int j = 0; j < powertrains; ++j) sum += count_[cell(company_group, j)];
  return sum;
}

}  // namespace skifte::agents
