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
  const bool connected = extension.power > 0 && grid_.connected(extension.request, date);
  return power <= spare_[firm] + (connected ? extension.power : 0.0F) - used_[firm];
}

sim::Time Depots::connection(std::uint32_t firm, double fleet_power, sim::Time now, const GridOffer& offer, double u) {
  Extension& extension = extension_[firm];
  if (extension.power <= 0)
    extension = {static_cast<float>(fleet_power), grid_.ask(grid_area(offer, u), fleet_power, now)};
  return grid_.expected(extension.request, offer, now);
}

}  // namespace skifte::agents
