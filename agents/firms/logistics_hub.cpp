#include "agents/firms/logistics_hub.hpp"

#include <algorithm>

namespace skifte::agents {

HubAssumptions::HubAssumptions(sim::AssumptionReader& read)
    : delivery_share(
          read.number("light_truck.delivery_share", "1", "Share of vans' km that deliver goods a hub could take")),
      saving(read.number("light_truck.hub_saving", "1",
                         "Share of a consolidated delivery's km saved, the hub's own trips deducted")) {}

double spared_by_hub(const HubAssumptions& assumptions, double consolidated) {
  return std::clamp(consolidated, 0.0, 1.0) * assumptions.delivery_share * assumptions.saving;
}

}  // namespace skifte::agents
