#pragma once
#include <memory>

#include "agents/national/allocated_rows.hpp"
#include "agents/national/car_fleet.hpp"
#include "agents/national/truck_fleet.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Sweden around the city: fleets, traffic and the inventory's allocated rows as an aggregate background.
struct NationalInputs {
  NationalInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  NationalCarAssumptions cars;
  NationalTruckAssumptions light_trucks, heavy_trucks;
  AllocatedRowsAssumptions rows;
  sim::Series car_traffic;       // [1] car-kilometres in Sweden over 2022's, observed
  double car_traffic_growth;     // [1/year] later
  double fuel_price_elasticity;  // [1] of car-kilometres, long run
  double traffic_sd;             // [1] of the logarithm of a year's traffic around its trend
};

std::unique_ptr<sim::Kind> make_national(const NationalInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
