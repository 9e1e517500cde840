#pragma once
#include <array>
#include <memory>
#include <vector>

#include "agents/setting.hpp"

namespace skifte::agents {

/// The national emission database as the city will read it: the published account.
///
/// Each sub-sector r has an indicator I_r(y) that the inventory's method would follow: for allocated rows Sweden's
/// emissions of the row (agents/national), for plants and land the physical account. The published figure is
/// benchmarked to the observed years in proportion (Denton 1971; IMF Quarterly National Accounts Manual 2017, ch. 6):
///   P_r(y) = I_r(y) k_r(y),  k_r(y) = O_r(y)/I_r(y) in observed years, linear between them, last value afterwards;
/// after the last observed year times exp(e_r(y)), e a random walk: with probability q a year the keys or the method
/// change by N(0, s) (one draw for cars, vans and trucks, whose keys rest on one traffic model), so that the spread
/// grows with time. For road rows a share v of the local deviation from the nation is visible: I = I_nation^(1-v)
/// I_city^v, both over the last observed year's. Published `lag` months after the year's end; the newest published
/// total is what rules and readers see.
struct InventoryInputs {
  InventoryInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  double local_fleet_visible;      // v [1]
  double machinery_follows_blend;  // [1]
  double machinery_year_sd;        // [1], log, a year
  double key_change_probability;   // q [1/year]
  double key_change_sd;            // s [1], log
  double plant_revision_sd;        // [1], log, every year for plants
  double publication_lag;          // [month]
};

/// Whether the row is spread over the municipalities by keys (true) or counted where it happens.
bool is_allocated(Subsector subsector);

std::unique_ptr<sim::Kind> make_inventory(const InventoryInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
