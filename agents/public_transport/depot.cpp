#include "agents/public_transport/depot.hpp"

#include <algorithm>

namespace skifte::agents {

DepotAssumptions::DepotAssumptions(sim::AssumptionReader& read)
    : places_start(read.number("bus.depot.places_start", "vehicle", "Places for electric buses at the start")),
      step(read.number("bus.depot.step", "vehicle", "Places that an extension of the depot adds")),
      building_time(read.number("bus.depot.building_time", "year", "Time to extend the depot, the grid apart")),
      investment(read.number("bus.depot.investment", "SEK", "Investment in a place with its charger")),
      power(read.number("bus.depot.power", "W", "Power that a place for an electric bus asks the grid for")) {}

double expected_additions(double electric_share, double others, double contract, double years, double added) {
  return electric_share * (others * std::min(1.0, years / contract) + added);
}

sim::Time ElectricDepot::horizon(sim::Time now, const GridOffer& offer, GridArea area) const {
  return now +
         std::max(assumed_.building_time * sim::days_per_year, offer.lead_time[static_cast<std::size_t>(index(area))]);
}

double ElectricDepot::advance(sim::Time now, double electric, double expected, const GridOffer& offer, GridArea area) {
  grid_.look(offer, now);
  double spent = 0;
  std::erase_if(under_way_, [&](const Extension& extension) {
    if (extension.built > now || !grid_.connected(extension.connection, now)) return false;
    places_ += assumed_.step;
    spent += assumed_.step * assumed_.investment;
    return true;
  });
  const double room = places_ + assumed_.step * static_cast<double>(under_way_.size()) - electric;
  if (expected > 0 && room < expected) {
    const sim::Time built = now + assumed_.building_time * sim::days_per_year;
    under_way_.push_back({++asked_, built, grid_.ask(area, assumed_.step * assumed_.power, now)});
  }
  return spent;
}

std::vector<int> ElectricDepot::hand_over() {
  std::vector<int> numbers;
  for (Extension& extension : under_way_) {
    if (extension.number <= handed_over_) continue;
    extension.built = GridConnections::never;
    numbers.push_back(extension.number);
  }
  handed_over_ = asked_;
  return numbers;
}

void ElectricDepot::built(int number, sim::Time date) {
  for (Extension& extension : under_way_) {
    if (extension.number == number) extension.built = date;
  }
}

double ElectricDepot::waiting(sim::Time now) const {
  const auto count = std::count_if(under_way_.begin(), under_way_.end(),
                                   [&](const Extension& extension) { return extension.built <= now; });
  return assumed_.step * static_cast<double>(count);
}

}  // namespace skifte::agents
