#include "agents/national/truck_fleet.hpp"

#include "sim/math.hpp"

namespace skifte::agents {

namespace {
constexpr int last_observed_year = 2022;
}

NationalTruckAssumptions::NationalTruckAssumptions(sim::AssumptionReader& read, const std::string& weight)
    : battery_new_share(read.series("national." + weight + ".battery_new_share", "1", "Share of battery trucks among new ones, observed")),
      gas_new_share(read.series("national." + weight + ".gas_new_share", "1", "Share of gas trucks among new ones")),
      speed(read.number("national." + weight + ".battery_speed", "1/year", "Growth of the log-odds of buying a battery truck")),
      price_response(read.number("national." + weight + ".price_response", "1", "Log-odds gained per log of the cost ratio diesel to current")),
      battery_stock_2015(read.number("national." + weight + ".battery_stock_2015", "1", "Battery trucks' share of the stock in 2015")),
      gas_stock_2015(read.number("national." + weight + ".gas_stock_2015", "1", "Gas trucks' share of the stock in 2015")),
      lifetime(read.number("national." + weight + ".lifetime", "year", "Mean lifetime, weighted by kilometres")),
      energy_use_2015(read.number("national." + weight + ".energy_use_2015", "kWh/km", "Diesel use in 2015")),
      efficiency_gain(read.number("national." + weight + ".efficiency_gain", "1/year", "Yearly fall of diesel use per km")),
      current_use(read.number("national." + weight + ".current_use", "kWh/km", "Current use of battery trucks")),
      traffic(read.series("national." + weight + ".traffic", "1", "Kilometres in Sweden over 2022's, observed")),
      traffic_growth(read.number("national." + weight + ".traffic_growth", "1/year", "Growth of kilometres after 2022")) {}

NationalTruckFleet::NationalTruckFleet(const NationalTruckAssumptions& assumptions)
    : in_(assumptions), battery_stock_(assumptions.battery_stock_2015), gas_stock_(assumptions.gas_stock_2015) {}

double NationalTruckFleet::cost_ratio(const PriceSignals& prices, const PolicySignals& policy) const {
  const double diesel = in_.energy_use_2015 * prices.diesel / (policy.diesel_energy / 1000);
  return sim::log(diesel / (in_.current_use * prices.depot_charging));
}

void NationalTruckFleet::step(const sim::Window& window, sim::Time date, const PriceSignals& prices, const PolicySignals& policy) {
  const double year = sim::decimal_year(date);
  const double observed = in_.battery_new_share.at(date);
  double battery = observed;
  if (window.year == last_observed_year) ratio_2022_ = cost_ratio(prices, policy);
  if (window.year > last_observed_year) {
    const double log_odds = sim::log(observed / (1 - observed)) + in_.speed * (year - last_observed_year - 0.5) +
                            in_.price_response * (cost_ratio(prices, policy) - ratio_2022_);
    battery = 1 / (1 + sim::exp(-log_odds));
  }
  if (policy.frozen) battery = battery_stock_;
  const double gas = policy.frozen ? gas_stock_ : (1 - battery) * in_.gas_new_share.at(date);
  new_share_ = {1 - battery - gas, gas, battery};
  const double turnover = 1.0 / (12.0 * in_.lifetime);
  battery_stock_ += turnover * (battery - battery_stock_);
  gas_stock_ += turnover * (gas - gas_stock_);
  const double diesel_use = 1000 * in_.energy_use_2015 * sim::exp(-in_.efficiency_gain * (year - 2015));
  fossil_per_km_ = (1 - battery_stock_ - gas_stock_) * diesel_use * policy.diesel_fossil_factor;
  traffic_index_ = in_.traffic.at(date);
  const double later = (date - in_.traffic.last_date()) / sim::days_per_year;
  if (later > 0) traffic_index_ *= sim::exp(in_.traffic_growth * later);
}

}  // namespace skifte::agents
