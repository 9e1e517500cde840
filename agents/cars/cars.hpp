#pragma once
#include <memory>
#include <optional>

#include "agents/cars/acquaintances.hpp"
#include "agents/cars/awareness.hpp"
#include "agents/cars/car_assumptions.hpp"
#include "agents/cars/car_class.hpp"
#include "agents/cars/car_traffic.hpp"
#include "agents/cars/deliveries.hpp"
#include "agents/cars/ownership.hpp"
#include "agents/cars/ownership_cost.hpp"
#include "agents/cars/purchase_choice.hpp"
#include "agents/cars/register_changes.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Movers, orders and firms' charging.
struct CarMarketAssumptions {
  explicit CarMarketAssumptions(sim::AssumptionReader& read);
  double movers_from_city;  // [1] share of cars of households moving in that come from households that left their home
                            // here
  double advance;           // [month] how early an order is placed before a bonus is known to end
  double company_charging;  // [1] share of company cars with a charger at work or at home
};

/// Cars registered in the city, households' and firms', and the traffic on its roads. See README.md.
struct CarInputs {
  CarInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  CarLifeAssumptions life;
  InitialCarAssumptions initial;
  OwnershipAssumptions ownership;
  OwnershipCostAssumptions ownership_cost;
  PurchaseAssumptions purchase;
  DeliveryAssumptions deliveries;
  ClassAssumptions classes;
  AcquaintanceAssumptions acquaintances;
  AwarenessAssumptions awareness;
  DistanceAssumptions distance;
  TrafficAssumptions traffic;
  CarMarketAssumptions market;
  RegisterAssumptions registered;
  std::optional<sim::LeverSetting> purchase_bonus;  // battery, plugin_hybrid [SEK], for cars of this city
};

std::unique_ptr<sim::Kind> make_cars(const CarInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
