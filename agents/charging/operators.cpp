#include "agents/charging/operators.hpp"

#include <algorithm>

namespace skifte::agents {

OperatorAssumptions::OperatorAssumptions(sim::AssumptionReader& read)
    : margin_share(read.number("charging.margin_share", "1",
                               "Share of the charging price without VAT left after electricity, payment and service")),
      visitors(read.number("charging.visitors", "1", "Visitors' charging over residents' public charging")),
      point_cost(read.number("charging.point_cost", "SEK/year", "Capital, grid fee and site rent of a public point")),
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
      site_size(read.number("charging.site_size", "1", "Points of a site")),
      building_time(read.number("charging.building_time", "month", "Median time from decision to opening, grid ready")),
      building_log_sd(read.number("charging.building_log_sd", "1", "Standard deviation of the log of that time")),
      investment(read.number("charging.investment", "SEK", "Investment in a public point, grid connection included")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")) {}

double points_that_pay(const OperatorAssumptions& assumptions, double energy, double price, double support,
                       double plugins) {
  const double margin = assumptions.margin_share * price / assumptions.vat_factor;
  const double cost = std::max(0.05, 1 - support) * assumptions.point_cost;
  return margin * energy / 1000 * (1 + assumptions.visitors) / cost +
         assumptions.host_points * plugins / (1 + plugins / assumptions.host_half);
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
