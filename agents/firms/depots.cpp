#include "agents/firms/depots.hpp"

#include <algorithm>

namespace skifte::agents {
namespace {

constexpr double never = 1e18;  // [d]

}  // namespace

Depots::Depots(const TruckOwners& owners, const OwnerMix& mix) {
  for (std::uint32_t firm = 0; firm < owners.size(); ++firm)
    spare_.push_back(static_cast<float>(mix.spare_power[static_cast<std::size_t>(owners.at(firm).size)]));
  used_.assign(owners.size(), 0);
  asked_.assign(owners.size(), 0);
  ready_.assign(owners.size(), never);
}

bool Depots::has_room(std::uint32_t firm, double power, sim::Time date) const {
  const double room = spare_[firm] + (ready_[firm] <= date ? asked_[firm] : 0.0F) - used_[firm];
  return power <= room;
}

sim::Time Depots::connection(std::uint32_t firm, double fleet_power, sim::Time now, double lead_time) {
  if (ready_[firm] == never) {
    ready_[firm] = now + lead_time;
    asked_[firm] = static_cast<float>(fleet_power);
    requests_.push_back({firm, fleet_power});
  }
  return ready_[firm];
}

double Depots::waiting(sim::Time date) {
  std::erase_if(requests_, [&](const Request& request) { return ready_[request.firm] <= date; });
  double power = 0;
  for (const Request& request : requests_) power += request.power;
  return power;
}

}  // namespace skifte::agents
