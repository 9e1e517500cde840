#include "agents/cars/shares.hpp"

namespace skifte::agents {
namespace {

struct ZoneCars {
  double all = 0, battery = 0, plugin_hybrid = 0;  // [vehicles]
};

ZoneCars cars_in(const CarFleet& fleet, int zone) {
  ZoneCars cars;
  for (int j = 0; j < powertrains; ++j) cars.all += static_cast<double>(fleet.cars_in_zone(zone, j));
  cars.battery = static_cast<double>(fleet.cars_in_zone(zone, index(Powertrain::battery)));
  cars.plugin_hybrid = static_cast<double>(fleet.cars_in_zone(zone, index(Powertrain::plugin_hybrid)));
  return cars;
}

double share(double part, double all) {
  return all > 0 ? part / all : 0;
}

}  // namespace

PrivateShares private_shares(const CarFleet& fleet) {
  PrivateShares shares;
  double all = 0, battery = 0;
  for (std::size_t z = 0; z < shares.plugin.size(); ++z) {
    const ZoneCars cars = cars_in(fleet, static_cast<int>(z));
    shares.plugin[z] = share(cars.battery + cars.plugin_hybrid, cars.all);
    all += cars.all, battery += cars.battery;
  }
  shares.battery = share(battery, all);
  return shares;
}

void show_stock(const CarFleet& fleet, CarSignals& signals) {
  double all = 0;
  for (std::size_t j = 0; j < signals.stock.size(); ++j) {
    signals.stock[j] = static_cast<double>(fleet.cars(static_cast<Powertrain>(j)));
    all += signals.stock[j];
  }
  const double battery = signals.stock[static_cast<std::size_t>(index(Powertrain::battery))];
  const double plugin_hybrid = signals.stock[static_cast<std::size_t>(index(Powertrain::plugin_hybrid))];
  signals.battery_share = share(battery, all);
  signals.plugin_share = share(battery + plugin_hybrid, all);
  for (std::size_t z = 0; z < signals.battery_share_by_zone.size(); ++z) {
    const ZoneCars cars = cars_in(fleet, static_cast<int>(z));
    signals.battery_share_by_zone[z] = share(cars.battery, cars.all);
  }
}

}  // namespace skifte::agents
