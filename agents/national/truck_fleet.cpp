#include "agents/national/truck_fleet.hpp"

#include "sim/math.hpp"

namespace skifte::agents {

NationalTruckAssumptions::NationalTruckAssumptions(sim::AssumptionReader& read, const std::string& weight)
    : battery_new_share(read.series("national." + weight + ".battery_new_share", "1",
                                    "Share of battery trucks among new ones, observed")),
      gas_new_share(read.series("national." + weight + ".gas_new_share", "1", "Share of gas trucks among new ones")),
      speed(read.number("national." + weight + ".battery_speed", "1/year",
                        "Growth of the log-odds of buying a battery truck")),
      price_response(read.number("national." + weight + ".price_response", "1",
                                 "Log-odds gained per log of the cost ratio diesel to current")),
      battery_stock_2015(
          read.number("national." + weight + ".battery_stock_2015", "1", "Battery trucks' share of the stock in 2015")),
      gas_stock_2015(
          read.number("national." + weight + ".gas_stock_2015", "1", "Gas trucks' share of the stock in 2015")),
      lifetime(read.number("national." + weight + ".lifetime", "year", "Mean lifetime, weighted by kilometres")),
      energy_use_2015(read.number("national." + weight + ".energy_use_2015", "kWh/km", "Diesel use in 2015")),
      efficiency_gain(
          read.number("national." + weight + ".efficiency_gain", "1/year", "Yearly fall of diesel use per km")),
      traffic(read.series("national." + weight + ".traffic", "1", "Kilometres in Sweden over 2022's, observed")),
      traffic_growth(
          read.number("national." + weight + ".traffic_growth", "1/year", "Growth of kilometres after 2022")) {}

NationalTruckFleet::NationalTruckFleet(const NationalTruckAssumptions& assumptions)
    : in_(assumptions),
      battery_stock_(assumptions.battery_stock_2015),
      gas_stock_(assumptions.gas_stock_2015),
      known_to_(sim::to_civil(assumptions.battery_new_share.last_date()).year) {}

/// Of a kWh of diesel to a kWh of current: what trucks use per km is the same in both years and falls out.
double NationalTruckFleet::cost_ratio(const PriceSignals& prices, const PolicySignals& policy) const {
  return sim::log(prices.diesel / (policy.diesel_energy / 1000) / prices.depot_charging);
}

void NationalTruckFleet::step(const sim::Window& window, sim::Time date, const PriceSignals& prices,
                              const PolicySignals& policy) {
  const double year = sim::decimal_year(date);
  const double observed = in_.battery_new_share.at(date);
  double battery = observed;
  // A run that starts after the last observed year takes its first month's costs for that year's.
  if (window.year == known_to_ || (window.year > known_to_ && !has_ratio_)) {
    ratio_known_ = cost_ratio(prices, policy);
    has_ratio_ = true;
  }
  if (window.year > known_to_) {
    const double log_odds = sim::log(observed / (1 - observed)) + in_.speed * (year - known_to_ - 0.5) +
                            in_.price_response * (cost_ratio(prices, policy) - ratio_known_);
    battery = 1 / (1 + sim::exp(-log_odds));
  }
  if (policy.frozen) battery = battery_stock_;
  const double gas = policy.frozen ? gas_stock_ : (1 - battery) * in_.gas_new_share.at(date);
  new_share_ = {1 - battery - gas, gas, battery};
  const double turnover = 1.0 / (12.0 * in_.lifetime);
  battery_stock_ += turnover * (battery - battery_stock_);
  gas_stock_ += turnover * (gas - gas_stock_);
  const double diesel_use = 1000 * in_.energy_use_2015 * sim::exp(-in_.efficiency_gain * (year - 2015));
  diesel_per_km_ = (1 - battery_stock_ - gas_stock_) * diesel_use;
  fossil_per_km_ = diesel_per_km_ * policy.diesel_fossil_factor;
  traffic_index_ = in_.traffic.at(date);
  const double later = (date - in_.traffic.last_date()) / sim::days_per_year;
  if (later > 0) traffic_index_ *= sim::exp(in_.traffic_growth * later);
}

}  // namespace skifte::agents
