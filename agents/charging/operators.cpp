#include "agents/charging/operators.hpp"

#include <algorithm>
#include <string>

namespace skifte::agents {

namespace {

ByCharger read_by_kind(sim::AssumptionReader& read, const std::string& prefix, std::string_view unit,
                       std::string_view meaning) {
  return {read.number(prefix + ".normal", unit, meaning), read.number(prefix + ".fast", unit, meaning)};
}

}  // namespace

OperatorAssumptions::OperatorAssumptions(sim::AssumptionReader& read)
    : margin_share(read.number("charging.margin_share", "1",
                               "Share of the charging price without VAT left after electricity, payment and service")),
      visitors(read.number("charging.visitors", "1", "Visitors' charging over residents' public charging")),
      fast_energy(read.number("charging.fast_energy", "1", "Share of public charging's energy taken at fast points")),
      point_cost(
          read_by_kind(read, "charging.point_cost", "SEK/year", "Capital, grid fee and site rent of a public point")),
      host_points(
          read.number("charging.host_points", "1",
                      "Public points per plug-in car that shops, landlords and the city put up regardless of profit")),
      host_half(read.number("charging.host_half", "vehicle",
                            "Plug-in cars at which hosts have put up half of what they ever will")),
      speed(read.number("charging.speed", "1/year", "Speed at which operators close the gap to what pays")),
      growth_floor(read.number("charging.growth_floor", "1",
                               "Least yearly growth of demand that operators expect, over a year before")),
      growth_ceiling(read.number("charging.growth_ceiling", "1",
                                 "Greatest yearly growth of demand that operators expect, over a year before")),
      site_size(read_by_kind(read, "charging.site_size", "1", "Points of a site")),
      building_time(
          read_by_kind(read, "charging.building_time", "month", "Median time from decision to opening, grid ready")),
      building_log_sd(read.number("charging.building_log_sd", "1", "Standard deviation of the log of that time")),
      investment(
          read_by_kind(read, "charging.investment", "SEK", "Investment in a public point, grid connection included")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      state_support(read.series("charging.state_support", "1",
                                "Share of a public point's cost that the state's grants pay on average")) {}

double points_that_pay(const OperatorAssumptions& assumptions, Charger kind, const ChargingMarket& market) {
  constexpr double wh_per_kwh = 1000;
  constexpr double least_own_share = 0.05;  // nobody is paid to build
  const bool fast = kind == Charger::fast;
  const double margin = assumptions.margin_share * market.price / assumptions.vat_factor;
  const double own_cost =
      std::max(least_own_share, 1 - market.support) * assumptions.point_cost[static_cast<std::size_t>(kind)];
  const double share = fast ? assumptions.fast_energy : 1 - assumptions.fast_energy;
  const double paying = share * margin * market.energy / wh_per_kwh * (1 + assumptions.visitors) / own_cost;
  const double hosted =
      fast ? 0 : assumptions.host_points * market.plugins / (1 + market.plugins / assumptions.host_half);
  return paying + hosted;
}

AccessAssumptions::AccessAssumptions(sim::AssumptionReader& read)
    : half_density(read.number("charging.half_density", "1",
                               "Public points per 1000 inhabitants at which charging is half as easy as petrol")),
      cars_per_point(
          read.number("charging.cars_per_point", "1", "Plug-in cars that a public point serves without queues")) {}

double charging_access(const AccessAssumptions& assumptions, double points, double persons, double plugins) {
  if (points <= 0 || persons <= 0) return 0;
  const double density = 1000 * points / persons;
  const double crowding = plugins > 0 ? std::min(1.0, assumptions.cars_per_point * points / plugins) : 1;
  return density / (density + assumptions.half_density) * crowding;
}

}  // namespace skifte::agents
