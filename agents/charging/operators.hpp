#pragma once
#include <array>
#include <cstddef>

#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Kinds of public charging points: normal (up to 22 kW, where cars stand anyway) and fast (direct current).
enum class Charger { normal, fast };
inline constexpr std::size_t charger_kinds = 2;
using ByCharger = std::array<double, charger_kinds>;

/// When operators build public charging points of kind i.
///   N*_i = e_i m E (1 + v) / ((1 - s)(1 - l) k_i) + h_i,   h_normal = g D / (1 + D / D_half), h_fast = 0
///   e  share of public energy taken at this kind;  m  margin: price at the charger without VAT less electricity and
///      service [SEK/kWh];  k  yearly cost of a point [SEK/year]
///   E  residents' energy charged in public, D plug-in cars: both as expected when the site opens, the last year's
///      growth going on for the lead time within bounds [kWh/year], [vehicle];  v visitors' share
///   s  the state's support for public points, l a lever's, as shares of the cost
///   g  points per car that hosts put up at first, whatever they earn, up to g D_half in all [1]
/// Wanted sites follow the gap N* - N - under way at `speed` a year. Nothing is taken away. Normal sites use the
/// connection of the house or car park they stand at; fast ones ask for one of their own and wait for it.
/// Source of the form: entry until profits are gone (Springel 2021, doi:10.1257/pol.20190131; Li, Tong, Xing & Zhou
/// 2017, doi:10.1086/689702, for support). Deviations: shares of energy by kind are given, and no competition by price.
struct OperatorAssumptions {
  explicit OperatorAssumptions(sim::AssumptionReader& read);
  double margin_share;        // [1] of the price without VAT that is left after electricity, payment and service
  double visitors;            // [1] v
  double fast_energy;         // [1] e of fast points; normal ones have the rest
  ByCharger point_cost;       // [SEK/year] k
  double host_points;         // [1] g
  double host_half;           // [vehicle] D_half
  double speed;               // [1/year]
  double growth_floor;        // [1] least growth of a year's demand that operators expect, over the year before
  double growth_ceiling;      // [1] greatest
  ByCharger site_size;        // [points]
  ByCharger building_time;    // [month] beside the grid connection
  double building_log_sd;     // [1]
  ByCharger investment;       // [SEK] per point
  double vat_factor;          // [1] price with over price without
  sim::Series state_support;  // [1] s
};

/// What operators expect of the public charging market when a site opens.
struct ChargingMarket {
  double energy = 0;   ///< residents', in public [Wh/year]
  double price = 0;    ///< VAT included [SEK/kWh]
  double plugins = 0;  ///< plug-in cars [vehicle]
  double support = 0;  ///< share of a point's cost that others pay, 1 - (1 - s)(1 - l) [1]
};

/// Points of a kind at which the marginal site just pays [points].
double points_that_pay(const OperatorAssumptions& assumptions, Charger kind, const ChargingMarket& market);

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
