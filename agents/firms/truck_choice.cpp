#include "agents/firms/truck_choice.hpp"

#include <algorithm>

namespace skifte::agents {
namespace {

constexpr std::array<std::string_view, truck_fuels> fuel_names = {"diesel", "petrol", "gas", "battery"};
constexpr double never = 1e9;  // [year]

std::array<double, truck_fuels> read_energy_use(sim::AssumptionReader& read, const std::string& weight) {
  std::array<double, truck_fuels> use{};
  for (std::size_t f = 0; f < use.size(); ++f) {
    use[f] = read.number(weight + ".energy_use." + std::string(fuel_names[f]), "Wh/km", "Energy use of a truck");
  }
  return use;
}

}  // namespace

TruckChoiceAssumptions::TruckChoiceAssumptions(sim::AssumptionReader& read, const std::string& weight)
    : price_diesel(read.number(weight + ".price", "SEK", "Price of a new diesel truck without VAT")),
      extra_price_battery(
          read.series(weight + ".extra_price_battery", "SEK",
                      "Price of a battery truck over a diesel's, without VAT, at the reference pack price")),
      extra_price_per_pack(read.number(weight + ".battery_pack", "kWh", "Battery of a truck")),
      charger(read.number(weight + ".charger", "SEK", "Depot charger and its connection, per truck")),
      energy_use(read_energy_use(read, weight)),
      service_saved(
          read.number(weight + ".service_saved", "SEK/year", "Service and vehicle tax that a battery truck saves")),
      payback_median(read.number(weight + ".payback_median", "year", "Payback time that the median firm demands")),
      payback_log_sd(
          read.number(weight + ".payback_log_sd", "1", "Standard deviation of the log of that time among firms")),
      agreement(read.number(weight + ".agreement", "1",
                            "By how much firms bound by the climate agreement stretch their payback demand")),
      suitable(read.series(weight + ".suitable", "1",
                           "Share of trip patterns that battery trucks on the market can serve",
                           sim::Bounds::not_negative())),
      public_share(read.number(weight + ".public_charging_share", "1", "Share of charging away from the depot")) {}

TruckOffer truck_offer(const TruckChoiceAssumptions& a, const PriceSignals& prices, const PolicySignals& policy,
                       TruckGrant grant, double pack_price_reference, double vat_factor, sim::Time date) {
  const double pack = a.extra_price_per_pack * (prices.battery_pack - pack_price_reference);
  const double extra = std::max(0.0, a.extra_price_battery.at(date) + pack);
  const double net = 1 / vat_factor;
  const double depot = prices.depot_charging > 0 ? prices.depot_charging : prices.electricity_firm;
  const double current = (1 - a.public_share) * depot + a.public_share * prices.public_charging * net;
  const auto use = [&](TruckFuel fuel) { return a.energy_use[static_cast<std::size_t>(fuel)]; };
  const double help = std::min(extra, std::max(grant.amount, grant.share * extra));
  return {help, extra - help + a.charger, use(TruckFuel::diesel) * prices.diesel * net / policy.diesel_energy,
          use(TruckFuel::battery) * current / 1000};
}

double payback_time(const TruckChoiceAssumptions& a, const TruckOffer& offer, double km) {
  const double saving = km * (offer.diesel_per_km - offer.battery_per_km) + a.service_saved;
  if (offer.extra_price <= 0) return 0;
  return saving > 0 ? offer.extra_price / saving : never;
}

}  // namespace skifte::agents
