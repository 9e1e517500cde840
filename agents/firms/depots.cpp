#include "agents/firms/depots.hpp"

namespace skifte::agents {
Depots::Depots(const TruckOwners& owners, const OwnerMix& mix) {
  for (std::uint32_t firm = 0; firm < owners.size(); ++firm)
    spare_.push_back(static_cast<float>(mix.spare_power[static_cast<std::size_t>(owners.at(firm).size)]));
  used_.assign(owners.size(), 0);
  extension_.resize(owners.size());
}

bool Depots::has_room(std::uint32_t firm, double power, sim::Time date) const {
  const Extension& extension = extension_[firm];
  const bool connected = extension.under_way > 0 && grid_.connected(extension.request, date);
  return power <= spare_[firm] + extension.power + (connected ? extension.under_way : 0.0F) - used_[firm] + no_power;
}

sim::Time Depots::connection(std::uint32_t firm, double fleet_power, sim::Time now, const GridOffer& offer, double u) {
  Extension& extension = extension_[firm];
  if (extension.under_way > 0 && grid_.connected(extension.request, now)) {
    extension.power += extension.under_way;
    extension.under_way = 0;
  }
  if (extension.under_way <= 0) {
    const double lacking = fleet_power - spare_[firm] - extension.power;
    if (lacking <= 0) return now;  // no room by a rounding of `used_` only
    extension.under_way = static_cast<float>(lacking);
    extension.request = grid_.ask(grid_area(offer, u), lacking, now);
  }
  return grid_.expected(extension.request, offer, now);
}

}  // namespace skifte::agents
