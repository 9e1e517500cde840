#include "agents/grid_connections.hpp"

#include <algorithm>

namespace skifte::agents {

GridArea grid_area(const GridOffer& offer, double u) {
  double sum = 0;
  for (const double share : offer.share) sum += share;
  std::size_t last = 0;
  double below = 0;
  for (std::size_t a = 0; a < offer.share.size(); ++a) {
    if (offer.share[a] <= 0) continue;
    last = a;
    below += offer.share[a];
    if (u * sum < below) break;
  }
  return static_cast<GridArea>(last);
}

double mean_lead_time(const GridOffer& offer) {
  double sum = 0;
  double weight = 0;
  for (std::size_t a = 0; a < offer.share.size(); ++a) {
    sum += offer.share[a] * offer.lead_time[a];
    weight += offer.share[a];
  }
  return weight > 0 ? sum / weight : offer.lead_time[0];
}

GridConnections::Request GridConnections::ask(GridArea area, double power, sim::Time date) {
  std::vector<Entry>& entries = areas_[static_cast<std::size_t>(index(area))].entries;
  const double before = entries.empty() ? 0.0 : entries.back().power_to_here;
  entries.push_back({date, before + power, never});
  return {area, static_cast<std::uint32_t>(entries.size() - 1)};
}

void GridConnections::look(const GridOffer& offer, sim::Time now) {
  for (std::size_t a = 0; a < areas_.size(); ++a) {
    Area& area = areas_[a];
    while (area.granted < area.entries.size() &&
           area.entries[area.granted].power_to_here <= offer.granted[a] + no_power) {
      Entry& entry = area.entries[area.granted];
      entry.ready = (looked_at_ <= entry.asked ? entry.asked : now) + offer.building_time;
      ++area.granted;
    }
  }
  looked_at_ = now;
}

sim::Time GridConnections::expected(const Request& request, const GridOffer& offer, sim::Time now) const {
  const sim::Time when = ready(request);
  return when < never ? when : now + offer.lead_time[static_cast<std::size_t>(index(request.area))];
}

GridRequests::Customer GridConnections::state(sim::Time date) const {
  GridRequests::Customer sum;
  for (std::size_t a = 0; a < areas_.size(); ++a) {
    const Area& area = areas_[a];
    if (area.entries.empty()) continue;
    sum.asked[a] = area.entries.back().power_to_here;
    // Granted in order, so ready in order.
    const auto granted = area.entries.begin() + static_cast<std::ptrdiff_t>(area.granted);
    const auto first_later =
        std::partition_point(area.entries.begin(), granted, [&](const Entry& entry) { return entry.ready <= date; });
    if (first_later != area.entries.begin()) sum.connected[a] = std::prev(first_later)->power_to_here;
  }
  return sum;
}

}  // namespace skifte::agents
