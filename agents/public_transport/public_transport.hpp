#pragma once
#include <memory>
#include <optional>

#include "agents/fuel_emissions.hpp"
#include "agents/public_transport/bus_fleet.hpp"
#include "agents/public_transport/depot.hpp"
#include "agents/public_transport/expressen.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Railways and domestic shipping: a local base times the national row's index.
struct AllocatedTransportAssumptions {
  explicit AllocatedTransportAssumptions(sim::AssumptionReader& read);
  double railways;           // [kt/year] CO2e in 2022
  double domestic_shipping;  // [kt/year] CO2e in 2022
};

/// Skanetrafiken's buses, the express lines, railways and domestic shipping. See README.md.
struct PublicTransportInputs {
  PublicTransportInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  BusFleetAssumptions buses;
  DepotAssumptions depot;
  ExpressenAssumptions expressen;
  AllocatedTransportAssumptions allocated;
  sim::Series supply;         // [1] vehicle-kilometres over 2018's
  sim::Series fare;           // [1] real, over 2018's
  double natural_gas_factor;  // [g CO2/kWh]
  double vat_factor;          // [1]
  double operating_cost;      // [SEK/km]
  double local_share;         // [1] of bus-km driven inside the municipality
  BiogenicFactors biogenic;
  Promises promised;
  std::optional<sim::LeverSetting> electric_buses;
  std::optional<sim::LeverSetting> transit_fare;
  std::optional<sim::LeverSetting> bus_supply;
};

std::unique_ptr<sim::Kind> make_public_transport(const PublicTransportInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
