#include "agents/firms/truck_class.hpp"

#include <optional>

namespace skifte::agents {
namespace {

std::string label(TruckFuel fuel) {
  return std::string(truck_fuel_labels[at(fuel)]);
}

}  // namespace

TruckClassAssumptions::TruckClassAssumptions(sim::AssumptionReader& read, TruckClass truck_class) {
  const std::string name = std::string(truck_class_labels[at(truck_class)]) + ".";
  using Limits = std::optional<sim::Bounds>;
  const auto number = [&](const std::string& what, const char* unit, const char* meaning, const Limits& bounds = {}) {
    return read.number(name + what, unit, meaning, bounds);
  };
  const auto series = [&](const std::string& what, const char* unit, const char* meaning, const Limits& bounds = {}) {
    return read.series(name + what, unit, meaning, bounds);
  };
  price = number("price", "SEK", "Price of a new diesel truck without VAT");
  extra_price_petrol =
      number("extra_price_petrol", "SEK", "Price of a petrol truck over a diesel's", sim::Bounds::any());
  extra_price_gas = number("extra_price_gas", "SEK", "Price of a gas truck over a diesel's", sim::Bounds::any());
  extra_price_battery = series("extra_price_battery", "SEK",
                               "Price of a battery truck over a diesel's, without VAT, at the reference pack price");
  battery_pack = number("battery_pack", "kWh", "Battery of a truck");
  charger = number("charger", "SEK", "Depot charger and its connection, per truck");
  for (std::size_t f = 0; f < truck_fuels; ++f) {
    const auto fuel = static_cast<TruckFuel>(f);
    energy_use[f] = number("energy_use." + label(fuel), "Wh/km", "Energy use of a truck");
    offered[f] = sim::Series::constant(1);
    constant[f] = 0;
    if (fuel == TruckFuel::diesel) continue;
    offered[f] = series("offered." + label(fuel), "1", "Share of duties for which such trucks are sold",
                        sim::Bounds::not_negative());
    if (fuel != TruckFuel::battery)
      constant[f] =
          number("constant." + label(fuel), "1", "Utility of such a truck beside its cost", sim::Bounds::any());
  }
  maintenance = number("maintenance", "SEK/km", "Maintenance of a combustion truck");
  maintenance_battery = number("maintenance_battery", "SEK/km", "Maintenance of a battery truck");
  tax = series("tax", "SEK/year", "Vehicle tax and road charge of a combustion truck, first owner's mean");
  tax_battery = series("tax_battery", "SEK/year", "Vehicle tax and road charge of a battery truck");
  value_kept = number("value_kept", "1/year", "Share of its value that a combustion truck keeps each year");
  value_kept_battery =
      number("value_kept_battery", "1/year", "Share of its value that a battery truck keeps each year");
  range = series("range", "km", "Range of battery trucks on the market in winter");
  fast_power = number("fast_power", "W", "Power at a public charger, mean over a stop");
  free_stop = number("free_stop", "h/d", "Time of a charging stop that is the driver's rest anyway");
  km = number("km", "km/year", "Mean distance of a truck");
  km_log_sd = number("km_log_sd", "1", "Standard deviation of the log of trucks' distances");
  days = number("days", "d/year", "Days a year on which a truck is used");
  day_log_sd = number("day_log_sd", "1", "Standard deviation of the log of one truck's daily distances");
  holding = number("holding_time", "year", "Mean time until an owner replaces a truck");
  holding_shape = number("holding_shape", "1", "Weibull shape of that time, 2 to 4");
  barrier = series("battery_barrier", "1", "Utility that unfamiliarity takes from battery trucks");
  cost_sensitivity = number("cost_sensitivity", "year/SEK", "Utility per yearly cost");
  dissimilarity = number("dissimilarity", "1", "Dissimilarity of combustion trucks in the nested logit");
  standard = series("standard", "1", "Least share of new trucks without tailpipe emissions under EU standards");
}

TruckMarketAssumptions::TruckMarketAssumptions(sim::AssumptionReader& read)
    : pack_price_reference(
          read.number("truck.pack_price_reference", "SEK/kWh", "Battery pack price at which extra prices hold")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      driver_cost(read.number("truck.driver_cost", "SEK/h", "Cost of a driver's hour")),
      depot_hours(read.number("truck.depot_hours", "h/d", "Time a truck charges at its depot a day")),
      stretch(read.number("truck.agreement", "1",
                          "By how much firms bound by the climate agreement or a contract stretch their payback")),
      used_age(read.number("truck.used_age", "year", "Age of a truck bought second-hand")),
      used_lag(read.number("truck.used_lag", "year", "Time until new trucks make up the second-hand offer")),
      van_grant_of_extra(
          read.number("truck.van_grant_of_extra", "1", "Most that a grant for a firm's van may be of its extra price")),
      patience(read.number("truck.patience", "month", "How long a firm keeps an old truck to wait for a connection")),
      hvo_energy(read.number("machinery.hvo_energy", "Wh/l", "Energy of pure HVO")),
      hybrid_use(read.number("truck.hybrid_use", "1", "Fuel a kilometre of a hybrid truck over one without battery")),
      plugin_electric_share(
          read.number("truck.plugin_electric_share", "1", "Share of a plug-in hybrid truck's distance on current")),
      corridor_charging(read.series("truck.corridor_charging", "1", "Share of routes with public chargers for trucks",
                                    sim::Bounds::not_negative())) {}

}  // namespace skifte::agents
