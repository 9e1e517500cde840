#include "agents/firms/truck_cost.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

/// Value when the buyer sells, over a new one's price [1].
double value_when_sold(const TruckOffer& offer, const TruckUse& use, TruckFuel fuel) {
  if (fuel == TruckFuel::battery) return use.used ? offer.used_value_when_sold_battery : offer.value_when_sold_battery;
  return use.used ? offer.used_value_when_sold : offer.value_when_sold;
}

/// [SEK/km] of a battery truck's energy and [SEK/year] of its driver's stops.
struct OnTheWay {
  double energy_per_km;
  double stops;
};
OnTheWay on_the_way(const TruckClassAssumptions& a, const TruckMarketAssumptions& market, const TruckOffer& offer,
                    double km) {
  const double day = km / a.days;
  const LongDays longer = long_days(day, a.day_log_sd, offer.range);
  const double fast = day > 0 ? longer.beyond / day : 0;
  const double hours = longer.beyond * a.energy_use[at(TruckFuel::battery)] / a.fast_power - longer.share * a.free_stop;
  return {(1 - fast) * offer.energy[at(TruckFuel::battery)] + fast * offer.fast_per_km,
          a.days * std::max(0.0, hours) * market.driver_cost};
}

}  // namespace

LongDays long_days(double mean_day, double log_sd, double range) {
  if (mean_day <= 0) return {0, 0};
  if (range <= 0) return {1, mean_day};
  const double z = (sim::log(mean_day / range) - log_sd * log_sd / 2) / log_sd;
  const double share = sim::normal_cdf(z);
  return {share, std::max(0.0, mean_day * sim::normal_cdf(z + log_sd) - range * share)};
}

TruckOffer truck_offer(const TruckClassAssumptions& a, const TruckMarketAssumptions& market, const PriceSignals& prices,
                       const PolicySignals& policy, double grant_amount, double grant_share, sim::Time date) {
  const double net = 1 / market.vat_factor;
  const double pack = a.battery_pack * (prices.battery_pack - market.pack_price_reference);
  const double extra = std::max(0.0, a.extra_price_battery.at(date) + pack);
  const double depot = prices.depot_charging > 0 ? prices.depot_charging : prices.electricity_firm;
  const auto per_km = [&](TruckFuel fuel, double sek_per_wh) { return a.energy_use[at(fuel)] * sek_per_wh; };
  TruckOffer offer{};
  offer.price = {a.price, a.price + a.extra_price_petrol, a.price + a.extra_price_gas, a.price + extra};
  offer.energy = {per_km(TruckFuel::diesel, net * prices.diesel / policy.diesel_energy),
                  per_km(TruckFuel::petrol, net * prices.petrol / policy.petrol_energy),
                  per_km(TruckFuel::gas, net * prices.vehicle_gas / 1000), per_km(TruckFuel::battery, depot / 1000)};
  offer.hvo_per_km = per_km(TruckFuel::diesel, net * prices.hvo / market.hvo_energy);
  offer.fast_per_km = per_km(TruckFuel::battery, std::max(depot, net * prices.public_charging) / 1000);
  offer.tax = a.tax.at(date);
  offer.tax_battery = a.tax_battery.at(date);
  offer.grant_amount = grant_amount;
  offer.amount_of_extra = market.van_grant_of_extra;
  offer.grant_share = grant_share;
  offer.range = a.range.at(date);
  const auto when_sold = [&](double kept, double age) { return sim::pow(kept, a.holding + age); };
  offer.value_when_sold = when_sold(a.value_kept, 0);
  offer.value_when_sold_battery = when_sold(a.value_kept_battery, 0);
  offer.used_value_when_sold = when_sold(a.value_kept, market.used_age);
  offer.used_value_when_sold_battery = when_sold(a.value_kept_battery, market.used_age);
  offer.used_price = sim::pow(a.value_kept, market.used_age);
  offer.used_price_battery = sim::pow(a.value_kept_battery, market.used_age);
  return offer;
}

double battery_grant(const TruckOffer& offer, double grant_of_extra) {
  const double price = offer.price[at(TruckFuel::battery)];
  const double extra = std::max(0.0, price - offer.price[at(TruckFuel::diesel)]);
  const double amount = std::min(offer.grant_amount, offer.amount_of_extra * extra);
  const double share = std::min(offer.grant_share * price, grant_of_extra * extra);
  return std::max(amount, share);
}

double purchase_price(const TruckClassAssumptions& a, const TruckOffer& offer, const TruckUse& use, TruckFuel fuel) {
  double price = offer.price[at(fuel)];
  if (use.used) price *= fuel == TruckFuel::battery ? offer.used_price_battery : offer.used_price;
  if (fuel != TruckFuel::battery) return price;
  return price + a.charger - (use.used ? 0 : battery_grant(offer, use.grant_of_extra));
}

TruckCapital::TruckCapital(const TruckClassAssumptions& a, const TruckUse& use) {
  const double r = use.hurdle_rate;
  discount = r > 0 ? sim::exp(-a.holding * sim::log(1 + r)) : 1;
  recovery = r > 0 ? r / (1 - discount) : 1 / a.holding;
}

double yearly_cost(const TruckClassAssumptions& a, const TruckMarketAssumptions& market, const TruckOffer& offer,
                   const TruckUse& use, const TruckCapital& terms, TruckFuel fuel) {
  const double value = offer.price[at(fuel)] * value_when_sold(offer, use, fuel);
  const double capital = terms.recovery * (purchase_price(a, offer, use, fuel) - value * terms.discount);
  if (fuel == TruckFuel::battery) {
    const OnTheWay way = on_the_way(a, market, offer, use.km);
    return capital + use.km * (way.energy_per_km + a.maintenance_battery) + offer.tax_battery + way.stops;
  }
  const double energy = fuel == TruckFuel::diesel && use.fossil_free ? offer.hvo_per_km : offer.energy[at(fuel)];
  return capital + use.km * (energy + a.maintenance) + offer.tax;
}

}  // namespace skifte::agents
