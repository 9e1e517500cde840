#include "agents/cars/car_fleet.hpp"

#include <algorithm>
#include <numeric>

namespace skifte::agents {

void CarFleet::reclassify(std::uint32_t car, Powertrain powertrain, double ratio) {
  const CarTraits was = cars_[car].traits();
  const auto energy_use = static_cast<std::uint16_t>(std::min(65535.0, ratio * was.energy_use() + 0.5));
  const CarTraits is(powertrain, was.car_class(), was.group(), was.zone(), was.home(), was.tens_of_km(), energy_use);
  count(was, -1);
  cars_[car].set_traits(is);
  count(is, 1);
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
