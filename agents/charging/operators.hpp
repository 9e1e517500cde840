#pragma once
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// When operators build public charging points.
///   N* = m E (1 + v) / ((1 - support) k) + g D / (1 + D / D_half)     points at which the marginal site just pays
///   m  margin: price at the charger without VAT less electricity [SEK/kWh], at least `least_margin`
///   E  residents' energy charged in public, expected when the site opens [kWh/year]; v visitors' share
///   k  yearly cost of a point [SEK/year];  D plug-in cars;  g points per car that hosts put up at first,
///      whatever they earn, up to g D_half in all [1]
/// Wanted sites follow the gap N* - N - under way at `speed` a year. Nothing is taken away.
/// Source of the form: entry until profits are gone (Springel 2021, doi:10.1257/pol.20190131). Deviation: one kind of
/// point.
struct OperatorAssumptions {
  explicit OperatorAssumptions(sim::AssumptionReader& read);
  double margin_share;     // [1] of the price without VAT that is left after electricity, payment and service
  double visitors;         // [1] v
  double point_cost;       // [SEK/year] k
  double host_points;      // [1] g
  double host_half;        // [vehicle] D_half
  double speed;            // [1/year]
  double growth_floor;     // [1] least growth of a year's demand that operators expect, over the year before
  double growth_ceiling;   // [1] greatest
  double site_size;        // [points]
  double building_time;    // [month] beside the grid connection
  double building_log_sd;  // [1]
  double investment;       // [SEK] per point
  double vat_factor;       // [1] price with over price without
};

/// Points at which the marginal site just pays [points]. `energy` [Wh/year], `price` [SEK/kWh, VAT included].
double points_that_pay(const OperatorAssumptions& assumptions, double energy, double price, double support,
                       double plugins);

/// How near charging away from home comes to petrol: 0 none, 1 as easy.
///   access = d / (d + d_half) min(1, c / (cars per point)),  d points per 1000 inhabitants, c cars a point serves
///   well.
struct AccessAssumptions {
  explicit AccessAssumptions(sim::AssumptionReader& read);
  double half_density;    // [1] points per 1000 inhabitants at which half the ease is reached
  double cars_per_point;  // [1] plug-in cars without a charger at home that a point serves well
};
double charging_access(const AccessAssumptions& assumptions, double points, double persons, double plugins);

}  // namespace skifte::agents
